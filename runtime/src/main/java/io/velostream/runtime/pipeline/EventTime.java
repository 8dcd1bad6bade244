package io.velostream.runtime.pipeline;

import io.velostream.runtime.QuietSettings;
import io.velostream.stream.Watermarks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks at the event time of all sources of a pipeline together, between reading and the end of a
/// step.
final class EventTime {
  private final QuietSettings settings;
  private List<WatermarkNode> nodes = List.of();

  EventTime(QuietSettings settings) {
    this.settings = settings;
  }

  void of(List<WatermarkNode> watermarks) {
    nodes = watermarks;
  }

  /// Whether a source is so far ahead of the slowest one that it has to wait. The slowest one never
  /// has to.
  boolean mustWait(SourceNode source) {
    if (settings.driftMicros() == 0 || nodes.size() < 2) {
      return false;
    }
    WatermarkNode own = nodeOf(source);
    return own != null && isAhead(own);
  }

  /// Whether the sources of a node have to wait.
  boolean isAhead(WatermarkNode own) {
    if (settings.driftMicros() == 0 || own.reached() == Watermarks.NONE) {
      return false;
    }
    long slowest = own.reached();
    for (WatermarkNode node : nodes) {
      if (!node.hasEnded() && !node.isIdle()) {
        slowest = Math.min(slowest, node.reached());
      }
    }
    return slowest == Watermarks.NONE || own.reached() - slowest > settings.driftMicros();
  }

  /// Has a source that is not read not count as one that brings nothing.
  void holdUp(SourceNode source) {
    WatermarkNode own = nodeOf(source);
    if (own != null) {
      own.silence().end();
    }
  }

  private @Nullable WatermarkNode nodeOf(SourceNode source) {
    for (WatermarkNode node : nodes) {
      if (node.isAbove(source)) {
        return node;
      }
    }
    return null;
  }

  /// Lets time go on where no source has brought anything for long.
  void passQuietTime() {
    if (settings.quietMicros() == 0 || nodes.isEmpty()) {
      return;
    }
    long shortest = Long.MAX_VALUE;
    for (WatermarkNode node : nodes) {
      if (!node.hasEnded()) {
        shortest = Math.min(shortest, node.silence().micros());
      }
    }
    if (shortest != Long.MAX_VALUE && shortest >= settings.quietMicros()) {
      for (WatermarkNode node : nodes) {
        node.passTime(shortest);
      }
    }
  }
}
