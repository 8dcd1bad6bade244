package io.velostream.sql.grammar;

import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;

/// What the grammar makes of a word.
final class Words {
  /// Words that carry a query from clause to clause. Where one of them stands instead of a name,
  /// the name is missing; nobody wants to call a column FROM.
  private static final Set<String> CLAUSES =
      Set.of(
          "AND", "AS", "BY", "CREATE", "DROP", "EMIT", "FROM", "HAVING", "INSERT", "INTO", "IS",
          "JOIN", "NOT", "NULL", "ON", "OR", "OVER", "SELECT", "UNION", "WHERE", "WITH");

  /// Reserved words that begin an expression of their own, so that the parser stumbles only behind
  /// them when they are meant as names.
  private static final Set<String> OPENERS =
      Set.of("ARRAY", "CASE", "DECIMAL", "MULTISET", "NEW", "ROW", "TABLE", "UNIQUE", "VALUES");

  private Words() {}

  static boolean isReserved(String word) {
    return isKeyword(word) && !metadata().isNonReservedKeyword(word.toUpperCase(Locale.ROOT));
  }

  static boolean isKeyword(String word) {
    return metadata().isKeyword(word.toUpperCase(Locale.ROOT));
  }

  static boolean isClause(String word) {
    return CLAUSES.contains(word.toUpperCase(Locale.ROOT));
  }

  static boolean isOpener(String word) {
    return OPENERS.contains(word.toUpperCase(Locale.ROOT));
  }

  /// The number of letters to add, drop, replace or swap with their neighbour to make one word the
  /// other, whatever their case.
  static int distance(String a, String b) {
    String x = a.toUpperCase(Locale.ROOT);
    String y = b.toUpperCase(Locale.ROOT);
    int[][] d = new int[x.length() + 1][y.length() + 1];
    for (int i = 0; i <= x.length(); i++) {
      for (int j = 0; j <= y.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        boolean same = x.charAt(i - 1) == y.charAt(j - 1);
        int best = Math.min(d[i - 1][j], d[i][j - 1]) + 1;
        best = Math.min(best, d[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped =
            i > 1
                && j > 1
                && x.charAt(i - 1) == y.charAt(j - 2)
                && x.charAt(i - 2) == y.charAt(j - 1);
        d[i][j] = swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
      }
    }
    return d[x.length()][y.length()];
  }

  private static SqlAbstractParserImpl.Metadata metadata() {
    return Holder.METADATA;
  }

  /// Reading the metadata costs a parser; it is done once, on first use.
  private static final class Holder {
    static final SqlAbstractParserImpl.Metadata METADATA = SqlStatements.parser("").getMetadata();
  }
}
