package io.velostream.operators.top;

import io.velostream.columnar.LongVectorBuilder;
import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.columnar.VectorBuilder;
import io.velostream.operators.Output;
import io.velostream.operators.rows.RowEmitter;

/// Puts out rows with their ranks, or the changes of these.
final class RankOutput implements MemorySized {
  private final RankedRows rows;
  private final boolean showsRank;
  private final boolean runs;
  private final RowEmitter emitter;

  RankOutput(TopSpec spec, RankedRows rows) {
    this.rows = rows;
    showsRank = spec.showsRank();
    runs = spec.ranking() == Ranking.ROW_NUMBER;
    emitter = new RowEmitter(spec.output());
  }

  /// Puts out a row as it is.
  void put(int slot, Output output) {
    if (!showsRank) {
      emitter.repeat(rows.columns(), slot, rows.count(slot), output);
      return;
    }
    for (long i = 0; i < rows.count(slot); i++) {
      emit(slot, runs ? rows.rank(slot) + i : rows.rank(slot), 1, output);
    }
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
    return emitter.memoryBytes();
  }
}
