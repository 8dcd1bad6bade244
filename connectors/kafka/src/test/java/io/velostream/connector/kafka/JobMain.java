package io.velostream.connector.kafka;

import io.velostream.columnar.error.EnvironmentException;
import io.velostream.engine.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Runs a script in a process of its own, to be killed: `JobMain SCRIPT [PIPELINES]`.
final class JobMain {
  private JobMain() {}

  /// A process that runs `job.sql` of a folder and writes to `out.txt` there.
  static Process start(Path work) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx300m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            JobMain.class.getName(),
            work.resolve("job.sql").toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(work.resolve("out.txt").toFile()))
        .start();
  }

  public static void main(String[] arguments) throws IOException {
    int code = 0;
    try (Session session = Session.open()) {
      if (arguments.length > 1) {
        session.execute("SET 'job.mode' = 'adaptive'");
        session.execute("SET 'parallelism' = '" + arguments[1] + "'");
      }
      session.execute(Files.readString(Path.of(arguments[0])));
    } catch (EnvironmentException e) {
      System.out.println(e.getMessage());
      code = 3;
    }
    System.exit(code);
  }
}
