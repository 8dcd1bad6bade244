package io.velostream.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One run of the command in a process of its own.
///
/// @param exitCode what it told its caller
/// @param out what it wrote to standard output
/// @param err what it wrote to standard error
record CommandRun(int exitCode, String out, String err) {
  private static final long TIMEOUT_SECONDS = 120;

  /// Runs the command in `folder` with the bytes of `input` as standard input.
  static CommandRun of(Path folder, String input, String... arguments) {
    return of(folder, List.of(), input, arguments);
  }

  /// A process of the command in `folder`, its streams not yet redirected.
  static ProcessBuilder builder(Path folder, List<String> jvmOptions, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).directory(folder.toFile());
  }

  /// The same with options of the JVM.
  static CommandRun of(Path folder, List<String> jvmOptions, String input, String... arguments) {
    try {
      Path stdin = Files.writeString(folder.resolve("stdin"), input);
      Path out = folder.resolve("stdout");
      Path err = folder.resolve("stderr");
      Process process =
          builder(folder, jvmOptions, arguments)
              .redirectInput(stdin.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(
            "still running after " + TIMEOUT_SECONDS + " s: " + List.of(arguments));
      }
      return new CommandRun(process.exitValue(), read(out), read(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
