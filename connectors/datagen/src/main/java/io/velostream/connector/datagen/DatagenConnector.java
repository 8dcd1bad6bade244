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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Generated rows, `'connector' = 'datagen'`. Each column is random or a sequence:
/// `'fields.<column>.kind'`, with `min`, `max`, `length` for the one and `start`, `step`, `end` for
/// the other. There are `number-of-rows` rows, or fewer when a sequence comes to its end, and so
/// many `rows-per-second` if that is given.
public final class DatagenConnector implements Connector {
  static final String ROWS = "number-of-rows";
  static final String RATE = "rows-per-second";
  static final String SEED = "seed";

  @Override
  public String name() {
    return "datagen";
  }

  @Override
  public List<OptionSpec> options(Map<String, String> given) {
    List<OptionSpec> options = new ArrayList<>();
    boolean ends = given.keySet().stream().anyMatch(FieldOptions::isEnd);
    options.add(
        ends
            ? OptionSpec.optional(ROWS, "how many rows there are at most")
            : OptionSpec.required(ROWS, "how many rows there are, unless a sequence has an end"));
    options.add(OptionSpec.optional(RATE, "how many rows a second brings at most"));
    options.add(OptionSpec.withDefault(SEED, "0", "another seed gives other random values"));
    options.addAll(FieldOptions.specs(given));
    return options;
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
