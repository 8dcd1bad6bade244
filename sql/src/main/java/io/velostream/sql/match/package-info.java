/// MATCH_RECOGNIZE from syntax to algebra.
///
/// [MatchReader] takes the clause apart: each column with FIRST, LAST, PREV or NEXT around it and
/// each aggregate becomes a slot, and what is left of conditions and measures are ordinary
/// expressions over slots, which are validated as any others. The result is a [MatchQuery], which
/// stands in the algebra as a [MatchRel]. Calcite's own validation of the clause is not used: it
/// knows neither PREV in measures nor subsets in conditions, and forgets where things stand.
@NullMarked
package io.velostream.sql.match;

import org.jspecify.annotations.NullMarked;
