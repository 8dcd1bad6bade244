package io.velostream.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressTest {
  private static final int ROWS = 42_000_000;

  @TempDir private Path folder;

  @BeforeEach
  void needsATerminal() {
    assumeThat(Terminal.isAvailable()).as("tmux is installed").isTrue();
  }

  @Test
  void longWorkShowsABarThatVanishesBeforeTheResult() throws IOException {
    writeManyRows();
    String query =
        "SELECT k, COUNT(*) AS n, COUNT(DISTINCT v * 2) AS d FROM 'many.csv.gz' GROUP BY k";
    try (Terminal terminal = Terminal.velostream(folder, "-c", query)) {
      String during = terminal.await(screen -> screen.contains(" rows") && screen.contains("░"));
      assertThat(during).containsPattern("█+░+ +\\d+ %  [0-9,]+ rows");
      String after = terminal.await("(1 row)");
      assertThat(after)
          .startsWith(
              """
              k │        n │ d
              ──┼──────────┼──
              a │ 42000000 │ 7
              (1 row)
              """)
          .doesNotContain("%");
    }
  }

  private void writeManyRows() throws IOException {
    StringBuilder block = new StringBuilder();
    for (int i = 0; i < 7_000; i++) {
      block.append("a,").append(i % 7).append('\n');
    }
    try (BufferedWriter out =
        new BufferedWriter(
            new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(folder.resolve("many.csv.gz"))),
                StandardCharsets.UTF_8))) {
      out.write("k,v\n");
      for (int i = 0; i < ROWS; i += 7_000) {
        out.append(block, 0, 4 * Math.min(7_000, ROWS - i));
      }
    }
  }
}
