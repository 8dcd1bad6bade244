package io.velostream.cli;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// A real server of PostgreSQL, which can be killed and started again over what it has left.
final class PostgresServer implements AutoCloseable {
  private static final int STARTS = 20;

  private final Path data;
  private final int port;
  private EmbeddedPostgres server;
  private int databases;

  private PostgresServer(Path data, EmbeddedPostgres server) {
    this.data = data;
    this.server = server;
    this.port = server.getPort();
  }

  /// Makes an empty server that listens on this machine only.
  ///
  /// @param data a folder that is not there yet
  static PostgresServer start(Path data) throws IOException {
    return new PostgresServer(data, builder(data).setPort(freePort()).start());
  }

  /// A port that nobody has, and that the system gives to nobody who asks for any: somebody's
  /// connection could have it when the server is started again.
  private static int freePort() throws IOException {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(10_000, 30_000);
      try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return port;
      } catch (BindException _) {
        // Somebody has it: another one is tried.
      }
    }
  }

  private static EmbeddedPostgres.Builder builder(Path data) {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("listen_addresses", "127.0.0.1");
  }

  int port() {
    return port;
  }

  /// The URL of an empty database.
  String freshUrl() throws SQLException {
    String name = "test" + databases++;
    try (Connection connection = DriverManager.getConnection(url("postgres"));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    return url(name);
  }

  /// Has the sessions of a database forget, with the server, what they committed last, unless they
  /// say that they do not want that.
  void commitLate(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      String name = connection.getCatalog();
      statement.execute("ALTER DATABASE " + name + " SET synchronous_commit = off");
    }
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s?user=postgres".formatted(port, database);
  }

  /// Kills every process of the server (kill -9).
  void kill() throws IOException, InterruptedException {
    Path lock = data.resolve("postmaster.pid");
    long id = Long.parseLong(Files.readAllLines(lock).getFirst().strip());
    ProcessHandle postmaster = ProcessHandle.of(id).orElseThrow();
    List<ProcessHandle> all = new ArrayList<>(List.of(postmaster));
    all.addAll(postmaster.descendants().toList());
    all.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle process : all) {
      while (isWorking(process)) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
    }
    server.close();
  }

  /// A dead process that nobody has asked about is there, too.
  private static boolean isWorking(ProcessHandle process) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "stat");
    return process.isAlive()
        && (!Files.exists(status) || !Files.readString(status).contains(") Z "));
  }

  /// Starts it again, over the same data and on the same port.
  void restart() throws IOException, InterruptedException {
    for (int tries = 1; ; tries++) {
      try {
        server = builder(data).setPort(port).start();
        return;
      } catch (IOException | IllegalStateException e) {
        if (tries == STARTS) { // a process that was not killed may still hold the memory
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
