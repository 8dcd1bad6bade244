package io.velostream.conformance.file;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Values;
import io.velostream.columnar.Vector;
import io.velostream.columnar.VectorBuilder;
import io.velostream.conformance.file.Entry.InputRow;
import java.util.ArrayList;
import java.util.List;

/// Turns rows of text into batches.
final class InputRows {
  private InputRows() {}

  /// A batch per group of rows; groups of more than `maxRows` are cut.
  static List<Batch> batches(Schema schema, List<List<InputRow>> groups, int maxRows) {
    List<Batch> batches = new ArrayList<>();
    for (List<InputRow> group : groups) {
      for (int from = 0; from < group.size(); from += Math.min(maxRows, group.size())) {
        int to = (int) Math.min(group.size(), (long) from + maxRows);
        batches.add(batch(schema, group.subList(from, to)));
      }
    }
    return batches;
  }

  /// One batch; it has weights only if a row is a retraction.
  static Batch batch(Schema schema, List<InputRow> rows) {
    VectorBuilder[] builders = new VectorBuilder[schema.size()];
    for (int c = 0; c < builders.length; c++) {
      builders[c] = VectorBuilder.of(schema.type(c).lane());
    }
    long[] weights = new long[rows.size()];
    boolean retracts = false;
    for (int r = 0; r < rows.size(); r++) {
      InputRow row = rows.get(r);
      append(schema, builders, row);
      weights[r] = row.weight();
      retracts |= row.weight() < 0;
    }
    Vector[] columns = new Vector[builders.length];
    for (int c = 0; c < columns.length; c++) {
      columns[c] = builders[c].build();
    }
    return new Batch(columns, rows.size(), null, retracts ? weights : null);
  }

  private static void append(Schema schema, VectorBuilder[] builders, InputRow row) {
    List<String> cells = ValueText.cells(row.text());
    if (cells.size() != schema.size()) {
      throw new IllegalArgumentException(
          "line " + row.line() + " has " + cells.size() + " cells, not " + schema.size());
    }
    for (int c = 0; c < builders.length; c++) {
      Values.append(builders[c], ValueText.parse(cells.get(c), schema.type(c)));
    }
  }
}
