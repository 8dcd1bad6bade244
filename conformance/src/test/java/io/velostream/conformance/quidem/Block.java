package io.velostream.conformance.quidem;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// A statement of a script and what must come of it.
///
/// @param file the script
/// @param number counts the statements of the script, from 1
/// @param connection what `!use` said last
/// @param expected the lines below the statement
/// @param kind what the command behind it wants
record Block(
    String file, int number, String connection, String sql, List<String> expected, Kind kind) {
  /// What must come of a statement.
  enum Kind {
    /// `!ok`: these rows.
    ROWS,
    /// `!update`: it is executed.
    UPDATE,
    /// Plans, types, errors: nothing that can be compared with ours.
    OTHER
  }

  private static final Pattern JOIN =
      Pattern.compile(
          "(?s)\\bjoin\\b|\\blateral\\b|\\bapply\\b|\\bexists\\s*\\(|\\bunique\\s*\\("
              + "|(\\bin|\\bsome|\\bany|\\ball|[=<>+*/,|-]|\\bselect|\\bwhen|\\bthen|\\belse|\\band"
              + "|\\bor|\\bnot|\\bwhere|\\bon|\\bbetween|coalesce\\s*\\()\\s*\\(\\s*(select|with|values)\\b"
              + "|\\b(array|map|multiset|sum|min|max|avg|count|by)\\s*\\(\\s*\\(?\\s*select\\b"
              + "|\\bfrom\\s+[\\w.\"]+(\\s+as)?(\\s+\\w+)?\\s*,\\s*([\\w\"]+|\\(\\s*select)"
              + "|\\bfrom\\s+[\\w.\"]+(\\s+as)?(\\s+\\w+)?\\s*,\\s*(unnest|table)\\b"
              + "|\\bintersect\\b|\\bexcept\\b|\\bminus\\b|\\bwith\\s+recursive\\b|\\basof\\b");

  /// Whether it is a query that needs no join, which correlated subqueries, subqueries as values or
  /// arrays, INTERSECT and EXCEPT do. Told from the text, generously for what needs one.
  boolean isJoinless() {
    String text = sql.toLowerCase(Locale.ROOT).replaceAll("--[^\n]*", " ");
    return isQuery() && !JOIN.matcher(text).find();
  }

  /// Whether a name is in what it prints.
  boolean shows(String name) {
    return expected.stream().anyMatch(line -> line.toLowerCase(Locale.ROOT).contains(name));
  }

  /// Whether it is about geometries.
  boolean isSpatial() {
    return file.equals("core-spatial.iq");
  }

  /// Whether it is a query.
  boolean isQuery() {
    String text = sql.strip().toLowerCase(Locale.ROOT);
    return text.startsWith("select") || text.startsWith("with") || text.startsWith("values");
  }

  /// `file number`, as the list of exceptions has it.
  String id() {
    return file + " " + number;
  }
}
