package io.velostream.runtime.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Slice;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.BadRows;
import io.velostream.connector.spi.EpochWriter;
import io.velostream.connector.spi.FencedException;
import io.velostream.connector.spi.SinkOwner;
import io.velostream.connector.spi.SinkProgress;
import io.velostream.connector.spi.StagedEpoch;
import io.velostream.connector.spi.UnavailableException;
import io.velostream.runtime.job.Cancellation;
import io.velostream.stream.seam.Clock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A database that goes away at any call, before or after it has done what was asked, for any
/// number of calls: it ends up with the rows of a database that never did, and what it refuses is
/// heard of once.
final class RetryingWriterTest {
  private static final Schema SCHEMA = Schema.of(new Field("n", DataType.BIGINT, false));
  private static final RetryPolicy POLICY = new RetryPolicy(5, 10, 3, 1_000);

  private final List<SinkHealth> heard = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private final RefusedOnce once =
      new RefusedOnce((_, _, raw, reason) -> refused.add(raw.toText() + " " + reason));
  private final Database database = new Database(once);
  private final Cancellation cancellation = new Cancellation();
  private long now;
  private final Clock clock =
      new Clock() {
        @Override
        public long wallMicros() {
          return now / 1_000;
        }

        @Override
        public long monotonicNanos() {
          return now;
        }

        @Override
        public void waitUntil(long nanos) {
          now = Math.max(now, nanos);
        }
      };

  /// Rows and progress, changed in one step. It refuses negative rows: odd ones at once, others
  /// when the epoch is staged.
  private static final class Database {
    private final BadRows badRows;
    private final List<Long> rows = new ArrayList<>();
    private SinkProgress progress = SinkProgress.NONE;
    private long generation;
    private int calls;
    private int open;

    /// The number of the first call that fails, and how many do.
    private int failsAt = Integer.MAX_VALUE;

    private int failures;

    /// Whether the first one that fails had done its work.
    private boolean doneBefore;

    /// A row that it takes until it has failed, though it refuses such rows.
    private long takesFirst;

    Database(BadRows badRows) {
      this.badRows = badRows;
    }

    private boolean refuses(long row) {
      return row < 0 && (row != takesFirst || calls > failsAt);
    }

    private void refuse(long row) {
      badRows.report("t", 0, Slice.utf8(Long.toString(row)), "is negative");
    }

    private void enter() throws IOException {
      calls++;
      if (calls >= failsAt && calls < failsAt + failures && !(doneBefore && calls == failsAt)) {
        throw new UnavailableException("away", new IOException("cut"));
      }
    }

    private void leave() throws IOException {
      if (doneBefore && calls == failsAt) {
        throw new UnavailableException("away", new IOException("cut"));
      }
    }

    EpochWriter writer() {
      open++;
      return new EpochWriter() {
        private final List<Long> pending = new ArrayList<>();
        private long own;

        @Override
        public SinkProgress fence(SinkOwner owner, boolean fresh) throws IOException {
          enter();
          if (owner.generation() < generation) {
            throw new FencedException("its number is " + generation);
          }
          generation = owner.generation();
          own = generation;
          if (fresh) {
            progress = new SinkProgress(owner.run(), 0, false);
          }
          leave();
          return progress;
        }

        @Override
        public void begin(long epoch) throws IOException {
          enter();
          pending.clear();
          leave();
        }

        @Override
        public void write(Batch batch) throws IOException {
          enter();
          for (int k = 0; k < batch.rowCount(); k++) {
            long row = ((LongVector) batch.column(0)).values()[batch.rowAt(k)];
            if (refuses(row) && row % 2 != 0) {
              refuse(row);
            } else {
              pending.add(row);
            }
          }
          leave();
        }

        @Override
        public boolean stagesDurably() {
          return false;
        }

        @Override
        public StagedEpoch stage(boolean last) throws IOException {
          enter();
          pending.stream().filter(Database.this::refuses).forEach(Database.this::refuse);
          pending.removeIf(Database.this::refuses);
          leave();
          return new StagedEpoch(new byte[0], false);
        }

        @Override
        public void commit(long epoch, StagedEpoch staged, boolean last) throws IOException {
          enter();
          assertThat(own).isEqualTo(generation);
          assertThat(epoch).isEqualTo(progress.epoch() + 1);
          rows.addAll(pending);
          progress = new SinkProgress(progress.run(), epoch, last);
          leave();
        }

        @Override
        public void close() {
          open--;
        }
      };
    }
  }

  private RetryingWriter writer(RetryPolicy policy) {
    return new RetryingWriter(
        "t",
        SCHEMA,
        database.writer(),
        database::writer,
        once,
        policy,
        clock,
        cancellation,
        heard::add);
  }

  private static Batch rows(long... values) {
    return Batch.of(values.length, List.of(new LongVector(values, null)));
  }

