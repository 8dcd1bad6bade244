/// The nodes of the syntax tree that Calcite does not have: statements, the elements of a table,
/// and the clauses of streaming queries. [io.velostream.sql.grammar.ast.GrammarNode] is their
/// closed family; [io.velostream.sql.grammar.ast.FileTable] is an identifier.
///
/// Some of our syntax leaves no node behind, because the parser turns it into the standard form at
/// once: short durations ([io.velostream.sql.grammar.ast.Durations]), row buffers
/// ([io.velostream.sql.grammar.ast.RowBuffers]) and `x::type`
/// ([io.velostream.sql.grammar.ast.CastOperator]).
///
/// Nodes know what was written and where, not what it means: no catalogue, types or validation
/// here.
@NullMarked
package io.velostream.sql.grammar.ast;

import org.jspecify.annotations.NullMarked;
