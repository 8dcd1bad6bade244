package io.velostream.engine.execute;

import io.velostream.columnar.Batch;
import io.velostream.columnar.BytesVectorBuilder;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Slice;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.engine.ResultHandler;
import io.velostream.engine.ResultShape;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/// A small result of text columns, as SHOW, DESCRIBE and EXPLAIN give.
final class TextRows {
  private final Schema schema;
  private final List<BytesVectorBuilder> columns;
  private int rows;

  TextRows(String... names) {
    schema =
        new Schema(
            Arrays.stream(names).map(name -> new Field(name, DataType.STRING, false)).toList());
    columns = Arrays.stream(names).map(_ -> new BytesVectorBuilder()).toList();
  }

  /// Adds a row.
  TextRows add(String... cells) {
    for (int c = 0; c < cells.length; c++) {
      columns.get(c).append(Slice.utf8(cells[c]));
    }
    rows++;
    return this;
  }

  /// Hands the rows over.
  void sendTo(ResultHandler results) {
    try (BatchWriter writer = results.open(ResultShape.list(schema))) {
      if (rows > 0) {
        writer.write(Batch.of(rows, columns.stream().map(BytesVectorBuilder::build).toList()));
      }
      writer.endStep();
      writer.commit();
    } catch (IOException e) {
      throw new EnvironmentException("cannot write the result: " + e.getMessage(), e, false);
    }
  }
}
