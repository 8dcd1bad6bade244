package io.velostream.connector.kafka;

import io.velostream.columnar.error.EnvironmentException;
import io.velostream.engine.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Runs a script in a process of its own, to be killed: `JobMain SCRIPT`.
final class JobMain {
  private JobMain() {}

  public static void main(String[] arguments) throws IOException {
    int code = 0;
    try (Session session = Session.open()) {
      session.execute(Files.readString(Path.of(arguments[0])));
    } catch (EnvironmentException e) {
      System.out.println(e.getMessage());
      code = 3;
    }
    System.exit(code);
  }
}
