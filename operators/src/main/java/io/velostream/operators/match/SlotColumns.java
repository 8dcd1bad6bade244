package io.velostream.operators.match;

import io.velostream.columnar.Batch;
import io.velostream.columnar.BytesVector;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Lane;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Span;
import io.velostream.columnar.Vector;
import io.velostream.columnar.VectorBuilder;
import io.velostream.expression.Expression;
import io.velostream.expression.match.MatchSlot;
import io.velostream.operators.rows.RowStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The columns that expressions over slots are evaluated on: one for each slot, and one more whose
/// only purpose is that there is one.
final class SlotColumns implements MemorySized {
  private static final LongVector ZERO = new LongVector(new long[1], null);

  private final RowStore store;
  private final BytesVector names;
  private final long[] number = new long[1];
  private final LongVector numberVector = new LongVector(number, null);
  private final VectorBuilder[] builders;
  private int rows;

  /// @param variables names by number
  SlotColumns(RowStore store, List<String> variables, List<MatchSlot> slots) {
    this.store = store;
    this.names = names(variables);
    builders = new VectorBuilder[slots.size() + 1];
    Arrays.setAll(
        builders, i -> VectorBuilder.of(i < slots.size() ? slots.get(i).type().lane() : Lane.LONG));
  }

  /// The types of the columns.
  static List<DataType> types(List<MatchSlot> slots) {
    List<DataType> types = new ArrayList<>();
    slots.forEach(slot -> types.add(slot.type()));
    types.add(DataType.BIGINT);
    return types;
  }

  /// The column behind those of the slots.
  static Expression last(List<MatchSlot> slots) {
    return new Expression.Column(slots.size(), DataType.BIGINT, false);
  }

  private static BytesVector names(List<String> variables) {
    byte[][] texts =
        variables.stream()
            .map(name -> name.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    int length = Arrays.stream(texts).mapToInt(text -> text.length).sum();
    byte[] data = new byte[length + BytesVector.PADDING];
    long[] spans = new long[texts.length];
    int at = 0;
    for (int i = 0; i < texts.length; i++) {
      System.arraycopy(texts[i], 0, data, at, texts[i].length);
      spans[i] = Span.of(at, texts[i].length);
      at += texts[i].length;
    }
    return new BytesVector(data, spans, null);
  }

  VectorBuilder builder(int slot) {
    return builders[slot];
  }

  /// Adds the cell of a row that is held, or NULL for [MatchPartition#NO_ROW].
  void addCell(int slot, int column, int row) {
    if (row == MatchPartition.NO_ROW) {
      builders[slot].appendNull();
    } else {
      builders[slot].append(store.columns()[column], row);
    }
  }

  /// Adds the name of a variable, or NULL for a negative one.
  void addName(int slot, int variable) {
    if (variable < 0) {
      builders[slot].appendNull();
    } else {
      builders[slot].append(names, variable);
    }
  }

  /// Adds a number.
  void addNumber(int slot, long value) {
    number[0] = value;
    builders[slot].append(numberVector, 0);
  }

  /// A row is complete.
  void endRow() {
    builders[builders.length - 1].append(ZERO, 0);
    rows++;
  }

  int rows() {
    return rows;
  }

  /// All rows since the last reset.
  Batch batch() {
    Vector[] vectors = new Vector[builders.length];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = builders[i].build();
    }
    return new Batch(vectors, rows, null, null);
  }

  void reset() {
    for (VectorBuilder builder : builders) {
      builder.reset();
    }
    rows = 0;
  }

  @Override
  public long memoryBytes() {
    long bytes = 0;
    for (VectorBuilder builder : builders) {
      bytes += builder.memoryBytes();
    }
    return bytes;
  }
}
