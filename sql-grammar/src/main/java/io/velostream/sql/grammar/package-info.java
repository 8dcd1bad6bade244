/// From text to syntax tree: reads Velostream's SQL, which is Calcite's grammar plus our statements
/// and streaming clauses. [io.velostream.sql.grammar.SqlStatements] is the way in;
/// [io.velostream.sql.grammar.ParsedStatement] is what comes out;
/// [io.velostream.sql.grammar.SqlSyntaxException] says where and why a text is not SQL.
///
/// The parser itself is generated at build time from Calcite's grammar and the templates under
/// `src/main/codegen`. This package must not know what names mean: it has no catalogue, no types,
/// no functions, and depends on no other module.
@NullMarked
package io.velostream.sql.grammar;

import org.jspecify.annotations.NullMarked;
