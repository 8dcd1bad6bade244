package io.velostream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeTrades() throws IOException {
    Files.writeString(
        folder.resolve("trades.csv"),
        """
        symbol,price,quantity
        AAPL,1.5,10
        MSFT,2.5,20
        AAPL,3.5,
        """);
  }

  @Test
  void printsATableWithNumbersToTheRight() {
    CommandRun run =
        run("-c", "SELECT symbol, COUNT(*) AS n, AVG(price) FROM 'trades.csv' GROUP BY symbol");
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .isEqualTo(
            """
            symbol │ n │ AVG(price)
            ───────┼───┼───────────
            AAPL   │ 2 │        2.5
            MSFT   │ 1 │        2.5
            (2 rows)
            """);
  }

  @Test
  void printsCsvWithAHeader() {
    CommandRun run = run("--format", "csv", "-c", "SELECT symbol, quantity FROM 'trades.csv'");
    assertThat(run.out()).isEqualTo("symbol,quantity\nAAPL,10\nMSFT,20\nAAPL,\n");
  }

  @Test
  void printsJsonLines() {
    CommandRun run =
        run("--format", "json", "-c", "SELECT symbol, quantity FROM 'trades.csv' LIMIT 1");
    assertThat(run.out()).isEqualTo("{\"symbol\":\"AAPL\",\"quantity\":10}\n");
  }

  @Test
  void printsEveryChangeInTheNotationOfFlink() {
    CommandRun run =
        run(
            "--format",
            "changelog",
            "--set",
            "emit.step=record",
            "-c",
            "SELECT symbol, COUNT(*) AS n FROM 'trades.csv' GROUP BY symbol");
    assertThat(run.out()).isEqualTo("+I[AAPL, 1]\n+I[MSFT, 1]\n-D[AAPL, 1]\n+I[AAPL, 2]\n");
  }

  @Test
  void readsStandardInputAndGuessesItsFormat() {
    String lines = "{\"k\":\"a\",\"v\":1}\n{\"k\":\"a\",\"v\":2}\n";
    CommandRun run =
        CommandRun.of(
            folder, lines, "--format", "csv", "-c", "SELECT k, SUM(v) AS s FROM '-' GROUP BY k");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo("k,s\na,3\n");
  }

  @Test
  void showsTheErrorWithItsLineACaretAndAdvice() {
    CommandRun run = run("-c", "SELECT\n  symbl FROM 'trades.csv'");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_ERROR);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("-c:2:3: error [UNKNOWN_NAME]: ")
        .contains("    symbl FROM 'trades.csv'\n    ^^^^^\n")
        .contains("hint: did you mean 'symbol'?");
  }

  @Test
  void namesAFileThatDoesNotExist() {
    CommandRun run = run("-c", "SELECT * FROM 'trade.csv'");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_ERROR);
    assertThat(run.err()).contains("trade.csv").contains("trades.csv");
  }

  @Test
  void refusesAWrongCommandLine() {
    assertThat(run("--format", "xml", "-c", "SELECT 1").exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run("--no-such-option").exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void runsWhatComesThroughAPipe() {
    CommandRun run =
        CommandRun.of(folder, "SELECT 1 + 1 AS two; SELECT 'x' AS x", "--format", "csv");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo("two\n2\nx\nx\n");
  }

  @Test
  void saysWhenAScriptCannotBeRead() {
    CommandRun run = run("run", "nowhere.sql");
    assertThat(run.exitCode()).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(run.err()).contains("there is no file nowhere.sql");
  }

  @Test
  void runsAScriptAndEndsWithASummary() throws IOException {
    Files.writeString(
        folder.resolve("script.sql"),
        """
        CREATE TABLE totals WITH ('connector' = 'file', 'path' = 'totals.csv') AS
        SELECT symbol, SUM(price) AS total FROM 'trades.csv' GROUP BY symbol EMIT FINAL;
        SELECT total FROM 'totals.csv' WHERE symbol = 'AAPL';
        """);
    CommandRun run = run("run", "script.sql", "--format", "csv");
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).isEqualTo("total\n5.0\n");
    assertThat(run.err())
        .contains("created table totals")
        .containsPattern("rows in +5\n")
        .containsPattern("late rows +0\n")
        .containsPattern("errors +0\n")
        .containsPattern("most state held +rows +bytes\nscript.sql:1  2 Aggregate +2 +[\\d,]+\n");
    assertThat(Files.readString(folder.resolve("totals.csv")))
        .isEqualTo("symbol,total\nAAPL,5.0\nMSFT,2.5\n");
  }

  @Test
  void tellsTheStateOfEachOperatorInSeveralPipelinesToo() throws IOException {
    StringBuilder rows = new StringBuilder("k\n");
    for (int i = 0; i < 1_000_000; i++) {
      rows.append(i % 50_000).append('\n');
    }
    Files.writeString(folder.resolve("keys.csv"), rows);
    Files.writeString(
        folder.resolve("keys.sql"),
        """
        SET 'job.mode' = 'adaptive';
        SET 'parallelism' = '2';
        SET 'batch.rows' = '256'; -- so that it takes longer than it takes to look at it once
        CREATE TABLE n WITH ('connector' = 'blackhole') AS
        SELECT k, COUNT(*) AS n FROM 'keys.csv' GROUP BY k EMIT CHANGES;
        """);
    CommandRun run = run("run", "keys.sql");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.err())
        .containsPattern("keys.sql:4  \\d Aggregate +[1-9][\\d,]+ +[1-9][\\d,]+\n");
  }

  @Test
  void leavesNoFileBehindWhenAStatementFails() {
    CommandRun run =
        run(
            "-c",
            "CREATE TABLE q WITH ('connector' = 'file', 'path' = 'q.csv') AS"
                + " SELECT 1 / (quantity - 20) AS x FROM 'trades.csv'");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_ERROR);
    assertThat(run.err()).contains("DIVISION_BY_ZERO").contains("^");
    assertThat(folder.resolve("q.csv")).doesNotExist();
  }

  private CommandRun run(String... arguments) {
    return CommandRun.of(folder, "", arguments);
  }
}
