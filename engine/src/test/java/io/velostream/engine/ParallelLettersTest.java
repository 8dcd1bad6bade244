package io.velostream.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.runtime.system.SystemWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Dead letters of statements that read several tables, in several pipelines.
class ParallelLettersTest {
  private static final int ROWS = 2_000;

  @TempDir Path work;

  private Path write(String name, int badEvery) throws IOException {
    StringBuilder text = new StringBuilder("k,v\n");
    for (int i = 0; i < ROWS; i++) {
      text.append(i % 50).append(',').append(i % badEvery == 3 ? "bad" + i : "" + i).append('\n');
    }
    return Files.writeString(work.resolve(name), text);
  }

  private static String table(String name, Path path, Path letters) {
    return """
    CREATE TABLE %s (k BIGINT, v BIGINT) WITH ('connector' = 'file', 'path' = '%s',
      'error.policy' = 'dead-letter', 'error.dead-letter' = '%s');
    """
        .formatted(name, path, letters);
  }

  /// @return the letters of the two tables that are joined, and of a third that writes to the same
  ///   place as the second
  private List<List<String>> letters(int pipelines) throws IOException {
    Path first = work.resolve("first" + pipelines + ".csv");
    Path second = work.resolve("second" + pipelines + ".csv");
    try (Session session = Session.open(SystemWorld.create())) {
      session.set("job.mode", "adaptive");
      session.set("parallelism", Integer.toString(pipelines));
      session.set("batch.rows", "64");
      session.execute(
          table("a", write("a.csv", 90), first)
              + table("b", write("b.csv", 70), second)
              + table("c", write("c.csv", 50), second)
              + """
              CREATE TABLE o (k BIGINT, n BIGINT) WITH ('connector' = 'blackhole');
              INSERT INTO o SELECT a.k, a.v + b.v + c.v FROM a JOIN b ON a.k = b.k AND a.v = b.v
              JOIN c ON a.k = c.k AND a.v = c.v;
              """);
    }
    return List.of(
        Files.readAllLines(first), Files.readAllLines(second).stream().sorted().toList());
  }

  @Test
  void areThoseOfOnePipeline() throws IOException {
    List<List<String>> one = letters(1);
    assertThat(one.getFirst()).hasSizeGreaterThan(ROWS / 90);
    assertThat(one.getLast()).hasSizeGreaterThan(ROWS / 70 + ROWS / 50);
    assertThat(letters(2)).isEqualTo(one);
    assertThat(letters(4)).isEqualTo(one);
  }
}
