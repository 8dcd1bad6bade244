package io.velostream.connector.parquet;

import io.velostream.columnar.Batch;
import io.velostream.columnar.ColumnBound;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Values;
import io.velostream.columnar.Vector;
import io.velostream.columnar.VectorBuilder;
import io.velostream.connector.file.FileConnector;
import io.velostream.connector.file.FileTables;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.connector.spi.OptionChecker;
import io.velostream.connector.spi.TableLookup;
import io.velostream.connector.spi.TableRequest;
import io.velostream.stream.seam.World;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Writes and reads tables of Parquet files in memory, as rows of boxed values.
final class ParquetTables {
  final MemoryFiles files = new MemoryFiles();
  final List<String> bad = new ArrayList<>();
  int batchRows = 4_096;

  private World world() {
    return new World(null, null, files); // neither a clock nor randomness is asked for
  }

  TableRequest request(
      String path,
      Schema schema,
      List<Integer> columns,
      boolean changelog,
      List<ColumnBound> bounds,
      String... options) {
    Map<String, String> given = new HashMap<>(FileTables.options(path));
    for (int i = 0; i < options.length; i += 2) {
      given.put(options[i], options[i + 1]);
    }
    return new TableRequest(
        "t",
        OptionChecker.check(new FileConnector(), given),
        schema,
        columns,
        changelog,
        batchRows,
        world(),
        (source, row, raw, reason) -> bad.add(source + ":" + row + ": " + reason),
        bounds,
        TableLookup.NONE,
        List.of());
  }

  private static List<Integer> all(Schema schema) {
    return IntStream.range(0, schema.size()).boxed().toList();
  }

  void write(String path, Schema schema, List<List<Object>> rows, String... options)
      throws IOException {
    TableRequest request = request(path, schema, all(schema), false, List.of(), options);
    try (BatchWriter writer = new FileConnector().openWriter(request)) {
      writer.write(batch(schema, rows));
      writer.commit();
    }
  }

  static Batch batch(Schema schema, List<List<Object>> rows) {
    List<Vector> columns = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      VectorBuilder builder = VectorBuilder.of(schema.type(i).lane());
      for (List<Object> row : rows) {
        Values.append(builder, row.get(i));
      }
      columns.add(builder.build());
    }
    return Batch.of(rows.size(), columns);
  }

  List<List<Object>> read(String path, Schema schema, String... options) throws IOException {
    TableRequest request = request(path, schema, all(schema), false, List.of(), options);
    try (BatchReader reader = new FileConnector().openReader(request)) {
      return rows(reader);
    }
  }

  static List<List<Object>> rows(BatchReader reader) throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    for (Batch batch = reader.read(); batch != null; batch = reader.read()) {
      for (int k = 0; k < batch.rowCount(); k++) {
        List<Object> row = new ArrayList<>();
        for (Vector column : batch.columns()) {
          row.add(Values.get(column, batch.rowAt(k)));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  Schema infer(String path) {
    Map<String, String> given = FileTables.options(path);
    return new FileConnector()
        .inferSchema(OptionChecker.check(new FileConnector(), given), world());
  }
}
