package io.velostream.columnar.nested;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import java.util.List;

/// Nested values as people read them, the way DuckDB writes them: `[1, 2, NULL]` for an ARRAY and a
/// MULTISET, `{'a': 1, 'b': x}` for a ROW, `{k=1}` for a MAP, JSON for a VARIANT.
///
/// Text inside stands in single quotes only where it would be misread: when it is empty, says NULL,
/// has a blank at an end, or one of `[]{}()'":,=\`; a quote or backslash in quotes has a backslash
/// before it.
public final class NestedText {
  private static final String SPECIAL = "[]{}()'\":,=\\";

  private final ScalarText scalars;

  /// @param scalars writes the values that are not nested
  public NestedText(ScalarText scalars) {
    this.scalars = scalars;
  }

  /// Appends the text of the slot of that type at `at`.
  public void append(DataType type, byte[] d, int at, StringBuilder out) {
    if (SlotReader.isNull(d, at)) {
      out.append("NULL");
      return;
    }
    switch (type) {
      case DataType.Collection list -> elements(list.element(), d, at, out);
      case DataType.Map map -> {
        out.append('{');
        for (int p = at + 1; d[p] != Tag.END; ) {
          out.append(p == at + 1 ? "" : ", ");
          append(map.key(), d, p, out);
          out.append('=');
          p = SlotReader.end(d, p);
          append(map.value(), d, p, out);
          p = SlotReader.end(d, p);
        }
        out.append('}');
      }
      case DataType.Row row -> row(row.fields(), d, at, out);
      case DataType.Variant _ -> NestedJson.variant(d, at, out);
      case DataType.Char _, DataType.Varchar _ -> text(SlotReader.bytesAt(d, at).toText(), out);
      case DataType.Null _ -> out.append("NULL");
      case DataType.Bool _,
          DataType.Integral _,
          DataType.Decimal _,
          DataType.Floating _,
          DataType.Varbinary _,
          DataType.Geometry _,
          DataType.Date _,
          DataType.Time _,
          DataType.Timestamp _,
          DataType.Interval _ -> {
        Object value = SlotReader.valueAt(type, d, at);
        if (value != null) {
          scalars.append(type, value, out);
        }
      }
    }
  }

  private void elements(DataType element, byte[] d, int at, StringBuilder out) {
    out.append('[');
    for (int p = at + 1; d[p] != Tag.END; p = SlotReader.end(d, p)) {
      out.append(p == at + 1 ? "" : ", ");
      append(element, d, p, out);
    }
    out.append(']');
  }

  private void row(List<Field> fields, byte[] d, int at, StringBuilder out) {
    out.append('{');
    int p = at + 1;
    for (int i = 0; i < fields.size(); i++) {
      out.append(i == 0 ? "" : ", ");
      quote(fields.get(i).name(), out);
      out.append(": ");
      append(fields.get(i).type(), d, p, out);
      p = SlotReader.end(d, p);
    }
    out.append('}');
  }

  private static void text(String text, StringBuilder out) {
    if (isPlain(text)) {
      out.append(text);
    } else {
      quote(text, out);
    }
  }

  private static boolean isPlain(String text) {
    return !text.isEmpty()
        && !text.equalsIgnoreCase("NULL")
        && text.strip().length() == text.length()
        && text.chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0);
  }

  private static void quote(String text, StringBuilder out) {
    out.append('\'');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\'' || c == '\\') {
        out.append('\\');
      }
      out.append(c);
    }
    out.append('\'');
  }
}
