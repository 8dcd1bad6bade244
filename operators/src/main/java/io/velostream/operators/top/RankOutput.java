package io.velostream.operators.top;

import io.velostream.columnar.LongVectorBuilder;
import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.columnar.VectorBuilder;
import io.velostream.operators.Output;
import io.velostream.operators.rows.RowEmitter;

/// Puts out rows with their ranks, or the changes of these.
final class RankOutput implements MemorySized {
  /// Rows that are put out at a time.
  private static final int SOME = 1_024;

  private final RankedRows rows;
  private final boolean showsRank;
  private final boolean runs;
  private final RowEmitter emitter;
  private final int[] someSlots = new int[SOME];
  private final long[] someRanks = new long[SOME];

  RankOutput(TopSpec spec, RankedRows rows) {
    this.rows = rows;
    showsRank = spec.showsRank();
    runs = spec.ranking() == Ranking.ROW_NUMBER;
    emitter = new RowEmitter(spec.output());
  }

  /// Puts out rows as they are. They lie apart: cells of one column are fetched side by side.
  void putAll(int[] slots, int count, Output output) {
    emitter.flush(output);
    int n = 0;
    for (int i = 0; i < count; i++) {
      int slot = slots[i];
      long times = rows.count(slot);
      for (long k = 0; k < times; k++) {
        someSlots[n] = slot;
        someRanks[n++] = runs ? rows.rank(slot) + k : rows.rank(slot);
        if (n == someSlots.length) {
          putSome(n, output);
          n = 0;
        }
      }
    }
    putSome(n, output);
  }

  private void putSome(int count, Output output) {
    if (count == 0) {
      return;
    }
    Vector[] columns = rows.columns();
    VectorBuilder[] builders = emitter.builders();
    for (int c = 0; c < columns.length; c++) {
      builders[c].appendAll(columns[c], someSlots, 0, count);
    }
    if (showsRank) {
      LongVectorBuilder ranks = (LongVectorBuilder) builders[columns.length];
      for (int i = 0; i < count; i++) {
        ranks.append(someRanks[i]);
      }
    }
    for (int i = 0; i < count; i++) {
      emitter.finishRow(1, output);
    }
    emitter.flush(output);
  }

  /// Takes back what was put out of a row and is so no more.
  void takeBack(int slot, Output output) {
    if (!showsRank) {
      long less = rows.shownCount(slot) - rows.count(slot);
      if (less > 0) {
        emitter.emit(rows.columns(), slot, -less, output);
      }
    } else if (runs) {
      difference(
          slot,
          rows.shownRank(slot),
          rows.shownCount(slot),
          rows.rank(slot),
          rows.count(slot),
          -1,
          output);
    } else {
      long kept = sameRank(slot) ? rows.count(slot) : 0;
      if (rows.shownCount(slot) > kept) {
        emit(slot, rows.shownRank(slot), kept - rows.shownCount(slot), output);
      }
    }
  }

  /// Puts out what a row is now and was not put out before.
  void putNew(int slot, Output output) {
    if (!showsRank) {
      long more = rows.count(slot) - rows.shownCount(slot);
      if (more > 0) {
        emitter.emit(rows.columns(), slot, more, output);
      }
    } else if (runs) {
      difference(
          slot,
          rows.rank(slot),
          rows.count(slot),
          rows.shownRank(slot),
          rows.shownCount(slot),
          1,
          output);
    } else {
      long there = sameRank(slot) ? rows.shownCount(slot) : 0;
      if (rows.count(slot) > there) {
        emit(slot, rows.rank(slot), rows.count(slot) - there, output);
      }
    }
  }

  private boolean sameRank(int slot) {
    return rows.rank(slot) == rows.shownRank(slot);
  }

  /// Those ranks of a run that are not in another one.
  private void difference(
      int slot, long rank, long count, long other, long otherCount, long weight, Output output) {
    for (long r = rank; r < rank + count; r++) {
      if (r < other || r >= other + otherCount) {
        emit(slot, r, weight, output);
      }
    }
  }

  private void emit(int slot, long rank, long weight, Output output) {
    Vector[] columns = rows.columns();
    VectorBuilder[] builders = emitter.builders();
    for (int c = 0; c < columns.length; c++) {
      builders[c].append(columns[c], slot);
    }
    ((LongVectorBuilder) builders[columns.length]).append(rank);
    emitter.finishRow(weight, output);
  }

  /// Emits what is still there.
  void flush(Output output) {
    emitter.flush(output);
  }

  @Override
  public long memoryBytes() {
    return emitter.memoryBytes() + (long) SOME * (Integer.BYTES + Long.BYTES);
  }
}
