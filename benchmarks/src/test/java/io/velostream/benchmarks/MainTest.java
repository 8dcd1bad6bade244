package io.velostream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();
  private final CommandLine command =
      Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(errors));

  @Test
  void anUnknownScenarioIsAnErrorThatListsTheKnownOnes() {
    assertThat(command.execute("scenarios", "--only", "0,9")).isEqualTo(2);
    assertThat(errors.toString()).contains("no such scenario: 9; there are 0, 0h, 1, 2, 2k");
  }

  @Test
  void helpNamesTheCommands() {
    assertThat(command.execute("--help")).isZero();
    assertThat(out.toString()).contains("scenarios", "bytes", "Exit codes");
  }

  @Test
  void eachPartOfAJobIsAddedInBothOrders(@TempDir Path folder) throws Exception {
    Path json = folder.resolve("overhead.json");
    int exit =
        command.execute(
            "overhead", "--records", "10000", "--repeat", "1", "--json", json.toString());
    assertThat(exit).as(errors.toString()).isZero();
    assertThat(out.toString())
        .contains("operators", "reader", "queue", "watermark", "metrics", "checkpoint", "errors");
    assertThat(Files.readString(json))
        .contains("\"records\": 10000", "\"part\": \"queue\", \"forward_ns_per_record\": ");
  }

  @Test
  void savingIsMeasuredInEachCase(@TempDir Path folder) throws Exception {
    Path json = folder.resolve("checkpoint.json");
    int exit =
        command.execute(
            "checkpoint",
            "--groups",
            "2000",
            "--rows",
            "400000",
            "--repeat",
            "1",
            "--interval",
            "10 ms",
            "--hot",
            "100",
            "--pipelines",
            "1,2",
            "--json",
            json.toString());
    assertThat(exit).as(errors.toString()).isZero();
    assertThat(out.toString()).contains("400000 rows, 2000 groups", "barrier p99", "restore");
    assertThat(Files.readString(json).lines().filter(line -> line.contains("\"rows\": 400000")))
        .hasSize(2)
        .allMatch(line -> line.contains("\"restore_seconds\": "));
  }

  @Test
  void latenciesOfAllRecordsAreWritten(@TempDir Path folder) throws Exception {
    Path json = folder.resolve("latency.json");
    int exit =
        command.execute(
            "latency",
            "--scenario",
            "3r",
            "--records",
            "20000",
            "--cpu-time",
            "--json",
            json.toString());
    assertThat(exit).as(errors.toString()).isZero();
    assertThat(out.toString()).contains("20,000 records", "p99");
    assertThat(Files.readString(json))
        .startsWith("{\"scenario\": \"3r\", \"load\": 0.500,")
        .contains("\"records\": 20000", "\"p99_micros\": ");
  }

  @Test
  void scenariosWriteTableAndJson(@TempDir Path folder) throws Exception {
    Path json = folder.resolve("result.json");
    int exit =
        command.execute(
            "scenarios",
            "--only",
            "0,3w",
            "--records",
            "5000",
            "--repeat",
            "1",
            "--json",
            json.toString());
    assertThat(exit).as(out.toString()).isZero();
    assertThat(out.toString()).contains("JDK", "99,810");
    assertThat(Files.readString(json)).contains("\"scenario\": \"0\"", "\"scenario\": \"3w\"");
  }

  @Test
  void bytesAreComparedWithDuckDb() {
    int exit =
        command.execute("bytes", "--records", "5000", "--repeat", "1", "--against", "duckdb");
    assertThat(exit).as(out.toString()).isZero();
    assertThat(out.toString()).contains("json-2", "json-3a", "csv-2", "csv-3a", "MB/s");
  }

  @Test
  void nexmarkGivesTheSameOverRowsThatAreMadeBefore(@TempDir Path folder) throws Exception {
    List<String> made = nexmark(folder.resolve("made.json"));
    List<String> kept = nexmark(folder.resolve("kept.json"), "--pregenerate");
    List<String> shared =
        nexmark(folder.resolve("shared.json"), "--pregenerate", "--parallelism", "2");
    assertThat(kept).hasSize(4).doesNotHaveDuplicates().isEqualTo(made).isEqualTo(shared);
    assertThat(Files.readString(folder.resolve("made.json")))
        .contains("\"pregenerated\": false")
        .containsPattern("\"ratio_to_flink\": \\d")
        .doesNotContain("\"pregenerated\": true");
    assertThat(Files.readString(folder.resolve("kept.json")))
        .contains("{\"scenario\": \"generator\", \"query\": \"generator\", \"pregenerated\": false")
        .contains("{\"scenario\": \"q13\", \"query\": \"q13\", \"pregenerated\": true")
        .contains("\"cpu_seconds_per_million_events\": ", "\"allocated_bytes_per_record\": ")
        .doesNotContainPattern("\"ratio_to_flink\": \\d");
  }

  /// The checksums of the generator and of a few queries.
  private List<String> nexmark(Path json, String... options) throws Exception {
    List<String> line = new ArrayList<>(List.of("nexmark", "--queries", "q3,q13,q16"));
    line.addAll(List.of("--events", "20000", "--repeat", "1", "--json", json.toString()));
    line.addAll(List.of(options));
    int exit = command.execute(line.toArray(String[]::new));
    assertThat(exit).as(out.toString()).isZero();
    return Pattern.compile("\"checksum\": \"(\\w+)\"")
        .matcher(Files.readString(json))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  @Test
  void theOneBillionRowChallengeIsRunOnOneCoreAndOnTwo(@TempDir Path folder) throws Exception {
    Path json = folder.resolve("result.json");
    int exit =
        command.execute(
            "1brc",
            "--rows",
            "30000",
            "--repeat",
            "1",
            "--against",
            "duckdb",
            "--json",
            json.toString());
    assertThat(exit).as(out.toString()).isZero();
    assertThat(out.toString())
        .containsPattern("1brc +temperatures per station +simple +1 +30,000 .* 413 +0 +0 ")
        .containsPattern("1brc +temperatures per station +adaptive +2 +30,000 .* 413 +0 +0 ");
    assertThat(Files.readString(json))
        .contains("\"mode\": \"simple\", \"parallelism\": 1, \"records\": 30000")
        .contains("\"mode\": \"adaptive\", \"parallelism\": 2, \"records\": 30000")
        .containsPattern("\"scaling_efficiency\": \\d");
  }

  @Test
  void aNumberOfPipelinesIsPositive() {
    assertThat(command.execute("1brc", "--parallelism", "1,0")).isEqualTo(2);
    assertThat(errors.toString()).contains("--rows, --repeat and --parallelism must be positive");
  }
}
