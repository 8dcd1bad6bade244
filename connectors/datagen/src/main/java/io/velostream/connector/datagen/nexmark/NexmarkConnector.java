package io.velostream.connector.datagen.nexmark;

import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.datagen.column.ColumnGenerator;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.connector.spi.Connector;
import io.velostream.connector.spi.OptionSpec;
import io.velostream.connector.spi.Options;
import io.velostream.connector.spi.ReadPosition;
import io.velostream.connector.spi.TableRequest;
import io.velostream.connector.spi.TurnReader;
import io.velostream.stream.seam.World;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The tables of Nexmark, `'connector' = 'nexmark'`: `'table'` says which. There are the rows of
/// `'events'` events of all three tables together, or endless ones, `'event-rate'` to a second of
/// event time.
public final class NexmarkConnector implements Connector {
  private static final String TABLE = "table";
  private static final String EVENTS = "events";
  private static final String RATE = "event-rate";
  private static final String SEED = "seed";

  /// The time of the first event.
  private static final long START = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli() * 1_000;

  @Override
  public String name() {
    return "nexmark";
  }

  @Override
  public List<OptionSpec> options(Map<String, String> given) {
    return List.of(
        OptionSpec.required(TABLE, "which table").oneOf("person", "auction", "bid"),
        OptionSpec.optional(EVENTS, "events of all tables together; without it they never end"),
        OptionSpec.withDefault(
            RATE, "10000", "how many events there are to a second of event time"),
        OptionSpec.withDefault(SEED, "0", "another seed gives other random values"));
  }

  @Override
  public boolean isBounded(Map<String, String> given) {
    return given.containsKey(EVENTS);
  }

  @Override
  public Schema inferSchema(Options options, World world) {
    return table(options).schema();
  }

  @Override
  public void check(TableRequest request) {
    times(request.options());
    events(request.options());
    Schema all = table(request.options()).schema();
    for (Field field : request.schema().fields()) {
      Field made = find(all, field.name(), request);
      if (!made.type().equals(field.type())) {
        throw new UserException(
                ErrorCode.INVALID_STATEMENT,
                "the column '%s' of the table '%s' is %s, not %s"
                    .formatted(field.name(), request.table(), made.type(), field.type()))
            .hint("leave the columns out: the connector 'nexmark' knows them");
      }
    }
  }

  private static Field find(Schema all, String name, TableRequest request) {
    for (Field field : all.fields()) {
      if (field.name().equalsIgnoreCase(name)) {
        return field;
      }
    }
    throw new UserException(
            ErrorCode.UNKNOWN_NAME,
            "the table '%s' of Nexmark has no column '%s'"
                .formatted(request.options().get(TABLE), name))
        .hint(
            "its columns are "
                + String.join(", ", all.fields().stream().map(Field::name).toList()));
  }

  @Override
  public BatchReader openReader(TableRequest request) {
    return reader(request, 0, 0, 1);
  }

  @Override
  public BatchReader openReader(TableRequest request, ReadPosition from) {
    return reader(request, event(request, from), 0, 1);
  }

  @Override
  public Optional<String> readsAlone(Map<String, String> given) {
    return Optional.empty();
  }

  @Override
  public List<TurnReader> openTurns(List<TableRequest> requests) {
    return openTurns(requests, ReadPosition.START);
  }

  @Override
  public List<TurnReader> openTurns(List<TableRequest> requests, ReadPosition from) {
    List<TurnReader> readers = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      long event = event(requests.get(i), from);
      readers.add(reader(requests.get(i), event, i, requests.size()));
    }
    return readers;
  }

  private static long event(TableRequest request, ReadPosition from) {
    if (from.isStart()) {
      return 0;
    }
    if (from.bytes().length != Long.BYTES) {
      throw new UserException(
          ErrorCode.INVALID_STATEMENT,
          "the table '" + request.table() + "' is not the one that was read before");
    }
    return ByteBuffer.wrap(from.bytes()).getLong();
  }

  private NexmarkReader reader(TableRequest request, long from, int reader, int readers) {
    check(request);
    Options options = request.options();
    NexmarkTable table = table(options);
    NexmarkColumns columns = new NexmarkColumns(options.getLong(SEED), times(options));
    Schema all = table.schema();
    ColumnGenerator[] generators =
        request.columns().stream()
            .map(column -> find(all, request.schema().field(column).name(), request).name())
            .map(column -> columns.of(table, column))
            .toArray(ColumnGenerator[]::new);
    return new NexmarkReader(
        table, generators, events(options), request.batchRows(), from, reader, readers);
  }

  private static NexmarkTable table(Options options) {
    return NexmarkTable.valueOf(options.get(TABLE).strip().toUpperCase(Locale.ROOT));
  }

  private static EventTimes times(Options options) {
    return new EventTimes(START, atLeast(1, RATE, options.getLong(RATE)));
  }

  private static long events(Options options) {
    return options.find(EVENTS).isEmpty()
        ? Long.MAX_VALUE
        : atLeast(0, EVENTS, options.getLong(EVENTS));
  }

  private static long atLeast(long least, String option, long value) {
    if (value < least) {
      throw new UserException(
              ErrorCode.INVALID_OPTION,
              "the option '%s' must be at least %d, not %d".formatted(option, least, value))
          .about(option);
    }
    return value;
  }

  @Override
  public BatchWriter openWriter(TableRequest request) {
    throw new UserException(
            ErrorCode.INVALID_STATEMENT, "the table '" + request.table() + "' can only be read")
        .hint("its connector 'nexmark' makes rows up; it stores none");
  }
}
