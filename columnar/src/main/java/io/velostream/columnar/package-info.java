/// Data at rest in memory: SQL types, schemas, column vectors and batches of rows.
///
/// Start at [Batch]: columns of equal length, an optional selection of live rows and optional Z-set
/// weights. A column is a [Vector]; its Java arrays are chosen by the [Lane] of its [DataType].
/// This package knows no expression, operator, stream, clock or file.
@NullMarked
package io.velostream.columnar;

import org.jspecify.annotations.NullMarked;