  private void threeEpochs(RetryPolicy policy) throws IOException {
    try (RetryingWriter writer = writer(policy)) {
      assertThat(writer.fence(new SinkOwner("job", 1, 1), false)).isEqualTo(SinkProgress.NONE);
      writer.fence(new SinkOwner("job", 1, 1), true);
      for (long epoch = 1; epoch <= 3; epoch++) {
        writer.begin(epoch);
        writer.write(rows(epoch * 10, -epoch, epoch * 10 + 1, -5, -6));
        writer.write(rows(-5, epoch * 10 + 2, -7, -6));
        writer.commit(epoch, writer.stage(epoch == 3), epoch == 3);
      }
    }
  }

  @Test
  void wheneverItGoesAwayAndForHoweverLongTheRowsAreThere() throws IOException {
    threeEpochs(POLICY);
    List<Long> expected = List.copyOf(database.rows);
    List<String> expectedRefusals = List.copyOf(refused);
    assertThat(expected).hasSize(9);
    assertThat(expectedRefusals).hasSize(18).contains("-3 is negative");
    assertThat(heard).isEmpty();
    int calls = database.calls;
    for (int at = 1; at <= calls; at++) {
      for (int failures = 1; failures < POLICY.attempts(); failures++) {
        for (boolean done : new boolean[] {false, true}) {
          RetryingWriterTest other = new RetryingWriterTest();
          other.database.failsAt = at;
          other.database.failures = failures;
          other.database.doneBefore = done;
          other.threeEpochs(POLICY);
          String story = "call %d, %d times, done %b".formatted(at, failures, done);
          assertThat(other.database.rows).as(story).isEqualTo(expected);
          assertThat(other.refused).as(story).isEqualTo(expectedRefusals);
          assertThat(other.database.progress).as(story).isEqualTo(new SinkProgress(1, 3, true));
          assertThat(other.database.open).as(story).isZero();
          assertThat(other.heard.getLast().state()).as(story).isEqualTo(BreakerState.INITIAL);
          assertThat(other.heard.getLast().retries()).as(story).isEqualTo(failures);
          assertThat(other.heard.stream().anyMatch(h -> h.state() instanceof BreakerState.Open))
              .as(story)
              .isEqualTo(failures >= POLICY.opensAfter());
        }
      }
    }
  }

  @Test
  void aRowThatIsRefusedOnlyWhenItIsGivenAgainIsHeardOf() throws IOException {
    RetryingWriterTest undisturbed = new RetryingWriterTest();
    undisturbed.threeEpochs(POLICY);
    database.takesFirst = -7;
    database.failsAt = 7; // the first commit
    database.failures = 1;
    threeEpochs(POLICY);
    assertThat(database.rows).isEqualTo(undisturbed.database.rows);
    assertThat(refused.subList(0, 6))
        .containsExactlyInAnyOrderElementsOf(undisturbed.refused.subList(0, 6));
    assertThat(refused.indexOf("-7 is negative")).as("it comes last").isEqualTo(5);
    assertThat(refused.subList(6, 18)).isEqualTo(undisturbed.refused.subList(6, 18));
  }

  @Test
  void afterSoManyFailuresItIsGivenUpAndNothingIsCommitted() {
    database.failsAt = 8;
    database.failures = Integer.MAX_VALUE / 2;
    assertThatThrownBy(() -> threeEpochs(POLICY)).isInstanceOf(UnavailableException.class);
    assertThat(heard.getLast().state()).isEqualTo(new BreakerState.GivenUp(5));
    assertThat(heard.getLast().lastFailure()).isEqualTo("away");
    assertThat(database.open).isZero();
    assertThat(now).as("10 + 20 + open twice").isEqualTo(10 + 20 + 2 * 1_000);
  }

  @Test
  void whoWasSucceededMeanwhileDoesNotTryAgain() {
    assertThatThrownBy(
            () -> {
              try (RetryingWriter writer = writer(POLICY)) {
                writer.fence(new SinkOwner("job", 1, 1), true);
                writer.begin(1);
                database.generation = 2;
                database.failsAt = database.calls + 1;
                database.failures = 1;
                writer.write(rows(1));
              }
            })
        .isInstanceOf(FencedException.class);
    assertThat(database.rows).isEmpty();
  }

  @Test
  void aDatabaseThatForgetsWhatItHasCommittedEndsTheRun() {
    assertThatThrownBy(
            () -> {
              try (RetryingWriter writer = writer(POLICY)) {
                writer.fence(new SinkOwner("job", 1, 1), true);
                writer.begin(1);
                writer.write(rows(1));
                writer.commit(1, writer.stage(false), false);
                writer.begin(2);
                database.progress = new SinkProgress(1, 0, false);
                database.rows.clear();
                database.failsAt = database.calls + 1;
                database.failures = 1;
                writer.write(rows(2));
              }
            })
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("'t' has forgotten what it had committed: it holds epoch 0");
    assertThat(database.rows).isEmpty();
    assertThat(database.open).isZero();
  }

  @Test
  void aRunThatIsCancelledWaitsNoLonger() {
    database.failsAt = 3;
    database.failures = Integer.MAX_VALUE / 2;
    RetryPolicy patient = new RetryPolicy(1_000, 1_000_000_000L, 1_000, 1_000_000_000_000L);
    try (Cancellation.Work _ = cancellation.begin()) {
      cancellation.cancel();
      assertThatThrownBy(() -> threeEpochs(patient)).isInstanceOf(UserException.class);
    }
  }
}
