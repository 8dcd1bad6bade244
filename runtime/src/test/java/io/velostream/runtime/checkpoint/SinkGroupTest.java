package io.velostream.runtime.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Slice;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.BadRows;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.EpochWriter;
import io.velostream.connector.spi.ReadPosition;
import io.velostream.connector.spi.SinkOwner;
import io.velostream.connector.spi.SinkProgress;
import io.velostream.connector.spi.StagedEpoch;
import io.velostream.plan.LeafNode;
import io.velostream.plan.Plan;
import io.velostream.plan.TableDescription;
import io.velostream.runtime.RuntimeSettings;
import io.velostream.runtime.job.Arrivals;
import io.velostream.runtime.job.Cancellation;
import io.velostream.runtime.job.ProgressListener;
import io.velostream.runtime.lower.LoweringContext;
import io.velostream.runtime.system.SystemWorld;
import io.velostream.runtime.table.SideTable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A job whose bad rows go to a second sink: whichever of the two dies at whichever commit, and
/// however the source cuts its rows the next time, both sinks have every row once.
final class SinkGroupTest {
  private static final Schema SCHEMA = Schema.of(new Field("n", DataType.BIGINT, false));
  private static final int ROWS = 200;

  @TempDir Path folder;
  private CheckpointedJobTest.Database output = new CheckpointedJobTest.Database();
  private CheckpointedJobTest.Database letters = new CheckpointedJobTest.Database();
  private SideTable errors = SideTable.errors("job", 1000);
  private boolean refuses;

  /// Whether a number is a bad row: some are alone, some side by side, and the last ones are, too.
  private static boolean isBad(long n) {
    return n % 7 == 3 || n % 11 == 0 || n >= ROWS - 3;
  }

  /// Numbers, of which some are bad.
  private static final class Source implements BatchReader {
    private final int portion;
    private final BadRows bad;
    private int at;

    Source(ReadPosition from, int portion, BadRows bad) {
      this.at = from.isStart() ? 0 : ByteBuffer.wrap(from.bytes()).getInt();
      this.portion = portion + at % 3;
      this.bad = bad;
    }

