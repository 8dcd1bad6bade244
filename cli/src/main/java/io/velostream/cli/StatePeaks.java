package io.velostream.cli;

import io.velostream.runtime.job.PlanFigures;
import io.velostream.runtime.job.ProgressListener;
import io.velostream.runtime.job.RunView;
import io.velostream.runtime.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The most state that each operator of a statement was seen to hold. It is looked at some ten
/// times a second, so that this costs nothing, and behind the first, third, seventh, … step, so
/// that short runs show something too.
final class StatePeaks implements ProgressListener {
  private final ProgressListener other;
  private final Map<String, Peak> peaks = new LinkedHashMap<>();
  private List<RunView> views = List.of();
  private long steps;

  /// @param other is told what this one is told
  StatePeaks(ProgressListener other) {
    this.other = other;
  }

  /// @param operator number and kind of the node of the plan
  /// @param bytes of memory
  record Peak(String operator, long rows, long bytes) {
    Peak and(long moreRows, long moreBytes) {
      return new Peak(operator, Math.max(rows, moreRows), Math.max(bytes, moreBytes));
    }
  }

  @Override
  public void begins(RunView view) {
    other.begins(view);
    views = List.of(view);
    steps = 0;
  }

  @Override
  public boolean proceed() {
    steps++;
    if (Long.bitCount(steps) == 1) {
      look();
    }
    return other.proceed();
  }

  @Override
  public void progress(Pipeline.Progress progress) {
    other.progress(progress);
    look();
  }

  private void look() {
    for (RunView view : views) {
      for (PlanFigures node : view.nodes()) {
        long rows = node.figures().stateRows();
        long bytes = node.figures().stateBytes();
        if (rows > 0) {
          peaks.merge(
              node.label(),
              new Peak(node.label(), rows, bytes),
              (before, now) -> before.and(now.rows(), now.bytes()));
        }
      }
    }
  }

  /// What the statement held that has just ended; operators that held nothing are left out.
  List<Peak> take() {
    List<Peak> taken = new ArrayList<>(peaks.values());
    peaks.clear();
    views = List.of();
    return taken;
  }
}
