package io.velostream.connector.jdbc;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a database does in its own way.
sealed interface Dialect permits PostgresDialect, H2Dialect {
  /// That of the database at a URL.
  ///
  /// @throws UserException NOT_SUPPORTED for one of another kind
  static Dialect of(String url) {
    String lower = url.toLowerCase(Locale.ROOT);
    if (lower.startsWith("jdbc:postgresql:")) {
      return new PostgresDialect();
    }
    if (lower.startsWith("jdbc:h2:")) {
      return new H2Dialect();
    }
    throw new UserException(
            ErrorCode.NOT_SUPPORTED, "no known kind of database: '" + Connections.safe(url) + "'")
        .hint("known are jdbc:postgresql: and jdbc:h2:")
        .about(JdbcOptions.URL);
  }

  /// Properties that a connection has unless its URL says otherwise.
  Map<String, String> defaults();

  /// A name that was not quoted, as the database takes it.
  String fold(String name);

  /// The statement that replaces the row with the same key, or adds one.
  ///
  /// @param table quoted
  /// @param columns all columns, quoted
  /// @param key those of the key, quoted
  String upsert(String table, List<String> columns, List<String> key);

  /// Statements by which a session has its commits outlive the server, even if others may be
  /// forgotten. Without that, what counts could be gone.
  List<String> durableCommits();

  /// A query for one text that no other session of the database has, or ever had.
  String sessionQuery();

  /// A query that ends the session whose text is its parameter, if it is still there; what that one
  /// has not committed is then undone.
  String endSessionQuery();

  /// A name in quotes: whatever is in it, it is a name.
  static String quote(String name) {
    if (name.indexOf('\0') >= 0) {
      throw new UserException(
          ErrorCode.INVALID_OPTION, "a name of a database cannot hold the character U+0000");
    }
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
