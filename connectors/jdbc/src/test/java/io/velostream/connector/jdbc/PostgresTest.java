package io.velostream.connector.jdbc;

import static org.junit.jupiter.api.Assumptions.abort;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// A real server of PostgreSQL, started for the test.
class PostgresTest extends JdbcContract {
  private static int count;
  private static EmbeddedPostgres server;

  @BeforeAll
  static void start() {
    try {
      server = EmbeddedPostgres.builder().start();
    } catch (IOException | IllegalStateException e) {
      System.err.println("PostgreSQL does not start here, its tests are skipped: " + e);
      abort("PostgreSQL does not start here: " + e);
    }
  }

  @AfterAll
  static void stop() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  @Override
  Database fresh() throws SQLException {
    String name = "test" + count++;
    new Database(server.getJdbcUrl("postgres", "postgres")).execute("CREATE DATABASE " + name);
    return new Database(server.getJdbcUrl("postgres", name));
  }

  @Override
  String binaryType() {
    return "BYTEA";
  }

  @Override
  void cutConnections(Database database) throws SQLException {
    database.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
            + " AND pid <> pg_backend_pid()");
  }
}
