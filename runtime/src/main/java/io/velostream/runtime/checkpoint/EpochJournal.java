package io.velostream.runtime.checkpoint;

import io.velostream.connector.spi.ReadPosition;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the steps of an epoch have met from outside: how many rows each reading of a source gave
/// and how many bad ones, how it stood, and each time of day; of the first epoch also where the
/// sources began, or the savepoint that it came behind. With that, and the same input, an epoch can
/// be run again step by step.
final class EpochJournal {
  /// In place of a number of rows: the source had ended.
  static final long END = -1;

  private final StateOutput times = new StateOutput();
  private final List<StateOutput> reads = new ArrayList<>();

  /// Of which part of its table each reading was; empty where all were of part 0.
  private final List<StateOutput> parts = new ArrayList<>();

  /// How each source stood, each time that it changed; empty where there is nothing to tell.
  private final List<StateOutput> opens = new ArrayList<>();

  private final @Nullable Standing[] lastStanding;

  /// Whether each source was being loaded when the epoch began.
  private final boolean[] loading;

  private final long[] counts;
  private final long[] lastOther;
  private final long[] lastChange;
  private List<ReadPosition> starts = List.of();
  private @Nullable Origin origin;
  private long steps;
  private long lastTime;

  /// How a source stands after a reading.
  ///
  /// @param open the parts that may bring more; empty where it is not in parts
  /// @param loading whether rows of other sources wait for it
  @SuppressWarnings("ArrayRecordComponent") // nobody compares two but here
  record Standing(int[] open, boolean loading) {
    boolean is(@Nullable Standing other) {
      return other != null && loading == other.loading && Arrays.equals(open, other.open);
    }
  }

  /// @param sources how many there are
  EpochJournal(int sources) {
    for (int i = 0; i < sources; i++) {
      reads.add(new StateOutput());
      parts.add(new StateOutput());
      opens.add(new StateOutput());
    }
    counts = new long[sources];
    lastOther = new long[sources];
    lastChange = new long[sources];
    lastStanding = new Standing[sources];
    loading = new boolean[sources];
  }

  /// Notes where the sources begin: options may say so in a way that means another place later.
  void starts(List<ReadPosition> places) {
    starts = List.copyOf(places);
  }

  /// Notes the savepoint with which the run begins.
  void begins(Origin savepoint) {
    origin = savepoint;
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

  /// Notes, before the first epoch, whether a source is being loaded.
  void loading(int source, boolean is) {
    loading[source] = is;
  }

  /// Notes, after a reading, how a source stands that is in parts.
  void stands(int source, Standing standing) {
    if (standing.is(lastStanding[source])) {
      return;
    }
    StateOutput out = opens.get(source);
    out.putVarint(counts[source] - lastChange[source]);
    out.putBoolean(standing.loading());
    out.putVarint(standing.open().length);
    for (int number : standing.open()) {
      out.putVarint(number);
    }
    lastChange[source] = counts[source];
    lastStanding[source] = standing;
  }

  /// What was noted since the last call.
  byte[] take() {
    StateOutput out = new StateOutput();
    out.putVarint(steps);
    put(out, times);
    reads.forEach(each -> put(out, each));
    boolean opened = Arrays.stream(lastChange).anyMatch(last -> last > 0) || !starts.isEmpty();
    opened |= origin != null;
    if (opened || Arrays.stream(lastOther).anyMatch(last -> last > 0)) {
      parts.forEach(each -> put(out, each));
    }
    if (opened) {
      opens.forEach(each -> put(out, each));
      for (boolean is : loading) {
        out.putBoolean(is);
      }
      out.putVarint(starts.size());
      starts.forEach(place -> out.putBytes(place.bytes(), 0, place.bytes().length));
      if (origin != null) {
        origin.write(out);
      }
    }
    times.reset();
    reads.forEach(StateOutput::reset);
    parts.forEach(StateOutput::reset);
    opens.forEach(StateOutput::reset);
    for (int i = 0; i < loading.length; i++) {
      Standing last = lastStanding[i];
      loading[i] = last == null ? loading[i] : last.loading();
    }
    starts = List.of();
    origin = null;
    Arrays.fill(counts, 0);
    Arrays.fill(lastOther, 0);
    Arrays.fill(lastChange, 0);
    Arrays.fill(lastStanding, null);
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
    private final List<StateInput> opens = new ArrayList<>();
    private final List<ReadPosition> starts = new ArrayList<>();
    private final long[] untilOther;
    private final long[] untilChange;
    private final boolean[] loading;
    private @Nullable Origin origin;
    private long lastTime;

    Replay(byte[] journal, int sources) {
      StateInput in = StateInput.of(journal);
      steps = in.getVarint();
      times = StateInput.of(in.getBytes());
      for (int i = 0; i < sources; i++) {
        reads.add(StateInput.of(in.getBytes()));
      }
      untilOther = new long[sources];
      untilChange = new long[sources];
      loading = new boolean[sources];
      if (in.remaining() > 0) {
        for (int i = 0; i < sources; i++) {
          parts.add(StateInput.of(in.getBytes()));
          untilOther[i] = next(parts, i);
        }
      }
      if (in.remaining() > 0) { // earlier releases noted no more
        for (int i = 0; i < sources; i++) {
          opens.add(StateInput.of(in.getBytes()));
          untilChange[i] = next(opens, i);
        }
        for (int i = 0; i < sources; i++) {
          loading[i] = in.getBoolean();
        }
        for (int left = in.getCount(1); left > 0; left--) {
          starts.add(new ReadPosition(in.getBytes()));
        }
      }
      if (in.remaining() > 0) {
        origin = Origin.read(in);
      }
    }

    /// Where the sources began; empty where it was not the first epoch.
    List<ReadPosition> starts() {
      return starts;
    }

    /// The savepoint that the epoch came behind as the first one; nothing where there was none.
    Optional<Origin> origin() {
      return Optional.ofNullable(origin);
    }

    long steps() {
      return steps;
    }

    long time() {
      lastTime += times.getSigned();
      return lastTime;
    }

    private static long next(List<StateInput> notes, int source) {
      return notes.get(source).remaining() > 0 ? notes.get(source).getVarint() : 0;
    }

    /// How a source stood when the epoch began, if that is known.
    Optional<Boolean> loading(int source) {
      return opens.isEmpty() ? Optional.empty() : Optional.of(loading[source]);
    }

    /// To be followed by [#bad], [#part] and [#standing].
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
      untilOther[source] = next(parts, source);
      return part;
    }

    /// How the source stood after the reading; `null` where that was as before.
    @Nullable Standing standing(int source) {
      if (untilChange[source] == 0) {
        return null;
      }
      untilChange[source]--;
      if (untilChange[source] > 0) {
        return null;
      }
      StateInput in = opens.get(source);
      boolean loads = in.getBoolean();
      int[] open = new int[in.getCount(1)];
      for (int i = 0; i < open.length; i++) {
        open[i] = Math.toIntExact(in.getVarint());
      }
      untilChange[source] = next(opens, source);
      return new Standing(open, loads);
    }
  }
}
