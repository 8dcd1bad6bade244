package io.velostream.runtime.parallel;

import io.velostream.connector.spi.TurnReader;
import io.velostream.state.snapshot.PartSize;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.Watermarks;
import io.velostream.stream.seam.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a task has left of itself at the end of an epoch. Its own thread writes it before it sends
/// the mark of that end on; whoever has got the marks of all reads it.
///
/// A task that ends while others go on, as the table that it reads is joined with a longer one,
/// also leaves what it has ended as, before it sends the word of that on. That is kept apart: it
/// may come while what was left at the last mark is still to be read.
final class SavedTask {
  private final Saves saves;
  private final Left atMark;
  private final Left atEnd;
  private long marks;

  /// What is wanted of tasks.
  ///
  /// @param state whether anybody will want the state of operators
  /// @param ends whether that is so when the task has ended, too
  /// @param parts the size of the parts of saved state
  record Saves(boolean state, boolean ends, PartSize parts) {}

  /// What there is at one moment.
  static final class Left {
    private final StateOutput state;
    private List<Journal> journals = List.of();
    private long nanos;
    private long rows;
    private long watermark = Watermarks.NONE;
    private Map<Integer, Long> partTimes = Map.of();
    private TurnReader.@Nullable Place place;

    private Left(PartSize parts) {
      state = StateOutput.inParts(parts);
    }

    private void take(Notes notes) {
      List<Journal> taken = notes.take();
      if (journals.isEmpty()) {
        journals = taken;
      } else {
        for (int i = 0; i < taken.size(); i++) {
          journals.get(i).add(taken.get(i));
        }
      }
    }

    StateOutput state() {
      return state;
    }

    /// How long it has taken to save it.
    long nanos() {
      return nanos;
    }

    /// Rows that a reader has read.
    long rows() {
      return rows;
    }

    /// Event time behind them.
    long watermark() {
      return watermark;
    }

    /// Likewise, by part of the table that it was read of; empty where that is not in parts.
    Map<Integer, Long> partTimes() {
      return partTimes;
    }

    /// Where the table is to be read on; only the first reader knows.
    TurnReader.@Nullable Place place() {
      return place;
    }
  }

  SavedTask(Saves saves) {
    this.saves = saves;
    atMark = new Left(saves.parts());
    atEnd = new Left(saves.parts());
  }

  /// At the end of an epoch: saves operators, and takes out what was put aside.
  void save(List<OperatorChain> operators, Notes notes, Clock clock) {
    save(atMark, saves.state(), operators, notes, clock);
    marks++;
  }

  /// The same at the end of the task. Nothing where nobody goes on then.
  void saveEnd(List<OperatorChain> operators, Notes notes, Clock clock) {
    if (saves.ends()) {
      save(atEnd, saves.state(), operators, notes, clock);
    }
  }

  private static void save(
      Left left, boolean withState, List<OperatorChain> operators, Notes notes, Clock clock) {
    long start = clock.monotonicNanos();
    left.state.reset();
    if (withState) {
      operators.forEach(chain -> chain.save(left.state));
    }
    left.take(notes);
    left.nanos = clock.monotonicNanos() - start;
  }

  /// Takes out what was put aside up to the end of the run.
  void finish(Notes notes) {
    atEnd.take(notes);
  }

  /// Says where a reader was at the end of the epoch that was saved last.
  ///
  /// @param read rows
  /// @param reached event time behind them
  /// @param parts likewise, by part of the table
  void read(long read, long reached, Map<Integer, Long> parts, TurnReader.@Nullable Place behind) {
    atMark.rows = read;
    atMark.watermark = reached;
    atMark.partTimes = parts;
    atMark.place = behind;
  }

  /// Says where a reader was at the end of its table.
  void readAll(long read, long reached) {
    atEnd.rows = read;
    atEnd.watermark = reached;
  }

  /// The ends of how many epochs it has seen.
  long marks() {
    return marks;
  }

  /// What it has left.
  ///
  /// @param over whether it has ended
  Left left(boolean over) {
    return over ? atEnd : atMark;
  }

  /// What was put aside since this was asked last: at the end, with what was left at a mark that
  /// came to nothing, since the input ended.
  List<Journal> takeJournals(boolean over) {
    List<Journal> taken = atMark.journals;
    atMark.journals = List.of();
    if (over) {
      List<Journal> later = atEnd.journals;
      atEnd.journals = List.of();
      if (taken.isEmpty()) {
        return later;
      }
      List<Journal> all = new ArrayList<>(taken);
      for (int i = 0; i < later.size(); i++) {
        all.get(i).add(later.get(i));
      }
      return all;
    }
    return taken;
  }
}
