package io.velostream.conformance.file;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The head of a table in a test file: `t (k VARCHAR, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)`.
///
/// @param watermark the WATERMARK clause, if there is one
public record TableText(String name, Schema schema, Optional<String> watermark) {
  private static final Pattern HEAD = Pattern.compile("(\\S+)\\s*\\((.*)\\)\\s*", Pattern.DOTALL);
  private static final Pattern COLUMN =
      Pattern.compile("(\"[^\"]*\"|\\S+)\\s+(.+?)(\\s+NOT NULL)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern TYPE =
      Pattern.compile("([A-Z_]+)(?:\\(\\s*(\\d+)\\s*(?:,\\s*(\\d+)\\s*)?\\))?");

  /// Reads a head.
  public static TableText parse(String text) {
    Matcher head = HEAD.matcher(text.strip());
    if (!head.matches()) {
      throw new IllegalArgumentException("not a table: " + text);
    }
    List<Field> fields = new ArrayList<>();
    Optional<String> watermark = Optional.empty();
    for (String part : topLevelParts(head.group(2))) {
      if (part.toUpperCase(Locale.ROOT).startsWith("WATERMARK ")) {
        watermark = Optional.of(part);
      } else {
        fields.add(field(part));
      }
    }
    return new TableText(head.group(1), new Schema(fields), watermark);
  }

  /// The head as text, which [#parse] reads back.
  public String text() {
    StringBuilder text = new StringBuilder(name).append(" (");
    for (int i = 0; i < schema.size(); i++) {
      Field field = schema.field(i);
      text.append(i == 0 ? "" : ", ").append(field.name()).append(' ').append(field.type().sql());
      text.append(field.nullable() ? "" : " NOT NULL");
    }
    watermark.ifPresent(w -> text.append(", ").append(w));
    return text.append(')').toString();
  }

  private static Field field(String text) {
    Matcher column = COLUMN.matcher(text);
    if (!column.matches()) {
      throw new IllegalArgumentException("not a column: " + text);
    }
    return new Field(
        column.group(1).replace("\"", ""), type(column.group(2)), column.group(3) == null);
  }

  private static DataType type(String text) {
    String upper = text.strip().toUpperCase(Locale.ROOT);
    if (upper.endsWith(">")) {
      int open = text.indexOf('<');
      String inner = text.substring(open + 1, text.lastIndexOf('>'));
      return nested(upper.substring(0, open).strip(), topLevelParts(inner));
    }
    boolean local = upper.endsWith(" WITH LOCAL TIME ZONE");
    Matcher type = TYPE.matcher(local ? upper.substring(0, upper.indexOf(' ')) : upper);
    if (!type.matches()) {
      throw new IllegalArgumentException("not a type: " + text);
    }
    int first = type.group(2) == null ? -1 : Integer.parseInt(type.group(2));
    int second = type.group(3) == null ? 0 : Integer.parseInt(type.group(3));
    return switch (type.group(1)) {
      case "BOOLEAN" -> DataType.BOOLEAN;
      case "TINYINT" -> DataType.TINYINT;
      case "SMALLINT" -> DataType.SMALLINT;
      case "INTEGER", "INT" -> DataType.INTEGER;
      case "BIGINT" -> DataType.BIGINT;
      case "REAL", "FLOAT" -> DataType.REAL;
      case "DOUBLE" -> DataType.DOUBLE;
      case "DECIMAL" -> new DataType.Decimal(first, second);
      case "CHAR" -> new DataType.Char(first);
      case "VARCHAR", "STRING" -> first < 0 ? DataType.STRING : new DataType.Varchar(first);
      case "VARBINARY", "BYTES" -> new DataType.Varbinary();
      case "VARIANT" -> new DataType.Variant();
      case "GEOMETRY" -> new DataType.Geometry();
      case "DATE" -> DataType.DATE;
      case "TIME" -> new DataType.Time(Math.max(first, 0));
      case "TIMESTAMP" -> new DataType.Timestamp(first < 0 ? 6 : first, local);
      case "TIMESTAMP_LTZ" -> new DataType.Timestamp(first < 0 ? 6 : first, true);
      default -> throw new IllegalArgumentException("not a type: " + text);
    };
  }

  private static DataType nested(String kind, List<String> parts) {
    return switch (kind) {
      case "ARRAY" -> new DataType.Array(type(parts.getFirst()));
      case "MULTISET" -> new DataType.Multiset(type(parts.getFirst()));
      case "MAP" -> new DataType.Map(type(parts.getFirst()), type(parts.getLast()));
      case "ROW" -> new DataType.Row(parts.stream().map(TableText::field).toList());
      default -> throw new IllegalArgumentException("not a type: " + kind);
    };
  }

  private static List<String> topLevelParts(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '(' || c == '<' ? 1 : c == ')' || c == '>' ? -1 : 0;
      if (c == ',' && depth == 0) {
        parts.add(text.substring(start, i).strip());
        start = i + 1;
      }
    }
    parts.add(text.substring(start).strip());
    return parts;
  }
}
