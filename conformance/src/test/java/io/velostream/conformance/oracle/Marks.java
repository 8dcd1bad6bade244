package io.velostream.conformance.oracle;

import io.velostream.conformance.simulation.Fibers;
import io.velostream.runtime.job.CheckpointFigures;
import io.velostream.runtime.parallel.Saving;
import io.velostream.runtime.parallel.TeamState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/// Holds back the rows of each step of a dataset until the pipelines have done all that those
/// before allow, then ends an epoch: what has been put out by then is the answer over the steps so
/// far. All readers of a run share it; one of its threads runs at a time.
final class Marks implements Saving {
  private final Fibers fibers;
  private final Sums sums;
  private final int steps;
  private final List<Map<String, Long>> canonical = new ArrayList<>();
  private final List<Map<String, Long>> raw = new ArrayList<>();

  /// Whether the epoch of the step at hand is to end.
  private boolean requested;

  /// @param sums of what the run puts out
  /// @param steps of the dataset; behind them is the end of the input
  Marks(Fibers fibers, Sums sums, int steps) {
    this.fibers = fibers;
    this.sums = sums;
    this.steps = steps;
  }

  /// Whether a piece may be read.
  boolean isOpen(MarkedTurns.Piece piece) {
    int current = canonical.size();
    return piece.step() < current || (piece.step() == current && (requested || !piece.endsEpoch()));
  }

  /// Whether the end of the input may be seen.
  boolean isEndOpen() {
    return canonical.size() >= steps;
  }

  @Override
  public boolean isDue(long now, boolean wanted, LongSupplier rows) {
    if (canonical.size() == steps || requested || !fibers.isStill()) {
      return false;
    }
    fibers.progress();
    requested = true;
    return true;
  }

  @Override
  public CheckpointFigures figures() {
    return CheckpointFigures.none(0);
  }

  @Override
  public void save(TeamState state, boolean more) {
    canonical.add(sums.canonical());
    raw.add(sums.raw());
    requested = false;
    fibers.progress();
  }

  /// What had been put out at the end of each epoch, and at the end.
  Engine.Answers answers() {
    return new Engine.Answers(canonical, raw);
  }
}
