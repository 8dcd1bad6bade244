package io.velostream.connector.datagen.column;

import io.velostream.columnar.BytesVector;
import io.velostream.columnar.DataType;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Span;
import io.velostream.columnar.Vector;
import io.velostream.columnar.WideVector;
import io.velostream.columnar.nested.SlotWriter;
import io.velostream.columnar.nested.Tag;
import io.velostream.connector.datagen.draw.LongDraws;
import java.util.List;

/// Columns of arrays, maps and rows.
public final class Nested {
  private Nested() {}

  /// A generator of the parts of nested values, and whether these are nested themselves.
  public record Part(ColumnGenerator generator, boolean nested) {
    /// The part of a type.
    public static Part of(ColumnGenerator generator, DataType type) {
      boolean nested =
          switch (type) {
            case DataType.Array _,
                DataType.Multiset _,
                DataType.Map _,
                DataType.Row _,
                DataType.Variant _ ->
                true;
            case DataType.Bool _,
                DataType.Integral _,
                DataType.Floating _,
                DataType.Decimal _,
                DataType.Char _,
                DataType.Varchar _,
                DataType.Varbinary _,
                DataType.Geometry _,
                DataType.Date _,
                DataType.Time _,
                DataType.Timestamp _,
                DataType.Interval _,
                DataType.Null _ ->
                false;
          };
      return new Part(generator, nested);
    }

    void put(SlotWriter out, Vector vector, int row) {
      if (vector.isNull(row)) {
        out.putNull();
        return;
      }
      switch (vector) {
        case LongVector v -> out.putLong(v.values()[row]);
        case DoubleVector v -> out.putDouble(v.values()[row]);
        case WideVector v -> out.putWide(v.high()[row], v.low()[row]);
        case BytesVector v -> bytes(out, v.data(), v.spans()[row]);
        case DictionaryVector v ->
            bytes(out, v.dictionary().data(), v.dictionary().spans()[v.ids()[row]]);
      }
    }

    private void bytes(SlotWriter out, byte[] data, long span) {
      int start = Span.start(span);
      int length = Span.length(span);
      if (nested) {
        out.putSlots(data, start, start + length);
      } else {
        out.putBytes(data, start, length);
      }
    }
  }

  /// ROWs.
  public static final class Rows implements ColumnGenerator {
    private final List<Part> fields;
    private final SlotWriter out = new SlotWriter();
    private long[] spans = new long[0];

    /// A row of what these make.
    public Rows(List<Part> fields) {
      this.fields = List.copyOf(fields);
    }

    @Override
    public Vector fill(Positions at) {
      spans = Positions.room(spans, at.count());
      out.truncate(0);
      List<Vector> vectors = fields.stream().map(field -> field.generator.fill(at)).toList();
      for (int i = 0; i < at.count(); i++) {
        int start = out.length();
        out.begin(Tag.ROW);
        for (int f = 0; f < vectors.size(); f++) {
          fields.get(f).put(out, vectors.get(f), i);
        }
        out.end();
        spans[i] = Span.of(start, out.length() - start);
      }
      return finished(out, spans);
    }
  }

  /// ARRAYs, or MAPs of keys and values: where a key comes again, the last value stays.
  public static final class Lists implements ColumnGenerator {
    private final List<Part> parts;
    private final LongDraws lengths;
    private final int longest;
    private final SlotWriter out = new SlotWriter();
    private long[] spans = new long[0];
    private long[] counts = new long[0];
    private long[] positions = new long[0];

    /// @param parts the element, or key and value
    /// @param lengths how many there are, `longest` at most
    public Lists(List<Part> parts, LongDraws lengths, int longest) {
      this.parts = List.copyOf(parts);
      this.lengths = lengths;
      this.longest = longest;
    }

    @Override
    public Vector fill(Positions at) {
      int rows = at.count();
      spans = Positions.room(spans, rows);
      counts = Positions.room(counts, rows);
      lengths.draw(at.values(), rows, counts);
      Positions elements = elements(at);
      List<Vector> vectors = parts.stream().map(part -> part.generator.fill(elements)).toList();
      out.truncate(0);
      boolean map = parts.size() == 2;
      int next = 0;
      for (int i = 0; i < rows; i++) {
        int start = out.length();
        out.begin(map ? Tag.MAP : Tag.ARRAY);
        for (int j = 0; j < counts[i]; j++, next++) {
          for (int p = 0; p < vectors.size(); p++) {
            parts.get(p).put(out, vectors.get(p), next);
          }
        }
        if (map) {
          out.endMap(start + 1);
        } else {
          out.end();
        }
        spans[i] = Span.of(start, out.length() - start);
      }
      return finished(out, spans);
    }

    /// Element j of row i is value `i * longest + j` of its generator.
    private Positions elements(Positions at) {
      int total = 0;
      for (int i = 0; i < at.count(); i++) {
        total += (int) counts[i];
      }
      positions = Positions.room(positions, total);
      int next = 0;
      for (int i = 0; i < at.count(); i++) {
        for (int j = 0; j < counts[i]; j++) {
          positions[next++] = at.values()[i] * longest + j;
        }
      }
      return new Positions(positions, total);
    }
  }

  private static Vector finished(SlotWriter out, long[] spans) {
    out.pad(BytesVector.PADDING);
    return new BytesVector(out.array(), spans, null);
  }
}
