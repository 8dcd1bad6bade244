package io.velostream.conformance.file;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Values;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.operators.Output;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Collects a result as lines of text with weights.
public final class Changes implements BatchWriter, Output {
  private final Schema schema;
  private final List<Change> changes = new ArrayList<>();

  /// A row of text and how often it was inserted (above 0) or retracted (below 0) at once.
  public record Change(String row, long weight) {}

  /// An empty collection of rows of that schema.
  public Changes(Schema schema) {
    this.schema = schema;
  }

  /// The columns.
  public Schema schema() {
    return schema;
  }

  @Override
  public void emit(Batch batch) {
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      StringBuilder text = new StringBuilder();
      for (int c = 0; c < schema.size(); c++) {
        text.append(c == 0 ? "" : " | ");
        text.append(ValueText.format(Values.get(batch.column(c), row), schema.type(c)));
      }
      changes.add(new Change(text.toString(), batch.weightAt(row)));
    }
  }

  /// Everything so far, and forgets it.
  public List<Change> take() {
    List<Change> taken = List.copyOf(changes);
    changes.clear();
    return taken;
  }

  /// The sum of changes: rows whose weights cancel out are gone. In order of first appearance.
  public static List<Change> net(List<Change> changes) {
    Map<String, Long> sums = new LinkedHashMap<>();
    changes.forEach(c -> sums.merge(c.row(), c.weight(), Long::sum));
    List<Change> net = new ArrayList<>();
    sums.forEach((row, weight) -> {
      if (weight != 0) {
        net.add(new Change(row, weight));
      }
    });
    return net;
  }

  /// One line per change and unit of weight, with its sign.
  public static List<String> signedLines(List<Change> changes) {
    List<String> lines = new ArrayList<>();
    for (Change change : changes) {
      String line = (change.weight() < 0 ? "- " : "+ ") + change.row();
      for (long i = 0; i < Math.abs(change.weight()); i++) {
        lines.add(line);
      }
    }
    return lines;
  }

  /// One line per row; a row that is retracted more often than inserted keeps its sign.
  public static List<String> rowLines(List<Change> changes) {
    List<String> lines = new ArrayList<>();
    for (Change change : changes) {
      String line = change.weight() < 0 ? "- " + change.row() : change.row();
      for (long i = 0; i < Math.abs(change.weight()); i++) {
        lines.add(line);
      }
    }
    return lines;
  }

  @Override
  public void write(Batch batch) {
    emit(batch);
  }

  @Override
  public void endStep() {}

  @Override
  public void commit() {}

  @Override
  public void close() {}
}
