package io.velostream.runtime.checkpoint;

import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.ArrayList;
import java.util.List;

/// What the steps of an epoch have met from outside: how many rows each reading of a source gave
/// and how many bad ones, and each time of day. With that, and the same input, an epoch can be run
/// again step by step.
final class EpochJournal {
  /// In place of a number of rows: the source had ended.
  static final long END = -1;

  private final StateOutput times = new StateOutput();
  private final List<StateOutput> reads = new ArrayList<>();
  private long steps;
  private long lastTime;

  /// @param sources how many there are
  EpochJournal(int sources) {
    for (int i = 0; i < sources; i++) {
      reads.add(new StateOutput());
    }
  }

  void step() {
    steps++;
  }

  void time(long micros) {
    times.putSigned(micros - lastTime);
    lastTime = micros;
  }

  /// @param rows of the batch that a source gave, or [#END]
  /// @param bad how many rows did not decode on the way
  void read(int source, long rows, long bad) {
    reads.get(source).putSigned(rows);
    reads.get(source).putVarint(bad);
  }

  /// What was noted since the last call.
  byte[] take() {
    StateOutput out = new StateOutput();
    out.putVarint(steps);
    put(out, times);
    reads.forEach(each -> put(out, each));
    times.reset();
    reads.forEach(StateOutput::reset);
    steps = 0;
    lastTime = 0;
    return out.toByteArray();
  }

  private static void put(StateOutput out, StateOutput part) {
    byte[] bytes = part.toByteArray();
    out.putBytes(bytes, 0, bytes.length);
  }

  /// What an epoch has met, in the order in which it did.
  static final class Replay {
    private final long steps;
    private final StateInput times;
    private final List<StateInput> reads = new ArrayList<>();
    private long lastTime;

    Replay(byte[] journal, int sources) {
      StateInput in = StateInput.of(journal);
      steps = in.getVarint();
      times = StateInput.of(in.getBytes());
      for (int i = 0; i < sources; i++) {
        reads.add(StateInput.of(in.getBytes()));
      }
    }

    long steps() {
      return steps;
    }

    long time() {
      lastTime += times.getSigned();
      return lastTime;
    }

    /// To be followed by [#bad].
    long read(int source) {
      return reads.get(source).getSigned();
    }

    long bad(int source) {
      return reads.get(source).getVarint();
    }
  }
}
