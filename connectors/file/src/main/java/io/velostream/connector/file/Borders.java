package io.velostream.connector.file;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the readers of the pieces of files tell each other: where the first row of each piece
/// begins, and on which line. Holds only what is known of pieces in work.
///
/// Used by several threads, a few times for each piece.
final class Borders {
  /// The first row of a piece, or of a later one if none begins in the piece.
  ///
  /// @param row where it begins
  /// @param lines lines of the file before it
  record Border(long row, long lines) {}

  /// What was found in a piece.
  ///
  /// @param nextRow where the row after those of the piece begins
  /// @param lines how many lines the rows of the piece have
  /// @param last whether the piece is the last one of its file
  record Found(long nextRow, long lines, boolean last) {}

  private final Map<Long, Border> known = new HashMap<>();
  private final Map<Long, Found> found = new HashMap<>();
  private boolean misled;

  /// The border in front of a piece that has not been passed; `null` when it is not known yet.
  synchronized @Nullable Border before(long piece) {
    return known.get(piece);
  }

  /// Says what is in front of the first piece of a file.
  synchronized void begin(long piece, Border border) {
    known.put(piece, border);
  }

  /// Says that a piece has been read, whether the border in front of it is known or not.
  synchronized void pass(long piece, Found of) {
    found.put(piece, of);
    long at = piece;
    while (known.containsKey(at) && found.containsKey(at)) {
      Border border = known.remove(at);
      Found step = found.remove(at);
      at++;
      if (!step.last()) {
        known.put(at, new Border(step.nextRow(), border.lines() + step.lines()));
      }
    }
  }

  /// Says that a row did not begin where it was guessed to.
  synchronized void mislead() {
    misled = true;
  }

  /// Whether a guess has been wrong.
  synchronized boolean isMisled() {
    return misled;
  }
}
