package io.velostream.connector.datagen.console;

import io.velostream.columnar.Schema;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.connector.spi.Connector;
import io.velostream.connector.spi.OptionSpec;
import io.velostream.connector.spi.Options;
import io.velostream.connector.spi.TableRequest;
import io.velostream.stream.seam.World;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Shows rows on standard output, `'connector' = 'print'`: `+I[a, b]` for an insertion, `-D[a, b]`
/// for a retraction.
public final class PrintConnector implements Connector {
  static final String IDENTIFIER = "print-identifier";

  @Override
  public String name() {
    return "print";
  }

  @Override
  public List<OptionSpec> options(Map<String, String> given) {
    return List.of(OptionSpec.withDefault(IDENTIFIER, "", "a text before each row"));
  }

  @Override
  public Schema inferSchema(Options options, World world) {
    throw writeOnly("print");
  }

  @Override
  public BatchReader openReader(TableRequest request) {
    throw writeOnly("print");
  }

  @Override
  public BatchWriter openWriter(TableRequest request) {
    String identifier = request.options().get(IDENTIFIER);
    try {
      return new RowPrinter(
          request.schema(),
          identifier.isEmpty() ? "" : identifier + "> ",
          request.world().files().create("-"));
    } catch (IOException e) {
      throw new EnvironmentException("cannot write to standard output: " + e, e, false);
    }
  }

  static UserException writeOnly(String connector) {
    return new UserException(
        ErrorCode.INVALID_STATEMENT,
        "a table of the connector '" + connector + "' can only be written to");
  }
}
