package io.velostream.plan.explain;

import io.velostream.columnar.Schema;
import java.util.List;
import java.util.regex.Pattern;

/// Names and strings as SQL writes them, always on one line.
final class Quoted {
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*");

  private Quoted() {}

  /// A string literal.
  static String string(String text) {
    return quoted(text, '\'');
  }

  /// An identifier: as it is where SQL would take it so, else in double quotes.
  static String name(String name) {
    return PLAIN_NAME.matcher(name).matches() ? name : quoted(name, '"');
  }

  /// The name of a column.
  static String column(Schema schema, int index) {
    return name(schema.field(index).name());
  }

  /// The names of columns.
  static List<String> columns(Schema schema, List<Integer> indexes) {
    return indexes.stream().map(index -> column(schema, index)).toList();
  }

  /// Control characters are written in the standard's `U&'\000A'` form.
  private static String quoted(String text, char quote) {
    boolean escape = text.chars().anyMatch(Character::isISOControl);
    StringBuilder out = new StringBuilder(escape ? "U&" : "").append(quote);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (escape && Character.isISOControl(c)) {
        out.append("\\%04X".formatted((int) c));
        continue;
      }
      if (c == quote || (escape && c == '\\')) {
        out.append(c);
      }
      out.append(c);
    }
    return out.append(quote).toString();
  }
}
