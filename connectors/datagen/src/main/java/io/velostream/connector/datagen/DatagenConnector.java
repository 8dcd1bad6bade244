package io.velostream.connector.datagen;

import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.connector.spi.Connector;
import io.velostream.connector.spi.OptionSpec;
import io.velostream.connector.spi.Options;
import io.velostream.connector.spi.TableRequest;
import io.velostream.stream.seam.World;
import java.util.List;
import java.util.Map;

/// Generated rows, `'connector' = 'datagen'`. How each column's values are made is told by options
/// `'fields.<column>.<property>'`, above all its `kind`. There are `number-of-rows` rows, or
/// endless ones, and so many `rows-per-second` if that is given.
public final class DatagenConnector implements Connector {
  @Override
  public String name() {
    return DatagenOptions.CONNECTOR;
  }

  @Override
  public List<OptionSpec> options(Map<String, String> given) {
    return DatagenOptions.specs(given);
  }

  @Override
  public boolean isBounded(Map<String, String> given) {
    return DatagenOptions.isBounded(given);
  }

  @Override
  public void check(TableRequest request) {
    DatagenReader.open(request);
  }

  @Override
  public Schema inferSchema(Options options, World world) {
    throw new UserException(
        ErrorCode.INVALID_STATEMENT, "a table of the connector 'datagen' must declare its columns");
  }

  @Override
  public BatchReader openReader(TableRequest request) {
    return DatagenReader.open(request);
  }

  @Override
  public BatchWriter openWriter(TableRequest request) {
    throw new UserException(
            ErrorCode.INVALID_STATEMENT, "the table '" + request.table() + "' can only be read")
        .hint("its connector 'datagen' makes rows up; it stores none");
  }
}
