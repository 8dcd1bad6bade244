package io.velostream.connector.parquet;

import io.velostream.columnar.BytesVector;
import org.apache.parquet.column.Encoding;

/// A page of a column, decompressed.
///
/// @param bytes what it holds, with [#PADDING] more bytes at the end; reused by the next page
/// @param length how many of the bytes count
/// @param values number of values, NULLs and empty lists included
/// @param encoding of the values
/// @param repetition where the repetition levels start, and end at `definition`
/// @param definition where the definition levels start
/// @param data where the values start
record Page(
    byte[] bytes,
    int length,
    int values,
    Encoding encoding,
    int repetition,
    int repetitionEnd,
    int definition,
    int definitionEnd,
    int data) {
  /// Bytes that may be read beyond the end.
  static final int PADDING = BytesVector.PADDING;
}
