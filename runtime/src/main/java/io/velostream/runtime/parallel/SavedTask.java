package io.velostream.runtime.parallel;

import io.velostream.connector.spi.TurnReader;
import io.velostream.state.snapshot.PartSize;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.Watermarks;
import io.velostream.stream.seam.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a task has left of itself at the end of an epoch. Its own thread writes it before it sends
/// the mark of that end on; whoever has got the marks of all reads it.
final class SavedTask {
  private final boolean keepsState;
  private final StateOutput state;
  private List<Journal> journals = List.of();
  private long nanos;
  private long rows;
  private long watermark = Watermarks.NONE;
  private TurnReader.@Nullable Place place;

  /// @param keepsState whether anybody will want the state of operators
  /// @param parts the size of the parts of saved state
  SavedTask(boolean keepsState, PartSize parts) {
    this.keepsState = keepsState;
    state = StateOutput.inParts(parts);
  }

  /// Saves operators, and takes out what was put aside.
  void save(OperatorChain operators, Notes notes, Clock clock) {
    long start = clock.monotonicNanos();
    state.reset();
    if (keepsState) {
      operators.save(state);
    }
    take(notes);
    nanos = clock.monotonicNanos() - start;
  }

  /// How long the last save has taken.
  long nanos() {
    return nanos;
  }

  /// Takes out what was put aside.
  void take(Notes notes) {
    List<Journal> taken = notes.take();
    if (journals.isEmpty()) {
      journals = taken;
    } else { // the epoch before has come to nothing: the input ended
      for (int i = 0; i < taken.size(); i++) {
        journals.get(i).add(taken.get(i));
      }
    }
  }

  /// Says where a reader is.
  ///
  /// @param read rows
  /// @param reached event time behind them
  void read(long read, long reached, TurnReader.@Nullable Place behind) {
    rows = read;
    watermark = reached;
    place = behind;
  }

  StateOutput state() {
    return state;
  }

  /// What was put aside since this was asked last.
  List<Journal> takeJournals() {
    List<Journal> taken = journals;
    journals = List.of();
    return taken;
  }

  long rows() {
    return rows;
  }

  long watermark() {
    return watermark;
  }

  /// Where the table is to be read on; only the first reader knows.
  TurnReader.@Nullable Place place() {
    return place;
  }
}
