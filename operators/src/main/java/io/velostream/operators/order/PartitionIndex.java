package io.velostream.operators.order;

import io.velostream.columnar.Dictionary;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.Lane;
import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.operators.rows.KeyColumns;
import io.velostream.operators.rows.RowTable;
import io.velostream.operators.rows.SavedRows;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Numbers the partitions from 0 in order of first appearance.
public final class PartitionIndex implements MemorySized {
  private final List<Lane> lanes;
  private final KeyColumns keyColumns;
  private final RowTable table;

  /// What is known about the ids of the dictionary of a single key column: number + 1, or 0.
  private int[] byId = new int[0];

  private @Nullable Dictionary known;

  /// @param lanes those of the input
  public PartitionIndex(List<Lane> lanes, List<Integer> keyColumns) {
    this.keyColumns = new KeyColumns(keyColumns);
    this.lanes = this.keyColumns.lanes(lanes);
    table = new RowTable(this.lanes);
  }

  /// Number of partitions so far.
  public int size() {
    return isSingle() ? 1 : table.size();
  }

  /// Whether there is only ever one partition, number 0.
  public boolean isSingle() {
    return keyColumns.count() == 0;
  }

  /// Writes the numbers of the rows `from .. from + count - 1` to `numbers[0 .. count - 1]`.
  public void assign(Vector[] columns, int from, int count, int[] numbers) {
    if (isSingle()) {
      Arrays.fill(numbers, 0, count, 0);
      return;
    }
    Vector[] keys = keyColumns.of(columns);
    if (keys.length == 1 && keys[0] instanceof DictionaryVector coded && coded.nulls() == null) {
      assignById(keys, coded, from, count, numbers);
      return;
    }
    for (int k = 0; k < count; k++) {
      numbers[k] = table.findOrAdd(keys, from + k);
    }
  }

  private void assignById(
      Vector[] keys, DictionaryVector coded, int from, int count, int[] numbers) {
    if (known != coded.dictionary()) {
      known = coded.dictionary();
      byId = new int[0];
    }
    if (byId.length < coded.dictionary().size()) {
      byId = Arrays.copyOf(byId, Math.max(64, 2 * coded.dictionary().size()));
    }
    int[] ids = coded.ids();
    int[] map = byId;
    for (int k = 0; k < count; k++) {
      int id = ids[from + k];
      int number = map[id];
      if (number == 0) {
        number = table.findOrAdd(keys, from + k) + 1;
        map[id] = number;
      }
      numbers[k] = number - 1;
    }
  }

  /// Takes the partitions of a part that is read.
  public interface Reader {
    /// @param numbers the number of each partition, or -1 when it is not in the range
    void read(int[] numbers, int count);
  }

  /// Writes the keys in order of the numbers, and after each part what `more` writes, at least a
  /// byte for each partition.
  public void save(StateOutput out, SavedRows.Writer more) {
    int[] numbers = new int[size()];
    Arrays.setAll(numbers, i -> i);
    SavedRows.save(lanes, table.columns(), numbers, numbers.length, out, more);
  }

  /// Adds the keys that [#save] has written and that are in the range.
  public void restore(StateInput in, KeyRange range, Reader reader) {
    SavedRows.restore(
        lanes,
        in,
        (columns, count) -> {
          if (lanes.isEmpty() && count != 1) {
            throw in.damaged(count + " partitions without keys");
          }
          boolean[] held = range.held(columns, count);
          int[] read = new int[count];
          for (int i = 0; i < count; i++) {
            int before = table.size();
            read[i] = !held[i] ? -1 : isSingle() ? 0 : table.findOrAdd(columns, i);
            if (read[i] > 0 && table.size() == before) {
              throw in.damaged("a partition that is there twice");
            }
          }
          reader.read(read, count);
        });
  }

  @Override
  public long memoryBytes() {
    return table.memoryBytes() + 4L * byId.length;
  }
}
