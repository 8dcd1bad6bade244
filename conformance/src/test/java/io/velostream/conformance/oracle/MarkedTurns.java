package io.velostream.conformance.oracle;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Vector;
import io.velostream.connector.spi.ReadPosition;
import io.velostream.connector.spi.TurnReader;
import io.velostream.plan.LeafNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One of several readers of a table whose steps are held back by [Marks].
final class MarkedTurns implements TurnReader {
  private final List<Piece> pieces;
  private final LeafNode.Scan scan;
  private final int readers;
  private final Marks marks;
  private int next;
  private boolean hadTurn;

  /// A piece of a table.
  ///
  /// @param step of the dataset, from 0
  /// @param endsEpoch whether it has no rows and is there for the end of an epoch to come behind it
  record Piece(int step, boolean endsEpoch, Batch batch) {}

  /// @param number of this reader among `readers`
  MarkedTurns(List<Piece> pieces, LeafNode.Scan scan, int number, int readers, Marks marks) {
    this.pieces = pieces;
    this.scan = scan;
    this.next = number;
    this.readers = readers;
    this.marks = marks;
  }

  @Override
  public @Nullable Batch read() {
    boolean isEnd = next >= pieces.size();
    hadTurn = isEnd ? marks.isEndOpen() : marks.isOpen(pieces.get(next));
    if (!hadTurn) {
      return new Batch(new Vector[scan.columns().size()], 0, null, null);
    }
    if (isEnd) {
      return null;
    }
    Batch batch = pieces.get(next).batch();
    next += readers;
    return batch.withColumns(scan.columns().stream().map(batch::column).toArray(Vector[]::new));
  }

  /// Nobody goes on from there.
  @Override
  public Optional<Place> placeBehindRound() {
    return Optional.of(() -> ReadPosition.START);
  }

  @Override
  public boolean hadTurn() {
    return hadTurn;
  }

  @Override
  public long bytesRead() {
    return 0;
  }

  @Override
  public long bytesTotal() {
    return -1;
  }

  @Override
  public void close() {}
}
