package io.velostream.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellTest {
  private static final String ENDLESS =
      "CREATE TABLE ticks (k INT, v BIGINT) WITH ('connector' = 'datagen', 'number-of-rows' ="
          + " '1000000000000', 'fields.k.min' = '1', 'fields.k.max' = '2');";

  @TempDir private Path folder;

  @BeforeEach
  void prepare() throws IOException {
    assumeThat(Terminal.isAvailable()).as("tmux is installed").isTrue();
    Files.writeString(folder.resolve("trades.csv"), "symbol,price\nAAPL,1.5\nMSFT,2.5\nAAPL,3.5\n");
  }

  private Terminal shell() {
    Terminal terminal = Terminal.velostream(folder);
    awaitPrompt(terminal);
    return terminal;
  }

  private static void awaitPrompt(Terminal terminal) {
    terminal.await(screen -> screen.stripTrailing().endsWith("velostream>"));
  }

  /// Types a line when it is waited for: what is typed before that is shown twice.
  private static void enter(Terminal terminal, String line) {
    awaitPrompt(terminal);
    terminal.enter(line);
  }

  /// Drops what was typed and is shown. What is typed before the shell has noticed that is dropped,
  /// too.
  private static void drop(Terminal terminal) {
    terminal.press("C-c");
    awaitPrompt(terminal);
  }

  @Test
  void aStatementGoesOnUntilItsSemicolon() {
    try (Terminal terminal = shell()) {
      terminal.enter("SELECT symbol, COUNT(*) AS n -- not yet;");
      terminal.enter("FROM 'trades.csv' GROUP BY symbol");
      terminal.enter("ORDER BY n DESC;");
      assertThat(terminal.await("(2 rows)"))
          .contains("velostream> SELECT symbol, COUNT(*) AS n -- not yet;\n")
          .contains("      ...> ORDER BY n DESC;\n")
          .contains("symbol │ n\n───────┼──\nAAPL   │ 2\nMSFT   │ 1\n");
    }
  }

  @Test
  void earlierStatementsComeBackEvenTheNextDay() {
    try (Terminal terminal = shell()) {
      enter(terminal, "SELECT 40 + 2 AS answer;");
      terminal.await("(1 row)");
      awaitPrompt(terminal);
      terminal.press("C-d");
      terminal.await(screen -> terminal.hasEnded());
    }
    try (Terminal terminal = shell()) {
      terminal.press("Up");
      terminal.await("velostream> SELECT 40 + 2 AS answer;");
      terminal.press("Enter");
      assertThat(terminal.await("(1 row)")).contains("answer\n──────\n    42\n");
    }
  }

  @Test
  void tabCompletesFilesColumnsFunctionsAndOptions() {
    try (Terminal terminal = shell()) {
      terminal.type("SELECT * FROM 'tra");
      terminal.press("Tab");
      terminal.await("FROM 'trades.csv'");
      terminal.type(" WHERE sym");
      terminal.press("Tab");
      terminal.await("WHERE symbol");
      drop(terminal);
      terminal.type("sel");
      terminal.press("Tab");
      terminal.await("> select");
      terminal.type("char_le");
      terminal.press("Tab");
      terminal.await("> select char_length");
      drop(terminal);
      terminal.type("CREATE TABLE t (a INT) WITH ('conn");
      terminal.press("Tab");
      terminal.await("WITH ('connector'");
      drop(terminal);
      enter(terminal, "CREATE TABLE visits (customer_id INT);");
      terminal.await("created table visits");
      awaitPrompt(terminal);
      terminal.type("SELECT custo");
      terminal.press("Tab");
      terminal.await("SELECT customer_id");
    }
  }

  @Test
  void anErrorPointsAtItsColumnAndTheShellGoesOn() {
    try (Terminal terminal = shell()) {
      enter(terminal, "SELECT symbl FROM 'trades.csv';");
      assertThat(terminal.await("hint"))
          .contains("1:8: error [UNKNOWN_NAME]")
          .contains("  SELECT symbl FROM 'trades.csv';\n         ^^^^^\n")
          .contains("symbol");
      enter(terminal, "SELECT 1 + 1 AS two;");
      terminal.await("(1 row)");
    }
  }

  @Test
  void aLongLineIsCutSoThatTheCaretStandsBelowItsPlace() {
    try (Terminal terminal = shell()) {
      String spaces = " ".repeat(150);
      enter(terminal, "SELECT " + spaces + "symbl" + spaces + "FROM 'trades.csv';");
      assertThat(terminal.await("hint"))
          .contains("1:158: error [UNKNOWN_NAME]")
          .containsPattern("\n  … +symbl +…\n +\\^{5}\n");
    }
  }

  @Test
  void anInsertSaysHowManyRowsItWrote() {
    try (Terminal terminal = shell()) {
      enter(terminal, "INSERT INTO 'copy.csv' SELECT * FROM 'trades.csv' LIMIT 1;");
      terminal.await("(1 row)");
      enter(terminal, "CREATE TABLE t AS SELECT * FROM 'trades.csv';");
      terminal.await("rows)");
    }
  }

  @Test
  void controlCStopsTheQueryAndNotTheShell() {
    try (Terminal terminal = shell()) {
      enter(terminal, ENDLESS);
      terminal.await("created table ticks");
      enter(terminal, "SELECT COUNT(*) FROM ticks;");
      terminal.await(" rows");
      terminal.press("C-c");
      terminal.await("\ncancelled\n");
      enter(terminal, "SELECT 1 + 1 AS two;");
      terminal.await("(1 row)");
    }
  }

  @Test
  void controlCAtThePromptDropsTheLine() {
    try (Terminal terminal = shell()) {
      terminal.type("SELECT nothing at all");
      terminal.await("SELECT nothing at all");
      drop(terminal);
      enter(terminal, "SELECT 'still here' AS s;");
      assertThat(terminal.await("(1 row)")).contains("still here").doesNotContain("error");
    }
  }

  @Test
  void aChangingResultIsPaintedInPlaceAndStaysWhenItIsStopped() {
    try (Terminal terminal = shell()) {
      enter(terminal, ENDLESS);
      terminal.await("created table ticks");
      enter(terminal, "SELECT k, COUNT(*) AS n FROM ticks GROUP BY k EMIT CHANGES;");
      String first = terminal.await("(2 rows, changing; Ctrl-C stops)");
      String second = terminal.await(screen -> !screen.equals(first) && screen.contains("2 rows"));
      assertThat(second.lines().filter(line -> line.startsWith("1 │ "))).hasSize(1);
      terminal.press("C-c");
      String stopped = terminal.await("\ncancelled\n");
      assertThat(stopped.lines().filter(line -> line.startsWith("k │"))).hasSize(1);
      enter(terminal, "SELECT 1 + 1 AS two;");
      terminal.await("(1 row)");
    }
  }

  @Test
  void wideRowsCanBeShownOneLineAValue() {
    try (Terminal terminal = shell()) {
      enter(terminal, "\\x");
      terminal.await("expanded display is on");
      enter(terminal, "SELECT * FROM 'trades.csv' LIMIT 2;");
      assertThat(terminal.await("(2 rows)"))
          .contains("─[ 1 ]─")
          .contains("symbol │ AAPL\nprice  │ 1.5\n")
          .contains("─[ 2 ]─");
    }
  }

  @Test
  void commandsOfTheShellExplainThemselves() {
    try (Terminal terminal = shell()) {
      enter(terminal, "\\timing");
      terminal.await("timing is on");
      enter(terminal, "SELECT 1 AS a;");
      assertThat(terminal.await(" ms")).containsPattern("time: [0-9.,]+ ms");
      enter(terminal, "\\timin");
      terminal.await("there is no command \\timin");
      enter(terminal, "\\?");
      assertThat(terminal.await("Ctrl-C stops a query")).contains("\\timing [on|off]");
      enter(terminal, "\\d 'trades.csv'");
      assertThat(terminal.await("(2 rows)")).contains("price  │ DOUBLE");
      enter(terminal, "\\q");
      terminal.await(screen -> terminal.hasEnded());
    }
  }
}
