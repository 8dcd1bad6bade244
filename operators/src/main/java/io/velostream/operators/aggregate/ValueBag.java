package io.velostream.operators.aggregate;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Vector;
import io.velostream.state.ColumnBuffer;
import io.velostream.state.OrderedValues;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.List;

/// All values of each slot, for whatever is computed from them.
///
/// @param <V> how they are kept
final class ValueBag<V extends OrderedValues> extends Results {
  /// Takes the columns of the values from a batch.
  interface Columns {
    void read(Batch batch, GroupedRows in, Vector[] columns);

    /// Columns as they are.
    static Columns of(List<Integer> indexes) {
      return (batch, _, columns) -> {
        for (int i = 0; i < columns.length; i++) {
          columns[i] = batch.column(indexes.get(i));
        }
      };
    }
  }

  private final Columns reader;
  private final Vector[] columns;
  private final V values;
  private final List<ValueReader<? super V>> results;

  /// @param results complete by the time of the first row
  ValueBag(Columns reader, int columns, V values, List<ValueReader<? super V>> results) {
    this.reader = reader;
    this.columns = new Vector[columns];
    this.values = values;
    this.results = results;
  }

  @Override
  void reserve(int slots) {}

  @Override
  void add(Batch batch, GroupedRows in) {
    reader.read(batch, in, columns);
    values.update(columns, in.rows, in.count, in.slots, in.weights, in.firstArrival, in.ranks);
  }

  @Override
  boolean anyNegative() {
    return values.anyNegative();
  }

  @Override
  void write(int index, int[] slots, int from, int count, ColumnBuffer out, int at) {
    for (int i = 0; i < count; i++) {
      write(index, slots[from + i], out, at + i);
    }
  }

  private void write(int index, int slot, ColumnBuffer out, int at) {
    if (values.isEmpty(slot)) {
      out.setNull(at);
    } else {
      results.get(index).write(values, slot, out, at);
    }
  }

  @Override
  Accumulator newTrace() {
    return new HeldResults(results.stream().map(ValueReader::lane).toList());
  }

  @Override
  void copyTo(Accumulator trace, int at, int slot) {
    for (int i = 0; i < results.size(); i++) {
      write(i, slot, ((HeldResults) trace).result(i), at);
    }
  }

  @Override
  void merge(Accumulator from, int fromSlot, int slot) {
    values.merge(((ValueBag<?>) from).values, fromSlot, slot);
  }

  @Override
  void save(StateOutput out, int[] slots, int from, int count) {
    values.save(out, slots, from, count);
  }

  @Override
  void restore(StateInput in, int[] slots, int from, int count) {
    values.restore(in, slots, from, count);
  }

  @Override
  void clear(int slot) {
    values.clearGroup(slot);
  }

  @Override
  void clearAll(int limit) {
    values.clear();
  }

  @Override
  public long memoryBytes() {
    return values.memoryBytes();
  }
}
