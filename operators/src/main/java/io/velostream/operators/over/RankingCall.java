package io.velostream.operators.over;

import io.velostream.operators.rows.RowOrder;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;

/// ROW_NUMBER, RANK, DENSE_RANK.
final class RankingCall extends RowCall {
  private final OverFunction.Ranking.Kind kind;
  private final RowOrder order;
  private final FrameRows rows;

  RankingCall(ResultColumn result, OverFunction.Ranking.Kind kind, RowOrder order, FrameRows rows) {
    super(result);
    this.kind = kind;
    this.order = order;
    this.rows = rows;
  }

  /// The ranks of the row before.
  private static final class Ranks implements State {
    long rank;
    long denseRank;

    @Override
    public void save(StateOutput out, SlotWriter slotWriter) {
      out.putVarint(rank);
      out.putVarint(denseRank);
    }

    @Override
    public void restore(StateInput in, SlotReader slotReader, RowPartition partition) {
      rank = in.getNumber();
      denseRank = in.getNumber();
    }

    /// The row before is compared with.
    @Override
    public long neededFrom(long next) {
      return Math.max(0, next - 1);
    }
  }

  @Override
  State newState() {
    return new Ranks();
  }

  /// The state behind a row whose result is known.
  State stateBehind(long value) {
    Ranks ranks = new Ranks();
    ranks.rank = value;
    ranks.denseRank = value;
    return ranks;
  }

  @Override
  boolean isReady(RowPartition partition, State state, long number, long watermark) {
    return true;
  }

  @Override
  boolean waitsForTime() {
    return false;
  }

  @Override
  void compute(RowPartition partition, State state, long number, int slot) {
    Ranks ranks = (Ranks) state;
    boolean peer =
        number > 0
            && order.compare(rows.columns(), partition.slot(number - 1), rows.columns(), slot) == 0;
    if (!peer) {
      ranks.rank = number + 1;
      ranks.denseRank++;
    }
    result.setLong(
        slot,
        switch (kind) {
          case ROW_NUMBER -> number + 1;
          case RANK -> ranks.rank;
          case DENSE_RANK -> ranks.denseRank;
        });
  }
}
