package io.velostream.cli;

import java.nio.file.Path;
import java.sql.SQLException;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// H2 as a server of its own, which outlives the processes, or within the process, with which it
/// dies.
class H2KillTest extends JdbcKillContract {
  private static Server server;
  private static int databases;

  @BeforeAll
  static void start() throws SQLException {
    server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
  }

  @AfterAll
  static void stop() {
    server.stop();
  }

  @Override
  String freshUrl(Kind kind, Path work) {
    return kind == Kind.APPENDS
        ? "jdbc:h2:file:" + work.resolve("db") + ";WRITE_DELAY=0"
        : "jdbc:h2:tcp://127.0.0.1:%d/mem:db%d;DB_CLOSE_DELAY=-1".formatted(port(), databases++);
  }

  @Override
  int port() {
    return server.getPort();
  }
}
