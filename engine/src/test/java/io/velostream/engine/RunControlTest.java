package io.velostream.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.runtime.job.PlanFigures;
import io.velostream.runtime.job.ProgressListener;
import io.velostream.runtime.job.RunView;
import io.velostream.runtime.job.StepWatch;
import io.velostream.runtime.pipeline.Pipeline;
import io.velostream.sql.JobCommand;
import io.velostream.sql.StatementKind;
import io.velostream.stream.Watermarks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a program that runs jobs needs to know of statements, and how it steers their runs.
@Timeout(60)
class RunControlTest {
  @TempDir Path folder;

  private final Session session = Session.open();

  @AfterEach
  void close() {
    session.close();
  }

  private void endless(String sink) {
    session.execute(
        """
        CREATE TABLE numbers (id BIGINT)
          WITH ('connector' = 'datagen', 'fields.id.kind' = 'sequence', 'fields.id.start' = '1',
            'fields.id.end' = '1000000000000');
        CREATE TABLE squares (id BIGINT, square BIGINT)
          WITH ('connector' = 'file', 'path' = '%s', 'format' = 'csv');
        """
            .formatted(folder.resolve(sink)));
  }

  @Test
  void aRunThatIsEndedCommitsWhatItHasPutOut() throws IOException {
    endless("squares.csv");
    StopAfter listener = new StopAfter(3);
    session.onProgress(listener);
    session.execute("INSERT INTO squares SELECT id, id * 2 FROM numbers");
    RunView view = listener.view;
    assertThat(view).isNotNull();
    long rows = view.figures().rowsIn();
    assertThat(rows).isPositive().isEqualTo(view.figures().rowsOut()).isEqualTo(listener.written);
    assertThat(view.lastInput())
        .hasToString("numbers rows %d to %d".formatted(rows / 3 * 2 + 1, rows));
    try (var lines = Files.lines(folder.resolve("squares.csv"))) {
      assertThat(lines.count()).isEqualTo(rows + 1);
    }
  }

