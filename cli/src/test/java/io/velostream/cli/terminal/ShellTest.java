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
    terminal.await("velostream>");
    return terminal;
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
      terminal.enter("SELECT 40 + 2 AS answer;");
      terminal.await(screen -> screen.strip().endsWith("(1 row)\nvelostream>"));
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
      terminal.press("C-c");
      terminal.type("sel");
      terminal.press("Tab");
      terminal.await("> select");
      terminal.type("char_le");
      terminal.press("Tab");
      terminal.await("> select char_length");
      terminal.press("C-c");
      terminal.type("CREATE TABLE t (a INT) WITH ('conn");
      terminal.press("Tab");
      terminal.await("WITH ('connector'");
      terminal.press("C-c");
      terminal.enter("CREATE TABLE visits (customer_id INT);");
      terminal.await("created table visits");
      terminal.type("SELECT custo");
      terminal.press("Tab");
      terminal.await("SELECT customer_id");
    }
  }

  @Test
  void anErrorPointsAtItsColumnAndTheShellGoesOn() {
    try (Terminal terminal = shell()) {
      terminal.enter("SELECT symbl FROM 'trades.csv';");
      assertThat(terminal.await("hint"))
          .contains("1:8: error [UNKNOWN_NAME]")
          .contains("  SELECT symbl FROM 'trades.csv';\n         ^^^^^\n")
          .contains("symbol");
      terminal.enter("SELECT 1 + 1 AS two;");
      terminal.await("(1 row)");
    }
  }

  @Test
  void aLongLineIsCutSoThatTheCaretStandsBelowItsPlace() {
    try (Terminal terminal = shell()) {
      String spaces = " ".repeat(150);
      terminal.enter("SELECT " + spaces + "symbl" + spaces + "FROM 'trades.csv';");
      assertThat(terminal.await("hint"))
          .contains("1:158: error [UNKNOWN_NAME]")
          .containsPattern("\n  … +symbl +…\n +\\^{5}\n");
    }
  }

  @Test
  void anInsertSaysHowManyRowsItWrote() {
    try (Terminal terminal = shell()) {
      terminal.enter("INSERT INTO 'copy.csv' SELECT * FROM 'trades.csv' LIMIT 1;");
      terminal.await("(1 row)");
      terminal.enter("CREATE TABLE t AS SELECT * FROM 'trades.csv';");
      terminal.await("rows)");
    }
  }

  @Test
  void controlCStopsTheQueryAndNotTheShell() {
    try (Terminal terminal = shell()) {
      terminal.enter(ENDLESS);
      terminal.await("created table ticks");
      terminal.enter("SELECT COUNT(*) FROM ticks;");
      terminal.await(" rows");
      terminal.press("C-c");
      terminal.await("\ncancelled\n");
      terminal.enter("SELECT 1 + 1 AS two;");
      terminal.await("(1 row)");
    }
  }

  @Test
  void controlCAtThePromptDropsTheLine() {
    try (Terminal terminal = shell()) {
      terminal.type("SELECT nothing at all");
      terminal.press("C-c");
      terminal.enter("SELECT 'still here' AS s;");
      assertThat(terminal.await("(1 row)")).contains("still here").doesNotContain("error");
    }
  }

  @Test
  void aChangingResultIsPaintedInPlaceAndStaysWhenItIsStopped() {
    try (Terminal terminal = shell()) {
      terminal.enter(ENDLESS);
      terminal.await("created table ticks");
      terminal.enter("SELECT k, COUNT(*) AS n FROM ticks GROUP BY k EMIT CHANGES;");
      String first = terminal.await("(2 rows, changing; Ctrl-C stops)");
      String second = terminal.await(screen -> !screen.equals(first) && screen.contains("2 rows"));
      assertThat(second.lines().filter(line -> line.startsWith("1 │ "))).hasSize(1);
      terminal.press("C-c");
      String stopped = terminal.await("\ncancelled\n");
      assertThat(stopped.lines().filter(line -> line.startsWith("k │"))).hasSize(1);
      terminal.enter("SELECT 1 + 1 AS two;");
      terminal.await("(1 row)");
    }
  }

  @Test
  void wideRowsCanBeShownOneLineAValue() {
    try (Terminal terminal = shell()) {
      terminal.enter("\\x");
      terminal.await("expanded display is on");
      terminal.enter("SELECT * FROM 'trades.csv' LIMIT 2;");
      assertThat(terminal.await("(2 rows)"))
          .contains("─[ 1 ]─")
          .contains("symbol │ AAPL\nprice  │ 1.5\n")
          .contains("─[ 2 ]─");
    }
  }

  @Test
  void commandsOfTheShellExplainThemselves() {
    try (Terminal terminal = shell()) {
      terminal.enter("\\timing");
      terminal.await("timing is on");
      terminal.enter("SELECT 1 AS a;");
      assertThat(terminal.await(" ms")).containsPattern("time: [0-9.,]+ ms");
      terminal.enter("\\timin");
      terminal.await("there is no command \\timin");
      terminal.enter("\\?");
      assertThat(terminal.await("Ctrl-C stops a query")).contains("\\timing [on|off]");
      terminal.enter("\\d 'trades.csv'");
      assertThat(terminal.await("(2 rows)")).contains("price  │ DOUBLE");
      terminal.enter("\\q");
      terminal.await(screen -> terminal.hasEnded());
    }
  }
}
