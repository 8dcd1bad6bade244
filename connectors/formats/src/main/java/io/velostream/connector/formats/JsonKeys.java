package io.velostream.connector.formats;

import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.Options;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys of a JSON object that lead to wanted columns, and those of the objects in it: a tree. A
/// column is found by the key of its name, or by the path that an option gives for it.
final class JsonKeys {
  /// Begins the names of the options with paths; the name of a column follows.
  static final String OPTION = "json.path.";

  private final List<byte[]> names = new ArrayList<>();
  private final List<Integer> columns = new ArrayList<>();
  private final List<@Nullable JsonKeys> inner = new ArrayList<>();

  /// The key after the one found last: what the next one most likely is.
  private int expected;

  private JsonKeys() {}

  /// The keys of these columns.
  ///
  /// @throws UserException INVALID_OPTION for a path that is none, or that two columns have
  static JsonKeys of(ColumnSet columns, Options options) {
    JsonKeys root = new JsonKeys();
    for (int i = 0; i < columns.columns.length; i++) {
      String name = columns.columns[i].name;
      root.add(path(name, options), i, name);
    }
    return root;
  }

  /// Checks that the paths are for columns that there are.
  static void check(Schema schema, Options options) {
    for (String option : options.values().keySet()) {
      if (option.startsWith(OPTION) && schema.indexOf(option.substring(OPTION.length())) < 0) {
        throw new UserException(
                ErrorCode.INVALID_OPTION,
                "the option '" + option + "' is for a column that the table does not have")
            .hint("declare the column with its type");
      }
    }
  }

  private static List<String> path(String column, Options options) {
    for (String option : options.values().keySet()) {
      if (option.equalsIgnoreCase(OPTION + column)) {
        return keys(option, options.get(option));
      }
    }
    return List.of(column);
  }

  /// The keys of a path such as `$.a.b` or `$['a b'].c`.
  private static List<String> keys(String option, String path) {
    List<String> keys = new ArrayList<>();
    int at = path.startsWith("$") ? 1 : -1;
    while (at > 0 && at < path.length()) {
      boolean quoted = path.startsWith("['", at);
      int end = quoted ? path.indexOf("']", at) : plainEnd(path, at + 1);
      String key = end < 0 ? "" : path.substring(quoted ? at + 2 : at + 1, end);
      boolean good = !key.isEmpty() && (quoted || path.charAt(at) == '.');
      keys.add(key);
      at = good ? end + (quoted ? 2 : 0) : -1;
    }
    if (at < 0 || keys.isEmpty()) {
      throw new UserException(
              ErrorCode.INVALID_OPTION,
              "the option '" + option + "' is no path of keys: '" + path + "'")
          .hint("paths are like $.a.b and $['a b'].c; elements of arrays are taken by a query");
    }
    return keys;
  }

  private static int plainEnd(String path, int from) {
    int end = from;
    while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
      end++;
    }
    return end;
  }

  private void add(List<String> path, int column, String name) {
    byte[] key = path.getFirst().getBytes(StandardCharsets.UTF_8);
    int entry = find(key, 0, key.length);
    if (entry < 0) {
      entry = names.size();
      names.add(key);
      columns.add(-1);
      inner.add(null);
    }
    if (path.size() > 1) {
      JsonKeys below = inner.get(entry);
      if (below == null) {
        below = new JsonKeys();
        inner.set(entry, below);
      }
      below.add(path.subList(1, path.size()), column, name);
    } else if (columns.get(entry) >= 0) {
      throw new UserException(
              ErrorCode.INVALID_OPTION,
              "two columns have the same place in JSON, one of them '" + name + "'")
          .hint("declare one of them as computed: " + name + " AS …");
    } else {
      columns.set(entry, column);
    }
  }

  /// The number of the key in `[from, to)`, or -1.
  int find(byte[] d, int from, int to) {
    int count = names.size();
    for (int n = 0; n < count; n++) {
      int i = expected + n < count ? expected + n : expected + n - count;
      byte[] name = names.get(i);
      if (name.length == to - from && Arrays.equals(name, 0, name.length, d, from, to)) {
        expected = i + 1 == count ? 0 : i + 1;
        return i;
      }
    }
    return -1;
  }

  /// The wanted column that a key names, or -1.
  int column(int key) {
    return columns.get(key);
  }

  /// The keys below a key, if any of them leads to a wanted column.
  @Nullable JsonKeys inner(int key) {
    return inner.get(key);
  }
}
