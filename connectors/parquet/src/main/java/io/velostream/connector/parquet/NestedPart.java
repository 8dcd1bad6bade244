package io.velostream.connector.parquet;

import io.velostream.columnar.nested.SlotWriter;
import io.velostream.columnar.nested.Tag;
import java.io.IOException;
import java.util.List;

/// One level of a nested column: reads its next value as a slot.
///
/// A definition level says how deep the path to a value is there, a repetition level which list
/// goes on. All stored columns below a part have a place for each of its values.
sealed interface NestedPart {
  /// The stored columns below.
  List<LeafCursor> cursors();

  /// Writes the next value, or NULL.
  void read(SlotWriter out) throws IOException;

  private static void skip(List<LeafCursor> cursors) throws IOException {
    for (LeafCursor cursor : cursors) {
      cursor.skip();
    }
  }

  /// A stored value.
  record Value(LeafCursor cursor) implements NestedPart {
    @Override
    public List<LeafCursor> cursors() {
      return List.of(cursor);
    }

    @Override
    public void read(SlotWriter out) throws IOException {
      cursor.read(out);
    }
  }

  /// A ROW, there from definition level `present` on.
  record Row(List<NestedPart> fields, int present, List<LeafCursor> cursors) implements NestedPart {
    @Override
    public void read(SlotWriter out) throws IOException {
      if (cursors.getFirst().definition() < present) {
        out.putNull();
        skip(cursors);
        return;
      }
      out.begin(Tag.ROW);
      for (NestedPart field : fields) {
        field.read(out);
      }
      out.end();
    }
  }

  /// An ARRAY, there from level `present` on, with elements from level `filled` on; a further one
  /// repeats at `level`.
  record Array(NestedPart element, int present, int filled, int level) implements NestedPart {
    @Override
    public List<LeafCursor> cursors() {
      return element.cursors();
    }

    @Override
    public void read(SlotWriter out) throws IOException {
      LeafCursor first = cursors().getFirst();
      int definition = first.definition();
      if (definition < present) {
        out.putNull();
        skip(cursors());
        return;
      }
      out.begin(Tag.ARRAY);
      if (definition < filled) {
        skip(cursors());
      } else {
        do {
          element.read(out);
        } while (first.repetition() == level);
      }
      out.end();
    }
  }

  /// A MAP, likewise.
  record Map(
      NestedPart key,
      NestedPart value,
      int present,
      int filled,
      int level,
      List<LeafCursor> cursors)
      implements NestedPart {
    @Override
    public void read(SlotWriter out) throws IOException {
      LeafCursor first = cursors.getFirst();
      int definition = first.definition();
      if (definition < present) {
        out.putNull();
        skip(cursors);
        return;
      }
      out.begin(Tag.MAP);
      int start = out.length();
      if (definition < filled) {
        skip(cursors);
      } else {
        do {
          key.read(out);
          value.read(out);
        } while (first.repetition() == level);
      }
      out.endMap(start);
    }
  }
}
