package io.velostream.connector.spi;

import io.velostream.columnar.Batch;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One of several readers that read a table together in turns, each on a thread of its own.
///
/// With P readers, numbered from 0, the k-th turn of reader i is batch number `k * P + i` of the
/// table: joined in that order, the turns are the table as one reader would give it. Where readers
/// take R turns in a row, it is batch number `(k / R * P + i) * R + k % R`. A turn may have no
/// rows. When a reader has ended, so have all readers in the turns after that one.
///
/// Readers share nothing that a row costs them; what one must learn from another (how many lines
/// came before) it learns once a turn.
public interface TurnReader extends BatchReader {
  /// The rows of the next turn, valid until the next call, or `null` at the end. If [#hadTurn()] is
  /// false afterwards, the batch is empty and no turn: something that another reader has yet to
  /// find out is missing, and the call is to be repeated later.
  @Override
  @Nullable Batch read() throws IOException;

  /// Asks the reader to take several turns in a row, before the first one: then rows that lie side
  /// by side, which tend to belong to the same windows, meet in one pipeline. A reader may prefer
  /// fewer, so that all have much the same share of a small table.
  ///
  /// @param most a power of two
  /// @return how many it takes, a power of two; all readers of the table give the same answer
  default int takeInRow(int most) {
    return 1;
  }

  /// Whether what [#read()] returned last was this reader's turn.
  boolean hadTurn();

  /// Where batches of the table lie, for people: `bytes 1 to 4096 of 'trades.csv'`. It stays the
  /// same when they are read again, by however many readers. Any reader of the table may be asked,
  /// from any thread, even when the batches could not be read, or after the reader was closed.
  ///
  /// @param first the number of the first of those batches, from 0 where reading began
  /// @param last the number of the last one; there may be fewer
  /// @return the ranges in their order; empty when that cannot be told
  default List<InputRange> placesOf(long first, long last) {
    return List.of();
  }

  /// The place behind a round, that is, behind the turn read last and the turns that all other
  /// readers take after as many before: it does not depend on how many readers there are. To be
  /// asked of the first reader, before its next turn.
  ///
  /// @return nothing when the table cannot be read from any place
  default Optional<Place> placeBehindRound() {
    return Optional.empty();
  }

  /// A place that can be told once all readers have taken their turns before it.
  @FunctionalInterface
  interface Place {
    /// The place. Any thread may ask, after all readers have taken those turns.
    ///
    /// @throws IOException when the source fails
    ReadPosition tell() throws IOException;
  }
}
