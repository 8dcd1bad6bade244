package io.velostream.connector.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A script in a process of its own, with checkpoints, which can be killed and started again.
///
/// @param work a folder of its own
/// @param environment variables of the process
record Job(Path work, Map<String, String> environment) {
  private static final int MEGABYTES = 300;
  private static final int LONGEST_SECONDS = 150;

  /// @param script statements, where `%s` stands for the folder of checkpoints
  static Job of(Path folder, String script) throws IOException {
    return of(folder, script, Map.of());
  }

  static Job of(Path folder, String script, Map<String, String> environment) throws IOException {
    Path work = Files.createTempDirectory(folder, "job");
    Files.writeString(
        work.resolve("job.sql"),
        "SET 'checkpoint.dir' = '" + work.resolve("state") + "';\n" + script);
    return new Job(work, environment);
  }

  Process start() throws IOException {
    return start(ForkedJvm.of(JobMain.class, MEGABYTES, script()));
  }

  /// Starts it in so many pipelines.
  Process start(int pipelines) throws IOException {
    return start(ForkedJvm.of(JobMain.class, MEGABYTES, script(), String.valueOf(pipelines)));
  }

  /// Runs it to its end, so that others start faster.
  ///
  /// @return its exit code
  int record() throws IOException, InterruptedException {
    return await(start(ForkedJvm.recording(JobMain.class, MEGABYTES, script())));
  }

  private String script() {
    return work.resolve("job.sql").toString();
  }

  private Process start(ProcessBuilder builder) throws IOException {
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(work.resolve("out.txt").toFile()));
    builder.environment().putAll(environment);
    return builder.start();
  }

  /// Waits for a process to end. One that does not is asked what it does, and ended.
  ///
  /// @return its exit code
  int await(Process process) throws IOException, InterruptedException {
    if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
      signal(process, "QUIT"); // it prints what its threads do
      process.waitFor(1, TimeUnit.SECONDS);
      process.destroyForcibly();
      throw new AssertionError("it does not end: " + log());
    }
    return process.exitValue();
  }

  /// Tells one set of manifests from another: it changes with every epoch.
  private String epochs() throws IOException {
    Path state = work.resolve("state");
    if (!Files.isDirectory(state)) {
      return "";
    }
    try (Stream<Path> files = Files.walk(state)) {
      return String.join(
          " ", files.map(Path::toString).filter(f -> f.contains("manifest")).sorted().toList());
    } catch (UncheckedIOException e) {
      return "changing"; // a file was deleted while it was listed
    }
  }

  /// Waits for epochs to end, as long as the process lives, and not for ever.
  void awaitEpochs(Process process, int count) throws IOException, InterruptedException {
    String last = epochs();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
    for (int seen = 0; seen < count && process.isAlive() && System.nanoTime() < end; ) {
      TimeUnit.MILLISECONDS.sleep(2);
      String now = epochs();
      seen += now.equals(last) ? 0 : 1;
      last = now;
    }
  }

  /// What its processes have said, all of them.
  String log() {
    try {
      return Files.readString(work.resolve("out.txt"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Sends a signal, such as `STOP`.
  static void signal(Process process, String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
  }
}
