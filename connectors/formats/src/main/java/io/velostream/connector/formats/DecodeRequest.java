package io.velostream.connector.formats;

import io.velostream.columnar.Schema;
import io.velostream.connector.spi.BadRows;
import io.velostream.connector.spi.Options;
import java.util.List;

/// What a decoder is to do.
///
/// @param schema all columns of the table
/// @param columns indexes of the columns wanted, in the order wanted
/// @param batchRows rows per batch at most
/// @param options checked against [Formats#options]
/// @param source name of the input, for bad rows and messages
/// @param badRows takes rows that do not decode
public record DecodeRequest(
    Schema schema,
    List<Integer> columns,
    int batchRows,
    Options options,
    String source,
    BadRows badRows) {
  public DecodeRequest {
    columns = List.copyOf(columns);
    if (batchRows < 1) {
      throw new IllegalArgumentException("a batch needs room for a row: " + batchRows);
    }
  }
}
