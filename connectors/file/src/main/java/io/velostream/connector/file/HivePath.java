package io.velostream.connector.file;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The values that folders give to columns, as Hive lays them out:
/// `trades/day=2026-01-05/symbol=A%2FB/part-1.csv`.
final class HivePath {
  /// Stands for NULL.
  static final String NULL = "__HIVE_DEFAULT_PARTITION__";

  /// What Hive escapes, and `,!<>|~` for patterns and other systems.
  private static final String SPECIAL = "\"#%'*/:=?\\{}[]^,!<>|~";

  private HivePath() {}

  /// The values by column name in small letters, in order of the folders; nothing for NULL.
  static Map<String, Optional<String>> values(String path) {
    Map<String, Optional<String>> values = new LinkedHashMap<>();
    String[] parts = path.split("/", -1);
    for (int i = 0; i < parts.length - 1; i++) {
      int equals = parts[i].indexOf('=');
      if (equals > 0) {
        String text = parts[i].substring(equals + 1);
        values.put(
            unescaped(parts[i].substring(0, equals)).toLowerCase(Locale.ROOT),
            text.equals(NULL) ? Optional.empty() : Optional.of(unescaped(text)));
      }
    }
    return values;
  }

  /// The name of a column as a part of a folder's name. A first character that would hide the
  /// folder is escaped too.
  static String name(String column) {
    char first = column.isEmpty() ? 'x' : column.charAt(0);
    return first == '.' || first == '_'
        ? hex(first) + escaped(column.substring(1))
        : escaped(column);
  }

  /// A value as a part of a folder's name. What looks like NULL but is text is told apart.
  static String value(String text) {
    return text.equals(NULL) ? hex('_') + escaped(text.substring(1)) : escaped(text);
  }

  /// Escapes what file systems, patterns and [#values] take for something else.
  private static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == 0x7F || SPECIAL.indexOf(c) >= 0) {
        out.append(hex(c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static String hex(char c) {
    return "%%%02X".formatted((int) c);
  }

  /// Resolves `%2F` and the like; anything else stands for itself.
  private static String unescaped(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < raw.length; i++) {
      Integer code = raw[i] == '%' ? code(raw, i + 1) : null;
      if (code == null) {
        out.write(raw[i]);
      } else {
        out.write(code);
        i += 2;
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static @Nullable Integer code(byte[] raw, int at) {
    if (at + 1 >= raw.length) {
      return null;
    }
    int high = Character.digit(raw[at], 16);
    int low = Character.digit(raw[at + 1], 16);
    return high < 0 || low < 0 ? null : high * 16 + low;
  }
}
