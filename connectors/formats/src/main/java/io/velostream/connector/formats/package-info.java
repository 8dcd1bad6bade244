/// Text formats: bytes to vectors and back.
///
/// Reading: a [DecodingReader] fills a reused window of bytes and hands it to a [RowDecoder] (made
/// by [Formats]), which appends whole rows to [ColumnSet], only the columns asked for. Writing: a
/// [RowEncoder] turns batches into bytes. [ValueText] writes single values. [SchemaInference] looks
/// at the head of an input and names its columns.
///
/// This package knows no file and no transport.
@NullMarked
package io.velostream.connector.formats;

import org.jspecify.annotations.NullMarked;
