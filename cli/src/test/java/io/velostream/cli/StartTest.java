package io.velostream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a cold start loads. `./velostream bench start` measures how long it takes.
class StartTest {
  /// 5,336 in November 2026. Each hundred costs some 15 ms without a cache.
  private static final int MOST_CLASSES = 5_400;

  private static final long MOST_SECONDS = 20;

  /// What the launcher has read ahead.
  private static final Path EARLY_CLASSES = Path.of("src/main/training/classes.txt");

  /// Classes come and go with every change of the code; until it is this much, the list will do.
  private static final double LEAST_SHARE = 0.85;

  /// One class in so many is at the beginning, where reading ahead has no lead yet.
  private static final int BEGINNING = 20;

  @TempDir private Path folder;

  @BeforeEach
  void writeTrades() throws IOException {
    Files.writeString(folder.resolve("trades.csv"), "symbol,price\nA,1\nB,2\nA,3\n");
  }

  @Test
  void aSmallQueryLoadsNoMoreThanItNeeds() throws IOException {
    long start = System.nanoTime();
    List<String> classes = start();
    long seconds = (System.nanoTime() - start) / 1_000_000_000;
    assertThat(classes)
        .hasSizeBetween(1_000, MOST_CLASSES)
        .noneMatch(name -> name.startsWith("picocli."))
        .noneMatch(name -> name.startsWith("org.jline."))
        .noneMatch(name -> name.startsWith("org.codehaus.janino."))
        .noneMatch(name -> name.startsWith("org.apache.kafka."))
        .noneMatch(name -> name.startsWith("com.fasterxml.jackson.databind."));
    assertThat(seconds).isLessThan(MOST_SECONDS);
  }

  @Test
  void whatIsReadAheadIsWhatAStartLoads() throws IOException {
    List<String> loaded = new ArrayList<>();
    for (String line : start()) {
      if (isReadFromAFile(line)) {
        loaded.add(line.substring(0, line.indexOf(' ')));
      }
    }
    loaded.subList(0, loaded.size() / BEGINNING).clear();
    Path fresh = Files.write(Path.of("target/classes.txt"), loaded).toAbsolutePath();
    Set<String> listed = new LinkedHashSet<>(Files.readAllLines(EARLY_CLASSES));
    long common = loaded.stream().filter(listed::contains).count();
    String advice = "if it is less: cp " + fresh + " " + EARLY_CLASSES.toAbsolutePath();
    assertThat((double) common / listed.size()).as(advice).isGreaterThan(LEAST_SHARE);
    assertThat((double) common / loaded.size()).as(advice).isGreaterThan(LEAST_SHARE);
  }

  @Test
  void namesThatAreNoneAreLeftOut() throws IOException {
    Path list = Files.write(folder.resolve("list"), List.of("no.such.Thing", "", "java.sql.Ref"));
    assertThat(start("-Dvelostream.early-classes=" + list))
        .anyMatch(line -> line.startsWith("java.sql.Ref "));
  }

  @Test
  void withoutTheListAStartIsTheSame() throws IOException {
    assertThat(start("-Dvelostream.early-classes=" + folder.resolve("none"))).isNotEmpty();
  }

  /// Answers a query, and gives a line for each class that was loaded, in this order.
  private List<String> start(String... jvmOptions) throws IOException {
    Path log = folder.resolve("classes");
    List<String> options = new ArrayList<>(List.of(jvmOptions));
    options.add("-Xlog:class+load:file=" + log + ":none");
    CommandRun run =
        CommandRun.of(
            folder,
            options,
            "",
            "-c",
            "SELECT symbol, AVG(price) FROM 'trades.csv' GROUP BY symbol");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("(2 rows)");
    return Files.readAllLines(log);
  }

  /// Classes in the JVM's own cache, and those made on the way, cannot be read ahead.
  private static boolean isReadFromAFile(String line) {
    return (line.contains(" source: file:") || line.contains(" source: jrt:"))
        && !line.startsWith("jdk.")
        && !line.startsWith("sun.");
  }
}