    @Override
    public @Nullable Batch read() {
      long[] values = new long[portion];
      int count = 0;
      int end = Math.min(at + portion, ROWS);
      for (; at < end; at++) {
        if (isBad(at)) {
          bad.report("numbers", at, Slice.EMPTY, "bad");
        } else {
          values[count++] = at;
        }
      }
      boolean over = end == ROWS && count == 0;
      return over ? null : Batch.of(count, List.of(new LongVector(values, null)));
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

  private static boolean isRefused(long n) {
    return !isBad(n) && n % 5 == 1;
  }

  /// A sink that does not take some rows, which are put aside.
  private record Refusing(EpochWriter writer, List<Long> box) implements EpochWriter {
    @Override
    public SinkProgress fence(SinkOwner owner, boolean fresh) throws IOException {
      return writer.fence(owner, fresh);
    }

    @Override
    public void begin(long epoch) throws IOException {
      writer.begin(epoch);
    }

    @Override
    public void write(Batch batch) throws IOException {
      int[] taken = new int[batch.rowCount()];
      int count = 0;
      for (int k = 0; k < batch.rowCount(); k++) {
        long n = ((LongVector) batch.column(0)).values()[batch.rowAt(k)];
        if (isRefused(n)) {
          box.add(n);
        } else {
          taken[count++] = batch.rowAt(k);
        }
      }
      writer.write(batch.select(taken, count));
    }

    @Override
    public boolean stagesDurably() {
      return writer.stagesDurably();
    }

    @Override
    public StagedEpoch stage(boolean last) throws IOException {
      return writer.stage(last);
    }

    @Override
    public void commit(long epoch, StagedEpoch staged, boolean last) throws IOException {
      writer.commit(epoch, staged, last);
    }

    @Override
    public void close() throws IOException {
      writer.close();
    }
  }

  private void run(int portion) {
    List<Long> box = new ArrayList<>();
    SinkGroup group = new SinkGroup(refuses ? new Refusing(output.writer(), box) : output.writer());
    group.add(
        letters.writer(),
        () -> {
          long[] taken = box.stream().mapToLong(Long::longValue).toArray();
          box.clear();
          return taken.length == 0
              ? null
              : Batch.of(taken.length, List.of(new LongVector(taken, null)));
        });
    errors = SideTable.errors("job", 1000);
    BadRows shown = errors.badRows();
    BadRows taker =
        (source, position, raw, reason) -> {
          shown.report(source, position, raw, reason);
          box.add(position);
        };
    Plan plan =
        new Plan(
            new LeafNode.Scan(
                new TableDescription("numbers", Map.of(), SCHEMA),
                List.of(0),
                false,
                List.of(),
                SCHEMA),
            Optional.empty(),
            false,
            List.of());
    new CheckpointedJob(
            new JobPlan("job", "plan\n"),
            new CheckpointPolicy(folder.resolve("job").toString(), 0, 0, 2, false, ""),
            SystemWorld.create(),
            ProgressListener.NONE,
            new Cancellation(),
            Arrivals.NONE,
            new Savepoints())
        .run(
            plan,
            (_, from, gate) -> new Source(from, portion, gate.apply(taker)),
            new LoweringContext(RuntimeSettings.DEFAULT, "job"),
            errors,
            group);
  }

  private static List<Long> numbers(LongPredicate wanted) {
    return LongStream.range(0, ROWS).filter(wanted).boxed().toList();
  }

  private void assertComplete(String story) {
    assertEquals(numbers(n -> !isBad(n)), output.rows, story);
    assertEquals(numbers(SinkGroupTest::isBad), letters.rows, story);
    assertEquals(letters.rows.size(), errors.count(), story);
    assertTrue(output.progress.last() && letters.progress.last(), story);
  }

  private void forget() throws IOException {
    if (Files.exists(folder.resolve("job"))) {
      try (Stream<Path> files = Files.walk(folder.resolve("job"))) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    output = new CheckpointedJobTest.Database();
    letters = new CheckpointedJobTest.Database();
  }

  @Test
  void undisturbedBothSinksHaveTheirRows() {
    run(10);
    assertComplete("undisturbed");
  }

  @Test
  void whicheverSinkDiesWheneverBothHaveEveryRowOnce() throws IOException {
    for (boolean ofOutput : List.of(true, false)) {
      for (int death : List.of(0, 1, 5, 11)) {
        for (int portion : List.of(3, 31)) {
          forget();
          String story = "output %b, death %d, portion %d".formatted(ofOutput, death, portion);
          (ofOutput ? output : letters).commitsUntilDeath = death;
          assertThrows(EnvironmentException.class, () -> run(10), story);
          output.commitsUntilDeath = Integer.MAX_VALUE;
          letters.commitsUntilDeath = 1; // and once more
          try {
            run(portion);
          } catch (EnvironmentException e) {
            assertEquals("death", e.getMessage(), story);
            letters.commitsUntilDeath = Integer.MAX_VALUE;
            run(portion + 1);
          }
          assertComplete(story);
        }
      }
    }
  }

  @Test
  void whatTheOutputRefusesIsPutAsideOnceWhicheverSinkDies() throws IOException {
    refuses = true;
    for (boolean ofOutput : List.of(true, false)) {
      for (int death : List.of(0, 1, 5, 11)) {
        forget();
        String story = "output %b, death %d".formatted(ofOutput, death);
        (ofOutput ? output : letters).commitsUntilDeath = death;
        assertThrows(EnvironmentException.class, () -> run(10), story);
        output.commitsUntilDeath = Integer.MAX_VALUE;
        letters.commitsUntilDeath = Integer.MAX_VALUE;
        run(7);
        assertEquals(numbers(n -> !isBad(n) && !isRefused(n)), output.rows, story);
        assertEquals(
            numbers(n -> isBad(n) || isRefused(n)), letters.rows.stream().sorted().toList(), story);
      }
    }
  }

  @Test
  void aSinkThatIsAheadOfTheCheckpointsIsRefused() throws IOException {
    output.commitsUntilDeath = 5;
    assertThrows(EnvironmentException.class, () -> run(10));
    assertEquals(6, letters.progress.epoch());
    for (Path file : manifestsOf(6)) {
      Files.delete(file);
    }
    UserException error = assertThrows(UserException.class, () -> run(10));
    assertTrue(error.message().contains("a part of the output holds epoch 6"), error::message);
  }

  private List<Path> manifestsOf(int epoch) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("job"))) {
      return files
          .filter(path -> path.getFileName().toString().startsWith("manifest-" + epoch + "-"))
          .toList();
    }
  }
}
