package io.velostream.runtime.pipeline;

import io.velostream.operators.watermark.WatermarkGenerator;
import io.velostream.plan.RowNode;
import io.velostream.runtime.lower.Lowering;
import io.velostream.runtime.lower.LoweringContext;
import io.velostream.stream.Watermarks;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Event time of a table in parts whose rows come in any order among each other, such as the
/// partitions of a topic: that of the part that is furthest behind. A part that has ended, or that
/// has been silent for long, does not hold it back. Belongs to one thread.
public final class PartTimes {
  private final Supplier<WatermarkGenerator> maker;
  private final Supplier<Silence> silences;
  private final Map<Integer, Part> parts = new TreeMap<>();
  private long reached = Watermarks.NONE;

  private record Part(WatermarkGenerator generator, Silence silence) {}

  /// @param maker makes what derives event time from rows, for each part its own
  /// @param silences makes what tells how long a part has brought no rows
  private PartTimes(Supplier<WatermarkGenerator> maker, Supplier<Silence> silences) {
    this.maker = maker;
    this.silences = silences;
  }

  /// The event time of a table, before any row has come.
  public static PartTimes of(RowNode.Watermark node, LoweringContext context) {
    return new PartTimes(
        () -> Lowering.watermark(node, context),
        () -> new Silence(context.settings().quiet(), context.evaluation()));
  }

  private Part part(int number) {
    return parts.computeIfAbsent(number, _ -> new Part(maker.get(), silences.get()));
  }

  /// What derives the time of a part that has brought rows just now.
  public WatermarkGenerator of(int number) {
    Part part = part(number);
    part.silence().end();
    return part.generator();
  }

  /// Ends a step.
  ///
  /// @param open the parts that may bring more
  /// @return the time of all of them
  public long endStep(int[] open) {
    long slowest = Watermarks.END;
    for (int number : open) {
      Part part = part(number);
      if (!part.silence().isIdle()) {
        slowest = Math.min(slowest, part.generator().watermark());
      }
    }
    long furthest = Watermarks.NONE;
    for (Part part : parts.values()) {
      part.generator().announce();
      furthest = Math.max(furthest, part.generator().watermark());
    }
    reached = Math.max(reached, Math.min(slowest, furthest));
    return reached;
  }

  long reached() {
    return reached;
  }

  /// Has event time go on although no row comes.
  public void passTo(long time) {
    reached = Math.max(reached, time);
  }

  /// The time of each part.
  public Map<Integer, Long> times() {
    Map<Integer, Long> times = new TreeMap<>();
    parts.forEach((number, part) -> times.put(number, part.generator().watermark()));
    return times;
  }

  /// Goes on from times reached before; those that are behind have no effect.
  ///
  /// @param times by part
  /// @param all the time of all of them
  public void restore(Map<Integer, Long> times, long all) {
    times.forEach((number, time) -> part(number).generator().restore(time));
    passTo(all);
  }
}
