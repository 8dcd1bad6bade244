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
  /// @param file what is known of the file as a whole
  record Border(long row, long lines, Head file) {}

  /// What the start of a file tells about it.
  ///
  /// @param firstRow where the first row begins
  /// @param end where the row ends that tells about the others, if one does; 0 otherwise
  /// @param lines whether every line is a row. Nobody then looks for the end of a row that is too
  ///   long for its piece, and a border may lie within one
  record Head(long firstRow, long end, boolean lines) {}

  /// What was found in a piece.
  ///
  /// @param nextRow where the row after those of the piece begins
  /// @param lines how many lines the rows of the piece have
  /// @param last whether the piece is the last one of its file
  record Found(long nextRow, long lines, boolean last) {}

  private final Map<Long, Border> known = new HashMap<>();
  private final Map<Long, Found> found = new HashMap<>();
  private boolean misled;

  /// The piece in front of which somebody wants to know the border, whenever that is known.
  private long wanted = -1;

  private @Nullable Border kept;

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
        Border next = new Border(step.nextRow(), border.lines() + step.lines(), border.file());
        known.put(at, next);
        if (at == wanted) {
          kept = next;
        }
      }
    }
  }

  /// Asks to keep the border in front of a piece that has not been passed, in place of any other.
  synchronized void keep(long piece) {
    wanted = piece;
    kept = known.get(piece);
  }

  /// The border that was to be kept; all pieces before it have been passed.
  synchronized Border kept(long piece) {
    Border border = kept;
    if (piece != wanted || border == null) {
      throw new IllegalStateException("nothing is known of what is in front of piece " + piece);
    }
    return border;
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
