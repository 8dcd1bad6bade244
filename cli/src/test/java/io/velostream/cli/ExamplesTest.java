package io.velostream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The scripts in `examples` that need no file beside them.
class ExamplesTest {
  private static final Path EXAMPLES = Path.of("..", "examples");

  @TempDir private Path folder;

  @Test
  void generatesTheMarket() throws IOException {
    Path script = Files.copy(EXAMPLES.resolve("generate.sql"), folder.resolve("generate.sql"));

    CommandRun run = CommandRun.of(folder, "", "run", script.toString());

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out().lines())
        .contains("symbol │ trades │    low │   high │      turnover")
        .anyMatch(line -> line.matches("NVDA   │  37753 │ [0-9.]+ │ [0-9.]+ │ *[0-9.]+"))
        .endsWith("late_trades", "───────────", "        374", "(1 row)");
    assertThat(run.err()).contains("late rows                374", "errors                     0");
  }
}
