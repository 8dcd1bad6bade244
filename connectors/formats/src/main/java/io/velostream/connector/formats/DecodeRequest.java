package io.velostream.connector.formats;

import io.velostream.columnar.Schema;
import io.velostream.connector.spi.BadRows;
import io.velostream.connector.spi.Options;
import java.util.List;

/// What the decoders of the inputs of a table are to do.
///
/// @param schema all columns of the table
/// @param columns indexes of the columns wanted, in the order wanted
/// @param batchRows rows per batch at most
/// @param options checked against [Formats#options]
/// @param missingIsNull whether a column that an input lacks is NULL there, else an error
/// @param badRows takes rows that do not decode
public record DecodeRequest(
    Schema schema,
    List<Integer> columns,
    int batchRows,
    Options options,
    boolean missingIsNull,
    BadRows badRows) {
  public DecodeRequest {
    columns = List.copyOf(columns);
    if (batchRows < 1) {
      throw new IllegalArgumentException("a batch needs room for a row: " + batchRows);
    }
  }
}
