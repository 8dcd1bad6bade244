/// SQL text to plan records.
///
/// [SqlCompiler] is the way in: it reads a script into [Statement]s and compiles each against a
/// [CatalogView] and [PlannerSettings] into a [CompiledStatement]. Nothing of Calcite leaves this
/// module. The stages, in order: `rewrite` (short forms to standard SQL on the syntax tree),
/// `validate` (names and types, relational algebra), `lower` (algebra to incremental operators,
/// with `bind` for expressions), `optimize` (a list of passes over the plan).
@NullMarked
package io.velostream.sql;

import org.jspecify.annotations.NullMarked;
