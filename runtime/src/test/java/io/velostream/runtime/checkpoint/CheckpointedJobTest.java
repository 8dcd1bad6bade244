package io.velostream.runtime.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.EpochWriter;
import io.velostream.connector.spi.FencedException;
import io.velostream.connector.spi.ReadPosition;
import io.velostream.connector.spi.SinkOwner;
import io.velostream.connector.spi.SinkProgress;
import io.velostream.connector.spi.StagedEpoch;
import io.velostream.plan.CombineNode;
import io.velostream.plan.LeafNode;
import io.velostream.plan.Plan;
import io.velostream.plan.PlanNode;
import io.velostream.plan.TableDescription;
import io.velostream.runtime.RuntimeSettings;
import io.velostream.runtime.checkpoint.store.CheckpointStore;
import io.velostream.runtime.job.Arrivals;
import io.velostream.runtime.job.Cancellation;
import io.velostream.runtime.job.ProgressListener;
import io.velostream.runtime.lower.LoweringContext;
import io.velostream.runtime.pipeline.Pipeline;
import io.velostream.runtime.system.SystemWorld;
import io.velostream.runtime.table.SideTable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A job over two sources into a sink that cannot stage: an epoch that a death has kept from it is
/// run again, in the same steps, although the sources now give their rows in other portions.
final class CheckpointedJobTest {
  private static final Schema SCHEMA = Schema.of(new Field("n", DataType.BIGINT, false));
  static final int ROWS = 200;

  @TempDir Path folder;
  private final Database database = new Database();

  /// Where a reader begins that begins at the start.
  private int start;

  /// Numbers from a place on, in portions that depend on the place.
  static final class Numbers implements BatchReader {
    private final long step;
    private final int portion;
    private int at;

    Numbers(ReadPosition from, long step, int portion) {
      this(from, step, portion, 0);
    }

    /// @param start where the table begins at present
    Numbers(ReadPosition from, long step, int portion, int start) {
      this.at = from.isStart() ? start : ByteBuffer.wrap(from.bytes()).getInt();
      this.step = step;
      this.portion = portion + at % 3;
    }

    @Override
    public @Nullable Batch read() {
      int count = Math.min(portion, ROWS - at);
      if (count == 0) {
        return null;
      }
      long[] values = new long[count];
      for (int i = 0; i < count; i++) {
        values[i] = at++ * step;
      }
      return Batch.of(count, List.of(new LongVector(values, null)));
    }

    @Override
    public Optional<ReadPosition> position() {
      return Optional.of(new ReadPosition(ByteBuffer.allocate(4).putInt(at).array()));
    }

    @Override
    public long bytesRead() {
      return at;
    }

    @Override
    public long bytesTotal() {
      return ROWS;
    }

    @Override
    public void close() {}
  }

  /// Rows and progress, changed in one transaction.
  static final class Database {
    final List<Long> rows = new ArrayList<>();
    SinkProgress progress = SinkProgress.NONE;
    private long generation;

    /// By number of commits: whether the process dies before it.
    int commitsUntilDeath = Integer.MAX_VALUE;

    EpochWriter writer() {
      return new EpochWriter() {
        private final List<Long> pending = new ArrayList<>();
        private long own;

        @Override
        public SinkProgress fence(SinkOwner owner, boolean fresh) {
          generation = owner.generation();
          own = generation;
          if (fresh) {
            rows.clear();
            progress = new SinkProgress(owner.run(), 0, false);
          }
          return progress;
        }

        @Override
        public void begin(long epoch) {
          pending.clear();
        }

        @Override
        public void write(Batch batch) {
          for (int k = 0; k < batch.rowCount(); k++) {
            pending.add(((LongVector) batch.column(0)).values()[batch.rowAt(k)]);
          }
        }

        @Override
        public boolean stagesDurably() {
          return false;
        }

        @Override
        public StagedEpoch stage(boolean last) {
          return new StagedEpoch(new byte[0], false);
        }

        @Override
        public void commit(long epoch, StagedEpoch staged, boolean last) throws IOException {
          if (own != generation) {
            throw new FencedException("it is number " + generation);
          }
          if (commitsUntilDeath-- == 0) {
            throw new IOException("death");
          }
          assertEquals(progress.epoch() + 1, epoch);
          rows.addAll(pending);
          progress = new SinkProgress(progress.run(), epoch, last);
        }

        @Override
        public void close() {}
      };
    }
  }

  private static PlanNode scan(String table) {
    TableDescription description = new TableDescription(table, Map.of(), SCHEMA);
    return new LeafNode.Scan(description, List.of(0), false, List.of(), SCHEMA);
  }

