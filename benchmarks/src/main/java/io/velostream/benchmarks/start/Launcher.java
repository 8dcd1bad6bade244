package io.velostream.benchmarks.start;

import io.velostream.benchmarks.check.CheckFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The launcher of a checkout.
///
/// @param script its path
/// @param folder where it is called
public record Launcher(Path script, Path folder) {
  private static final String SQL =
      "SELECT symbol, AVG(price) FROM 'trades.csv' GROUP BY symbol ORDER BY symbol LIMIT 1";

  /// What it must print: every fiftieth of a thousand trades has the first symbol, at a price of
  /// 100.0, 105.0 and so on up to 145.0.
  private static final String ANSWER = "symbol,AVG(price)\nSYM0,122.5\n";

  private static final long TRAINING_MILLIS = 120_000;
  private static final int POLL_MILLIS = 200;

  /// Runs a small query and looks at its answer.
  ///
  /// @param cached whether it may use its cache
  /// @throws CheckFailure when the answer is wrong
  public void query(boolean cached) throws IOException, InterruptedException {
    ProcessBuilder command =
        new ProcessBuilder(script.toString(), "-c", SQL, "--format", "csv")
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    command.environment().remove("VELOSTREAM_NO_CACHE");
    if (!cached) {
      command.environment().put("VELOSTREAM_NO_CACHE", "1");
    }
    Process process = command.start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.waitFor();
    if (exit != 0 || !answer.equals(ANSWER)) {
      throw new CheckFailure("exit code " + exit + ", and the answer " + answer);
    }
  }

  /// Runs it until its cache is there.
  ///
  /// @throws CheckFailure when none comes
  public void train() throws IOException, InterruptedException {
    query(true);
    Path caches = script.resolveSibling("cli/target/dist/aot");
    for (long waited = 0; waited < TRAINING_MILLIS; waited += POLL_MILLIS) {
      if (isTrained(caches)) {
        return;
      }
      Thread.sleep(POLL_MILLIS);
    }
    throw new CheckFailure("no cache in " + caches);
  }

  /// There may be caches of other JDKs, but none is being made any more.
  private static boolean isTrained(Path caches) throws IOException {
    if (!Files.isDirectory(caches)) {
      return false;
    }
    try (Stream<Path> files = Files.list(caches)) {
      var names = files.map(file -> file.getFileName().toString()).toList();
      return names.stream().anyMatch(name -> name.endsWith(".aot"))
          && names.stream().noneMatch(name -> name.endsWith(".lock"));
    }
  }
}
