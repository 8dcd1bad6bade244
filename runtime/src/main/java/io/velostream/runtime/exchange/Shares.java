package io.velostream.runtime.exchange;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Vector;
import io.velostream.state.snapshot.KeyGroups;
import io.velostream.state.snapshot.KeyHasher;
import java.util.Arrays;
import java.util.List;

/// Parts the rows of a batch by the pipeline that they belong to; each share keeps their order.
final class Shares {
  private final int[] keys;
  private final Vector[] columns;
  private final KeyHasher hasher;
  private final int[] ownerOfGroup = new int[KeyGroups.COUNT];
  private final int[] starts;
  private final int[] next;
  private final LiveRows live = new LiveRows();
  private int[] owners = new int[0];
  private int[] rows = new int[0];

  Shares(List<Integer> keys, int pipelines) {
    this.keys = keys.stream().mapToInt(Integer::intValue).toArray();
    columns = new Vector[this.keys.length];
    hasher = new KeyHasher();
    starts = new int[pipelines + 1];
    next = new int[pipelines];
    Arrays.setAll(ownerOfGroup, group -> KeyGroups.ownerOf(group, pipelines));
  }

  /// Parts the live rows of a batch.
  void part(Batch batch) {
    int count = batch.rowCount();
    if (rows.length < count) {
      rows = new int[count];
      owners = new int[count];
    }
    int[] all = live.of(batch);
    for (int i = 0; i < keys.length; i++) {
      columns[i] = batch.column(keys[i]);
    }
    long[] hashes = hasher.hash(columns, all, count);
    Arrays.fill(starts, 0);
    for (int k = 0; k < count; k++) {
      int owner = ownerOfGroup[KeyGroups.of(hashes[k])];
      owners[k] = owner;
      starts[owner + 1]++;
    }
    for (int i = 0; i < next.length; i++) {
      next[i] = starts[i];
      starts[i + 1] += starts[i];
    }
    for (int k = 0; k < count; k++) {
      rows[next[owners[k]]++] = all[k];
    }
  }

  /// Indexes of rows; those of a pipeline lie from [#start] on.
  int[] rows() {
    return rows;
  }

  /// Where the share of a pipeline starts.
  int start(int pipeline) {
    return starts[pipeline];
  }

  /// How many rows a pipeline has.
  int count(int pipeline) {
    return starts[pipeline + 1] - starts[pipeline];
  }
}
