package io.velostream.connector.formats;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Vector;
import io.velostream.columnar.nested.SlotReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// JSON lines. Integers and decimals are numbers in full; NaN and infinities, which JSON lacks, are
/// strings; NULL is `null`.
final class JsonEncoder extends RowEncoder {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /// By column: the key with quotes and colon, and the comma before it.
  private final byte[][] keys;

  JsonEncoder(Schema schema, boolean changelog, TimestampFormat timestamps) {
    requireOp(schema, changelog);
    super(schema, changelog, timestamps);
    this.keys = new byte[schema.size()][];
    for (int i = 0; i < keys.length; i++) {
      TextBuffer key = new TextBuffer();
      if (i > 0 || changelog) {
        key.append(',');
      }
      byte[] name = schema.field(i).name().getBytes(StandardCharsets.UTF_8);
      key.append('"');
      escape(name, 0, name.length, key);
      key.append("\":");
      keys[i] = Arrays.copyOf(key.array(), key.length());
    }
  }

  @Override
  public void header(TextBuffer out) {}

  @Override
  void row(Batch batch, int row, String op, TextBuffer out) {
    out.append('{');
    if (changelog) {
      out.append("\"op\":\"");
      out.append(op);
      out.append('"');
    }
    for (int i = 0; i < keys.length; i++) {
      out.append(keys[i], 0, keys[i].length);
      value(schema.type(i), batch.column(i), row, out);
    }
    out.append("}\n");
  }

  private void value(DataType type, Vector vector, int row, TextBuffer out) {
    if (vector.isNull(row)) {
      out.append("null");
      return;
    }
    if (SlotReader.isNested(type)) {
      ValueText.json(type, vector, row, timestamps, out);
      return;
    }
    if (!isQuoted(type, vector, row)) {
      ValueText.append(type, vector, row, timestamps, out);
      return;
    }
    out.append('"');
    int from = out.length();
    ValueText.append(type, vector, row, timestamps, out);
    escapeFrom(from, out);
    out.append('"');
  }

  private boolean isQuoted(DataType type, Vector vector, int row) {
    return switch (type) {
      case DataType.Bool _, DataType.Integral _, DataType.Decimal _, DataType.Null _ -> false;
      case DataType.Floating _ -> !Double.isFinite(((DoubleVector) vector).values()[row]);
      case DataType.Timestamp _ -> timestamps.isText();
      case DataType.Char _,
          DataType.Varchar _,
          DataType.Varbinary _,
          DataType.Geometry _,
          DataType.Date _,
          DataType.Time _,
          DataType.Interval _,
          DataType.Array _,
          DataType.Multiset _,
          DataType.Map _,
          DataType.Row _,
          DataType.Variant _ ->
          true;
    };
  }

  /// Escapes the text from `from` on, if it needs that.
  private static void escapeFrom(int from, TextBuffer out) {
    byte[] data = out.array();
    for (int i = from; i < out.length(); i++) {
      byte c = data[i];
      if ((c >= 0 && c < ' ') || c == '"' || c == '\\') {
        byte[] raw = Arrays.copyOfRange(data, i, out.length());
        out.truncate(i);
        escape(raw, 0, raw.length, out);
        return;
      }
    }
  }

  private static void escape(byte[] text, int from, int to, TextBuffer out) {
    for (int i = from; i < to; i++) {
      byte c = text[i];
      switch (c) {
        case '"', '\\' -> {
          out.append('\\');
          out.append(c);
        }
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c >= 0 && c < ' ') {
            out.append("\\u00");
            out.append(HEX[c >> 4]);
            out.append(HEX[c & 0xF]);
          } else {
            out.append(c);
          }
        }
      }
    }
  }
}
