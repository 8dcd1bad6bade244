package io.velostream.runtime.checkpoint;

import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What the steps of an epoch have met from outside: how many rows each reading of a source gave
/// and how many bad ones, and each time of day. With that, and the same input, an epoch can be run
/// again step by step.
final class EpochJournal {
  /// In place of a number of rows: the source had ended.
  static final long END = -1;

  private final StateOutput times = new StateOutput();
  private final List<StateOutput> reads = new ArrayList<>();

  /// Of which part of its table each reading was; empty where all were of part 0.
  private final List<StateOutput> parts = new ArrayList<>();

  private final long[] counts;
  private final long[] lastOther;
  private long steps;
  private long lastTime;

  /// @param sources how many there are
  EpochJournal(int sources) {
    for (int i = 0; i < sources; i++) {
      reads.add(new StateOutput());
      parts.add(new StateOutput());
    }
    counts = new long[sources];
    lastOther = new long[sources];
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
  /// @param part of its table that the batch is of
  void read(int source, long rows, long bad, int part) {
    reads.get(source).putSigned(rows);
    reads.get(source).putVarint(bad);
    counts[source]++;
    if (part != 0) {
      parts.get(source).putVarint(counts[source] - lastOther[source]);
      parts.get(source).putVarint(part);
      lastOther[source] = counts[source];
    }
  }

  /// What was noted since the last call.
  byte[] take() {
    StateOutput out = new StateOutput();
    out.putVarint(steps);
    put(out, times);
    reads.forEach(each -> put(out, each));
    if (Arrays.stream(lastOther).anyMatch(last -> last > 0)) {
      parts.forEach(each -> put(out, each));
    }
    times.reset();
    reads.forEach(StateOutput::reset);
    parts.forEach(StateOutput::reset);
    Arrays.fill(counts, 0);
    Arrays.fill(lastOther, 0);
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
    private final List<StateInput> parts = new ArrayList<>();
    private final long[] untilOther;
    private long lastTime;

    Replay(byte[] journal, int sources) {
      StateInput in = StateInput.of(journal);
      steps = in.getVarint();
      times = StateInput.of(in.getBytes());
      for (int i = 0; i < sources; i++) {
        reads.add(StateInput.of(in.getBytes()));
      }
      untilOther = new long[sources];
      if (in.remaining() > 0) {
        for (int i = 0; i < sources; i++) {
          parts.add(StateInput.of(in.getBytes()));
          untilOther[i] = next(i);
        }
      }
    }

    long steps() {
      return steps;
    }

    long time() {
      lastTime += times.getSigned();
      return lastTime;
    }

    private long next(int source) {
      return parts.get(source).remaining() > 0 ? parts.get(source).getVarint() : 0;
    }

    /// To be followed by [#bad] and [#part].
    long read(int source) {
      return reads.get(source).getSigned();
    }

    long bad(int source) {
      return reads.get(source).getVarint();
    }

    int part(int source) {
      if (untilOther[source] == 0) {
        return 0;
      }
      untilOther[source]--;
      if (untilOther[source] > 0) {
        return 0;
      }
      int part = Math.toIntExact(parts.get(source).getVarint());
      untilOther[source] = next(source);
      return part;
    }
  }
}
