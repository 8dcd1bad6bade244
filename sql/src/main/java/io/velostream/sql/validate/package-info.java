/// Names and types: Calcite's validator and converter, set up for streams.
///
/// [QueryFrontEnd] turns a syntax tree into relational algebra against a catalogue. The type
/// system, the operators, the catalogue's Calcite face and the translation of Calcite's errors into
/// ours live here; what a query means for a stream does not.
@NullMarked
package io.velostream.sql.validate;

import org.jspecify.annotations.NullMarked;