  private CheckpointedRun run(String planText, int portion, boolean fresh, long lie) {
    CheckpointPolicy policy =
        new CheckpointPolicy(folder.resolve("job").toString(), 0, 0, 2, fresh, "");
    return run(planText, portion, lie, policy, ProgressListener.NONE, new Savepoints());
  }

  private CheckpointedRun run(
      String planText,
      int portion,
      long lie,
      CheckpointPolicy policy,
      ProgressListener listener,
      Savepoints savepoints) {
    Plan plan =
        new Plan(
            new CombineNode.UnionAll(List.of(scan("up"), scan("down")), SCHEMA),
            Optional.empty(),
            false,
            List.of());
    LoweringContext lowering = new LoweringContext(RuntimeSettings.DEFAULT, "job");
    return new CheckpointedJob(
            new JobPlan("job", planText),
            policy,
            SystemWorld.create(),
            listener,
            new Cancellation(),
            Arrivals.NONE,
            savepoints)
        .run(
            plan,
            (scan, from, _) ->
                new Numbers(from, scan.table().name().equals("up") ? 1 + lie : -1, portion, start),
            lowering,
            SideTable.errors("job", 10),
            database.writer());
  }

  private static List<Long> everything() {
    return LongStream.range(0, ROWS)
        .boxed()
        .flatMap(n -> List.of(n, -n).stream())
        .sorted()
        .toList();
  }

  private void assertComplete() {
    assertEquals(everything(), database.rows.stream().sorted().toList());
    assertTrue(database.progress.last());
  }

  @Test
  void anEpochThatTheSinkLacksIsRunAgain() {
    for (int death = 0; death < 8; death++) {
      database.commitsUntilDeath = death;
      EnvironmentException died =
          assertThrows(EnvironmentException.class, () -> run("plan\n", 30, true, 0));
      assertEquals("death", died.getMessage());
      assertEquals(death, database.progress.epoch());
      database.commitsUntilDeath = Integer.MAX_VALUE;
      // Rows come in portions of another size now; what was one epoch must be it again.
      CheckpointedRun resumed = run("plan\n", 7, false, 0);
      assertComplete();
      assertEquals(2 * ROWS, resumed.summary().rowsIn());
      assertEquals(2 * ROWS, resumed.summary().rowsOut());
    }
  }

  @Test
  void theFirstEpochIsRunAgainFromWhereItBegan() {
    start = 5;
    database.commitsUntilDeath = 0;
    assertThrows(EnvironmentException.class, () -> run("plan\n", 30, false, 0));
    database.commitsUntilDeath = Integer.MAX_VALUE;
    start = 60; // as with 'latest', which is another place by then
    run("plan\n", 7, false, 0);
    assertEquals(
        everything().stream().filter(n -> Math.abs(n) >= 5).toList(),
        database.rows.stream().sorted().toList());
  }

  /// Runs the job to its end, and keeps a savepoint.
  ///
  /// @param steps after which it is asked for
  /// @return its folder
  private String keepSavepoint(int steps) {
    Savepoints savepoints = new Savepoints();
    CompletableFuture<Savepoint> kept = new CompletableFuture<>();
    ProgressListener listener =
        new ProgressListener() {
          private int left = steps;

          @Override
          public void progress(Pipeline.Progress progress) {}

          @Override
          public boolean proceed() {
            if (left-- == 0) {
              var _ = savepoints.ask(folder.resolve("kept").toString()).thenAccept(kept::complete);
            }
            return true;
          }
        };
    CheckpointPolicy policy =
        new CheckpointPolicy(folder.resolve("before" + steps).toString(), 0, 0, 2, false, "");
    run("plan\n", 30, 0, policy, listener, savepoints);
    assertTrue(kept.isDone(), "the job has ended before");
    return kept.join().folder();
  }

  private CheckpointedRun from(String savepoint, int portion) {
    CheckpointPolicy policy =
        new CheckpointPolicy(folder.resolve("job").toString(), 0, 0, 2, false, savepoint);
    return run("plan\n", portion, 0, policy, ProgressListener.NONE, new Savepoints());
  }

