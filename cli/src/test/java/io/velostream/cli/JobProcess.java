package io.velostream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Processes of the command that run `job.sql` of a folder, whose only job has its checkpoints in
/// `state`.
final class JobProcess {
  private static final List<String> JVM =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx256m");

  private JobProcess() {}

  static Process start(Path work) throws IOException {
    return CommandRun.builder(work, JVM, "run", "--no-summary", "job.sql")
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(work.resolve("log").toFile()))
        .start();
  }

  static int end(Process process) throws InterruptedException {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the process ends").isTrue();
    return process.exitValue();
  }

  /// Waits until a process has done so many things to its checkpoints, or has ended.
  static void awaitCheckpoints(Process process, Path work, int more)
      throws IOException, InterruptedException {
    int before = latestEpoch(work);
    while (process.isAlive() && latestEpoch(work) < before + more) {
      Thread.sleep(1);
    }
  }

  static int latestEpoch(Path work) throws IOException {
    Path state = work.resolve("state");
    if (!Files.isDirectory(state)) {
      return 0;
    }
    try (Stream<Path> names = Files.walk(state, 2)) {
      return names
          .map(path -> path.getFileName().toString())
          .filter(name -> name.matches("manifest-\\d+-\\d+"))
          .mapToInt(name -> Integer.parseInt(name.split("-")[1]))
          .max()
          .orElse(0);
    } catch (UncheckedIOException e) {
      return 0; // something was deleted meanwhile; asked again
    }
  }

  /// Stops a process after its second checkpoint (SIGSTOP).
  ///
  /// @return whether it still lives: on a machine that is busy it may have come to its end by then
  static boolean stop(Process process, Path work) throws IOException, InterruptedException {
    awaitCheckpoints(process, work, 2);
    signal(process, "STOP");
    return process.isAlive();
  }

  /// What the processes of a folder have said so far.
  static String log(Path work) {
    try {
      return Files.readString(work.resolve("log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Sends a signal such as `STOP` to a process, if it has not ended.
  static void signal(Process process, String signal) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
    try (InputStream out = kill.getErrorStream()) {
      String error = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(end(kill) == 0 || !process.isAlive()).as(error).isTrue();
    }
  }
}
