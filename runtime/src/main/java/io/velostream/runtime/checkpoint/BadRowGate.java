package io.velostream.runtime.checkpoint;

import io.velostream.columnar.Slice;
import io.velostream.connector.spi.BadRows;
import java.util.ArrayDeque;
import java.util.Deque;

/// Stands between a reader and whoever takes its bad rows: counts them and, while an epoch is run
/// again, holds back those that belong to later ones, as the reader may be ahead of it.
final class BadRowGate {
  private final Deque<Held> held = new ArrayDeque<>();
  private boolean holding;
  private long passed;

  private record Held(BadRows target, String source, long position, Slice raw, String reason) {
    void release() {
      target.report(source, position, raw, reason);
    }
  }

  /// What the reader reports to in the place of a target.
  BadRows to(BadRows target) {
    return (source, position, raw, reason) -> {
      if (holding) {
        held.add(new Held(target, source, position, raw.copy(), reason));
      } else {
        passed++;
        target.report(source, position, raw, reason);
      }
    };
  }

  /// Whether what is reported from now on waits to be released.
  void hold(boolean wanted) {
    holding = wanted;
  }

  int held() {
    return held.size();
  }

  /// Passes on the oldest ones that are held.
  void release(long count) {
    for (long left = count; left > 0; left--) {
      held.remove().release();
      passed++;
    }
  }

  /// How many were passed on since the last call.
  long takePassed() {
    long taken = passed;
    passed = 0;
    return taken;
  }
}