  @Test
  void theFirstEpochBehindASavepointIsRunAgainFromThere() {
    String kept = keepSavepoint(3);
    long before = database.rows.size();
    assertEquals(2 * ROWS, before);
    database.commitsUntilDeath = 0;
    assertThrows(EnvironmentException.class, () -> from(kept, 30));
    assertEquals(List.of(), database.rows);
    database.commitsUntilDeath = 1;
    // Nobody names the savepoint any more: the job knows where it began.
    assertThrows(EnvironmentException.class, () -> from("", 7));
    database.commitsUntilDeath = Integer.MAX_VALUE;
    CheckpointedRun resumed = from("", 7);
    assertEquals(2 * ROWS, resumed.summary().rowsIn());
    assertEquals(2 * ROWS, resumed.summary().rowsOut());
    assertTrue(database.progress.last());
    List<Long> behind = database.rows.stream().sorted().toList();
    assertTrue(behind.size() < 2 * ROWS && !behind.isEmpty(), behind::toString);
    assertEquals(everything().stream().filter(behind::contains).toList(), behind);
    long least = behind.stream().filter(n -> n > 0).mapToLong(n -> n).min().orElseThrow();
    assertTrue(least > 60, "there is a row that the savepoint has: " + least);
  }

  @Test
  void whatWasCompleteInASavepointIsCompleteAfterADeath() throws IOException {
    run("plan\n", 30, false, 0);
    Files.move(folder.resolve("job"), folder.resolve("complete"));
    CheckpointStore complete =
        CheckpointStore.open(folder.resolve("complete").toString(), SystemWorld.create().files());
    String kept = folder.resolve("kept").toString();
    complete.copy(complete.manifests().manifests().getLast(), kept);
    database.commitsUntilDeath = 0;
    assertThrows(EnvironmentException.class, () -> from(kept, 30));
    database.commitsUntilDeath = Integer.MAX_VALUE;
    from(kept, 7);
    assertEquals(List.of(), database.rows);
    assertTrue(database.progress.last());
  }

  @Test
  void aSavepointThatIsGoneIsMissedByItsFirstEpoch() throws IOException {
    String kept = keepSavepoint(3);
    database.commitsUntilDeath = 0;
    assertThrows(EnvironmentException.class, () -> from(kept, 30));
    Files.move(Path.of(kept), folder.resolve("elsewhere"));
    UserException error = assertThrows(UserException.class, () -> from("", 30));
    assertTrue(error.message().startsWith("there is no savepoint of the job"), error::message);
    SinkProgress progress = database.progress;
    database.commitsUntilDeath = Integer.MAX_VALUE;
    assertEquals(kept, keepSavepoint(5));
    database.progress = progress;
    UserException another = assertThrows(UserException.class, () -> from("", 30));
    assertTrue(another.message().contains("is not the one"), another::message);
  }

  @Test
  void aSecondDeathDuringTheRepetitionDoesNoHarm() {
    database.commitsUntilDeath = 3;
    assertThrows(EnvironmentException.class, () -> run("plan\n", 30, false, 0));
    database.commitsUntilDeath = 0;
    assertThrows(EnvironmentException.class, () -> run("plan\n", 7, false, 0));
    database.commitsUntilDeath = 2;
    assertThrows(EnvironmentException.class, () -> run("plan\n", 11, false, 0));
    database.commitsUntilDeath = Integer.MAX_VALUE;
    run("plan\n", 30, false, 0);
    assertComplete();
  }

  @Test
  void anEpochThatComesToSomethingElseStopsTheJob() {
    database.commitsUntilDeath = 3;
    assertThrows(EnvironmentException.class, () -> run("plan\n", 30, false, 0));
    database.commitsUntilDeath = Integer.MAX_VALUE;
    List<Long> before = List.copyOf(database.rows);
    EnvironmentException error =
        assertThrows(EnvironmentException.class, () -> run("plan\n", 30, false, 1));
    assertTrue(
        error.getMessage().startsWith("epoch 4 was run again and has not given what it gave"),
        error::getMessage);
    assertEquals(before, database.rows);
  }

  @Test
  void aCompleteJobIsNotRunAgainUnlessAFreshRunIsWanted() {
    run("plan\n", 30, false, 0);
    assertComplete();
    CheckpointedRun again = run("plan\n", 30, false, 0);
    assertEquals("it was complete already; --fresh runs it again", again.note());
    assertEquals(2 * ROWS, again.summary().rowsOut());
    assertComplete();
    assertEquals("", run("other plan\n", 30, true, 0).note());
    assertComplete();
  }

  @Test
  void aChangedPlanIsRefusedWithWhatHasChanged() {
    run("Filter n > 1\n  Scan t\nzone UTC\n", 30, false, 0);
    UserException error =
        assertThrows(
            UserException.class, () -> run("Filter n > 2\n  Scan t\nzone UTC\n", 30, false, 0));
    assertTrue(
        error.message().endsWith(" was made:\n  - Filter n > 1\n  + Filter n > 2"), error::message);
  }
}
