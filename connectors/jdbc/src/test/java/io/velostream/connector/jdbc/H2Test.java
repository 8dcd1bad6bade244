package io.velostream.connector.jdbc;

import java.sql.SQLException;

/// H2, within the process.
class H2Test extends JdbcContract {
  private static int count;

  @Override
  Database fresh() {
    return new Database("jdbc:h2:mem:test" + count++ + ";DB_CLOSE_DELAY=-1");
  }

  @Override
  String binaryType() {
    return "VARBINARY";
  }

  @Override
  void cutConnections(Database database) throws SQLException {
    database.query(
        "SELECT ABORT_SESSION(SESSION_ID) FROM INFORMATION_SCHEMA.SESSIONS WHERE SESSION_ID <>"
            + " SESSION_ID()");
  }
}