  @Test
  void theInputOfAFailureIsKnownAfterIt() {
    endless("squares.csv");
    StopAfter listener = new StopAfter(Integer.MAX_VALUE);
    session.onProgress(listener);
    session.set("batch.rows", "100");
    assertThatExceptionOfType(UserException.class)
        .isThrownBy(
            () -> session.execute("INSERT INTO squares SELECT id, 1 / (id - 250) FROM numbers"))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.DIVISION_BY_ZERO));
    assertThat(listener.view).isNotNull();
    assertThat(listener.view.lastInput()).hasToString("numbers rows 201 to 300");
    assertThat(folder.resolve("squares.csv")).doesNotExist();
  }

  /// Two tables of which one is years behind the other, and several pipelines.
  private void twoTables() throws IOException {
    for (String name : List.of("fast", "slow")) {
      StringBuilder rows = new StringBuilder("id,ts\n");
      for (int i = 0; i < 100_000; i++) {
        String day = name.equals("fast") ? "2025-01-01" : "2020-01-01";
        int minute = i / 600 % 60;
        rows.append("%d,%s %02d:%02d:%02d%n".formatted(i, day, i / 36_000, minute, i / 10 % 60));
      }
      Files.writeString(folder.resolve(name + ".csv"), rows);
      session.execute(
          """
          CREATE TABLE %s (id BIGINT, ts TIMESTAMP, WATERMARK FOR ts AS ts)
            WITH ('connector' = 'file', 'path' = '%s')
          """
              .formatted(name, folder.resolve(name + ".csv")));
    }
    session.set("job.mode", "adaptive");
    session.set("parallelism", "2");
    session.set("batch.rows", "100");
    session.execute("CREATE TABLE nothing (x BIGINT) WITH ('connector' = 'blackhole')");
  }

  @Test
  void theInputOfAFailureIsKnownInSeveralPipelinesToo() throws IOException {
    twoTables();
    StopAfter listener = new StopAfter(Integer.MAX_VALUE);
    session.onProgress(listener);
    assertThatExceptionOfType(UserException.class)
        .isThrownBy(() -> session.execute("INSERT INTO nothing SELECT 1 / (id - 15000) FROM fast"))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.DIVISION_BY_ZERO));
    assertThat(listener.view).isNotNull();
    String input = listener.view.lastInput().toString();
    Matcher named = Pattern.compile("fast bytes (\\d+) to (\\d+) of '.*fast.csv'").matcher(input);
    assertThat(named.matches()).as(input).isTrue();
    long place = Files.readString(folder.resolve("fast.csv")).indexOf("\n15000,") + 2;
    assertThat(place).isBetween(Long.parseLong(named.group(1)), Long.parseLong(named.group(2)));
  }

  /// What holds the result back, once the slow table has come somewhere.
  private static Optional<String> holder(List<PlanFigures> nodes) {
    long slow = reached(nodes, "slow");
    return slow != Watermarks.NONE && slow < reached(nodes, "fast")
        ? Optional.of(nodes.getLast().heldBackBy())
        : Optional.empty();
  }

  /// How far the event time of a source is.
  private static long reached(List<PlanFigures> nodes, String source) {
    return nodes.stream()
        .filter(node -> node.source().equals(source))
        .mapToLong(node -> node.figures().watermark())
        .findFirst()
        .orElse(Watermarks.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fast JOIN slow", "slow JOIN fast"})
  void theSlowerInputOfAJoinHoldsTimeBackInSeveralPipelinesToo(String tables) throws IOException {
    twoTables();
    Set<String> holders = new TreeSet<>();
    session.onProgress(new StepWatch(run -> holder(run.nodes()).ifPresent(holders::add)));
    session.execute(
        "INSERT INTO nothing SELECT fast.id FROM "
            + tables
            + " ON fast.id = slow.id AND fast.ts BETWEEN slow.ts AND slow.ts + INTERVAL '3000'"
            + " DAY");
    assertThat(holders).containsExactly("slow");
  }

  @Test
  void theFlowOfAStatementGoesThroughViewsAndNamesFilesByTheirPath() {
    endless("squares.csv");
    session.execute("CREATE VIEW few AS SELECT id FROM numbers WHERE id < 5");
    Statement insert = session.parse("INSERT INTO squares SELECT id, id FROM few").getFirst();
    assertThat(insert.kind()).isEqualTo(StatementKind.INSERT);
    assertThat(insert.targets()).containsExactly("squares");
    DataFlow flow = session.flow(insert);
    assertThat(flow.reads()).containsExactly("numbers");
    assertThat(flow.writes()).containsExactly("'" + folder.resolve("squares.csv") + "'");
    assertThat(flow.bounded()).isTrue();
    Statement query = session.parse("SELECT 1").getFirst();
    assertThat(session.flow(query).bounded()).isTrue();
  }

  @Test
  void aTableCanBeDefinedByAQueryThatDoesNotRun() {
    endless("squares.csv");
    Statement create =
        session
            .parse("CREATE TABLE copy WITH ('connector' = 'blackhole') AS SELECT id FROM numbers")
            .getFirst();
    assertThat(create.kind()).isEqualTo(StatementKind.CREATE_AS);
    assertThat(session.define(create).message()).isEqualTo("created table copy");
    assertThat(session.tables()).extracting(TableInfo::name).contains("copy");
  }

  @Test
  void jobCommandsAreReadButNotCarriedOut() {
    Statement create =
        session.parse("SELECT 1;\n  CREATE JOB j AS\n    INSERT INTO a\n    SELECT 1 ;").getLast();
    assertThat(create.jobCommand())
        .hasValueSatisfying(command -> {
          JobCommand.Create job = (JobCommand.Create) command;
          assertThat(job.name()).isEqualTo("j");
          assertThat(job.body()).isEqualTo("INSERT INTO a\n    SELECT 1");
          assertThat(job.position().line()).isEqualTo(3);
          assertThat(job.position().column()).isEqualTo(5);
        });
    assertThat(session.parse("PAUSE JOB j").getFirst().jobCommand())
        .contains(new JobCommand.Control(JobCommand.Action.PAUSE, "j"));
    assertThatExceptionOfType(UserException.class)
        .isThrownBy(() -> session.execute("CREATE JOB j AS INSERT INTO a SELECT 1"))
        .satisfies(e -> assertThat(e.hint()).contains("velostream server"));
  }

  /// Lets so many steps happen.
  private static final class StopAfter implements ProgressListener {
    private int left;
    private long written;
    private @Nullable RunView view;

    StopAfter(int steps) {
      left = steps;
    }

    @Override
    public void begins(RunView run) {
      view = run;
    }

    @Override
    public boolean proceed() {
      return left-- > 0;
    }

    @Override
    public void wrote(int branch, io.velostream.columnar.Batch batch) {
      written += batch.rowCount();
    }

    @Override
    public void progress(Pipeline.Progress progress) {}
  }
}
