package io.velostream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a cold start loads. `./velostream bench start` measures how long it takes.
class StartTest {
  /// About 5,000 in November 2026. Each hundred costs some 15 ms without a cache.
  private static final int MOST_CLASSES = 5_200;

  private static final long MOST_SECONDS = 20;

  @TempDir private Path folder;

  @Test
  void aSmallQueryLoadsNoMoreThanItNeeds() throws IOException {
    Files.writeString(folder.resolve("trades.csv"), "symbol,price\nA,1\nB,2\nA,3\n");
    Path log = folder.resolve("classes");
    long start = System.nanoTime();
    CommandRun run =
        CommandRun.of(
            folder,
            List.of("-Xlog:class+load:file=" + log + ":none"),
            "",
            "-c",
            "SELECT symbol, AVG(price) FROM 'trades.csv' GROUP BY symbol");
    long seconds = (System.nanoTime() - start) / 1_000_000_000;
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("(2 rows)");
    List<String> classes = Files.readAllLines(log);
    assertThat(classes)
        .hasSizeBetween(1_000, MOST_CLASSES)
        .noneMatch(name -> name.startsWith("picocli."))
        .noneMatch(name -> name.startsWith("org.jline."))
        .noneMatch(name -> name.startsWith("org.codehaus.janino."))
        .noneMatch(name -> name.startsWith("org.apache.kafka."))
        .noneMatch(name -> name.startsWith("com.fasterxml.jackson.databind."));
    assertThat(seconds).isLessThan(MOST_SECONDS);
  }
}
