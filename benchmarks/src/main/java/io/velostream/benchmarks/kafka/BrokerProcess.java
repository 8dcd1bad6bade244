package io.velostream.benchmarks.kafka;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/// A broker that the launcher starts (`velostream dev-kafka`), on loopback, with a folder of its
/// own. Ended when closed, or with this process.
public final class BrokerProcess implements AutoCloseable {
  private static final Duration READY = Duration.ofSeconds(90);
  private static final long PATIENCE_SECONDS = 10;

  private final Process process;
  private final int port;

  private BrokerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// Starts one and waits until it answers.
  ///
  /// @param launcher the script `velostream`
  /// @param folder where it keeps its data
  /// @throws IOException when it does not start
  public static BrokerProcess start(Path launcher, Path folder) throws IOException {
    int port = freePort();
    Path log = folder.resolve("broker.log");
    Files.createDirectories(folder);
    Process process =
        new ProcessBuilder(
                launcher.toString(),
                "dev-kafka",
                "--port",
                Integer.toString(port),
                "--data",
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    BrokerProcess broker = new BrokerProcess(process, port);
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    try {
      broker.awaitReady(log);
      return broker;
    } catch (IOException | RuntimeException e) {
      broker.close();
      throw e;
    }
  }

  /// The controller takes the port behind it.
  private static int freePort() throws IOException {
    while (true) {
      try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        int port = first.getLocalPort();
        if (port < 65_535 && isFree(port + 1)) {
          return port;
        }
      }
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket second = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return second.isBound();
    } catch (IOException _) {
      return false; // somebody has it
    }
  }

  private void awaitReady(Path log) throws IOException {
    long end = System.nanoTime() + READY.toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      try (Admin admin = Admin.create(clientOptions())) {
        if (!admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty()) {
          return;
        }
      } catch (ExecutionException | TimeoutException _) {
        // not yet: it is asked again
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }
    throw new IOException("the broker does not start: " + Files.readString(log));
  }

  /// A client that gives up soon: closing it waits for what it has been asked.
  private Map<String, Object> clientOptions() {
    return Map.of(
        "bootstrap.servers",
        servers(),
        "request.timeout.ms",
        "2000",
        "default.api.timeout.ms",
        "2000");
  }

  /// Where it is: host and port.
  public String servers() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
