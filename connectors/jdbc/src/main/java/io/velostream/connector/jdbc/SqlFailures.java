package io.velostream.connector.jdbc;

import io.velostream.connector.spi.UnavailableException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells apart why a database refuses: by SQLSTATE, which all of them share.
final class SqlFailures {
  /// PostgreSQL: shut down, crashed, starting up, too many clients, serialisation, deadlock, no
  /// lock in time; H2: connection broken, closed, in use by another process, no lock in time.
  private static final Set<String> TEMPORARY =
      Set.of(
          "57P01", "57P02", "57P03", "53300", "40001", "40P01", "55P03", "90067", "90098", "90121",
          "90020", "HYT00");

  private SqlFailures() {}

  /// Whether the same may succeed later, on a new connection.
  static boolean isTemporary(SQLException e) {
    String state = state(e);
    return e instanceof SQLTransientException
        || e instanceof SQLRecoverableException
        || state.startsWith("08")
        || TEMPORARY.contains(state);
  }

  /// Whether the values of a row are at fault: they do not fit a type (22) or break a constraint
  /// (23).
  static boolean isOfRow(SQLException e) {
    String state = state(e);
    return state.startsWith("22") || state.startsWith("23");
  }

  /// The failure for whoever writes or reads the table.
  ///
  /// @param what was tried: `cannot write to 't'`
  static IOException of(String what, SQLException e) {
    String message = what + ": " + text(e);
    return isTemporary(e) ? new UnavailableException(message, e) : new IOException(message, e);
  }

  /// What the database says, on one line.
  static String text(SQLException e) {
    String message = e.getMessage();
    String said = message == null ? e.getClass().getSimpleName() : message;
    return said.replaceAll("\\s*\\R\\s*", "; ").strip();
  }

  private static String state(SQLException e) {
    @Nullable String state = e.getSQLState();
    return state == null ? "" : state;
  }
}
