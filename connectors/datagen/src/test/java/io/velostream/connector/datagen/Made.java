package io.velostream.connector.datagen;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.Field;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Schema;
import io.velostream.connector.formats.ValueText;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.OptionChecker;
import io.velostream.connector.spi.TableLookup;
import io.velostream.connector.spi.TableRequest;
import io.velostream.stream.seam.Clock;
import io.velostream.stream.seam.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;

/// A generated table under test: its columns and options, and what comes of them.
final class Made {
  private static final long NOW = 1_800_000_000_000_000L;
  private static final Clock STILL =
      new Clock() {
        @Override
        public long wallMicros() {
          return NOW;
        }

        @Override
        public long monotonicNanos() {
          return 0;
        }

        @Override
        public void waitUntil(long nanos) {
          throw new AssertionError("nothing waits here");
        }
      };

  private final List<Field> fields = new ArrayList<>();
  private final Map<String, String> options = new LinkedHashMap<>();
  private TableLookup tables = TableLookup.NONE;
  private int batchRows = 1_000;

  static Made column(String name, DataType type) {
    return new Made().and(name, type);
  }

  Made and(String name, DataType type) {
    fields.add(Field.of(name, type));
    return this;
  }

  Made andNotNull(String name, DataType type) {
    fields.add(new Field(name, type, false));
    return this;
  }

  /// Options by turns of name and value; `kind` alone is that of the last column.
  Made with(String... namesAndValues) {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      String name = namesAndValues[i];
      boolean ofTable =
          name.contains(".") || name.matches("number-of-rows|seed|first-row|rows-per-second");
      options.put(
          ofTable ? name : "fields." + fields.getLast().name() + "." + name, namesAndValues[i + 1]);
    }
    return this;
  }

  Made rows(long rows) {
    return with("number-of-rows", Long.toString(rows));
  }

  Made batchesOf(int rows) {
    batchRows = rows;
    return this;
  }

  Made beside(String name, Made other) {
    tables =
        asked -> asked.equalsIgnoreCase(name) ? Optional.of(other.asTable(name)) : Optional.empty();
    return this;
  }

  private TableLookup.Table asTable(String name) {
    return new TableLookup.Table(name, checked(), new Schema(fields));
  }

  private Map<String, String> checked() {
    return OptionChecker.check(new DatagenConnector(), options).values();
  }

  BatchReader open(List<Integer> columns) {
    return new DatagenConnector()
        .openReader(
            new TableRequest(
                "t",
                OptionChecker.check(new DatagenConnector(), options),
                new Schema(fields),
                columns,
                false,
                batchRows,
                new World(STILL, null, null),
                (_, _, _, _) -> {
                  throw new AssertionError("no bad rows");
                },
                List.of(),
                tables,
                List.of()));
  }

  /// Everything as text, columns with blanks between them.
  List<String> texts() {
    List<String> rows = new ArrayList<>();
    read((batch, row) -> {
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < fields.size(); i++) {
        texts.add(text(fields.get(i).type(), batch, i, row));
      }
      rows.add(String.join(" ", texts));
    });
    return rows;
  }

  private static String text(DataType type, Batch batch, int column, int row) {
    if (batch.column(column).isNull(row)) {
      return "NULL";
    }
    return ValueText.of(type, batch.column(column), row);
  }

  /// The last column as numbers: longs as they are, so unscaled. NULLs are left out.
  double[] numbers() {
    List<Double> numbers = new ArrayList<>();
    int last = fields.size() - 1;
    read((batch, row) -> {
      switch (batch.column(last)) {
        case LongVector v when !v.isNull(row) -> numbers.add((double) v.values()[row]);
        case DoubleVector v when !v.isNull(row) -> numbers.add(v.values()[row]);
        default -> {}
      }
    });
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private void read(ObjIntConsumer<Batch> row) {
    List<Integer> all = IntStream.range(0, fields.size()).boxed().toList();
    try (BatchReader reader = open(all)) {
      for (Batch batch = reader.read(); batch != null; batch = reader.read()) {
        for (int i = 0; i < batch.rowCount(); i++) {
          row.accept(batch, i);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
