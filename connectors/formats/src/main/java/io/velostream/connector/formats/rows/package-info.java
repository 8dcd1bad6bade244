/// Rows of binary formats: where their values go, whatever the format.
///
/// A decoder puts the values of a row into the [ColumnSink]s of a [RowBatch], one each;
/// [Conversions] stand between, and tell [RowFaults] of values that a column cannot have. Nested
/// values go to a [SlotSink].
///
/// [MessageRows] does that with messages of one or a few rows each.
///
/// This package knows no format.
@NullMarked
package io.velostream.connector.formats.rows;

import org.jspecify.annotations.NullMarked;
