/// What MATCH_RECOGNIZE looks for and what it tells, in words that plans and operators share.
///
/// A [RowPattern] over variables, the [MatchCondition] of each variable, and measures, all in a
/// [MatchDescription]. Conditions and measures are expressions over [MatchSlot]s, each of which is
/// a value taken from the rows of a match. Nothing here knows how a match is found.
@NullMarked
package io.velostream.expression.match;

import org.jspecify.annotations.NullMarked;
