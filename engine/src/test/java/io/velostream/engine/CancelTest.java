package io.velostream.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.velostream.columnar.Batch;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.runtime.system.SystemWorld;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CancelTest {
  private static final String ENDLESS =
      "CREATE TABLE endless (id BIGINT) WITH ('connector' = 'datagen', 'number-of-rows' ="
          + " '1_000_000_000_000')";

  private final Session session = Session.open(SystemWorld.create());

  @BeforeEach
  void define() {
    session.execute(ENDLESS, new Watched(() -> {}));
  }

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void endsAnEndlessQueryFromAnotherThread() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    Thread other =
        Thread.ofPlatform()
            .start(() -> {
              await(running);
              session.cancel();
            });
    assertCancelled("SELECT * FROM endless", new Watched(running::countDown));
    other.join();
  }

  @Test
  void runsTheNextStatement() {
    assertCancelled("SELECT * FROM endless", new Watched(session::cancel));
    Watched one = new Watched(() -> {});
    session.execute("SELECT 1", one);
    assertThat(one.rows).isEqualTo(1);
  }

  /// The request comes during a step, as a rule, and must not be forgotten at its end.
  @Test
  void endsAQueryThatReadsOnAndPutsNothingOut() throws InterruptedException {
    session.execute(
        "CREATE TABLE slow (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '100')",
        new Watched(() -> {}));
    CountDownLatch reading = new CountDownLatch(1);
    Thread other =
        Thread.ofPlatform()
            .start(() -> {
              await(reading);
              LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
              session.cancel();
            });
    try (Rows rows = session.query("SELECT COUNT(*) FROM slow EMIT FINAL")) {
      reading.countDown();
      assertThatExceptionOfType(UserException.class)
          .isThrownBy(rows::next)
          .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
    }
    other.join();
  }

  @Test
  void endsAllOfAScript() {
    Watched results = new Watched(session::cancel);
    assertCancelled("SELECT 1; SELECT 2", results);
    assertThat(results.rows).isEqualTo(1);
  }

  @Test
  void doesNothingWhenNothingRuns() {
    session.cancel();
    Watched one = new Watched(() -> {});
    session.execute("SELECT 1", one);
    assertThat(one.committed).isTrue();
  }

  @Test
  void commitsNothing() {
    session.execute("CREATE TABLE kept (id BIGINT)", new Watched(() -> {}));
    session.onProgress(_ -> session.cancel());
    assertCancelled("INSERT INTO kept VALUES (1)", new Watched(() -> {}));
    session.onProgress(_ -> {});
    Watched rows = new Watched(() -> {});
    session.execute("SELECT * FROM kept", rows);
    assertThat(rows.rows).isZero();
  }

  private void assertCancelled(String sql, Watched results) {
    assertThatExceptionOfType(UserException.class)
        .isThrownBy(() -> session.execute(sql, results))
        .satisfies(e -> {
          assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED);
          assertThat(e.position()).isEqualTo(SourcePosition.NONE);
        });
    assertThat(results.committed).isFalse();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// Counts rows, and does something at each batch.
  private static final class Watched implements ResultHandler, BatchWriter {
    private final Runnable atBatch;
    private long rows;
    private boolean committed;

    Watched(Runnable atBatch) {
      this.atBatch = atBatch;
    }

    @Override
    public BatchWriter open(ResultShape shape) {
      committed = false;
      return this;
    }

    @Override
    public void write(Batch batch) {
      rows += batch.rowCount();
      atBatch.run();
    }

    @Override
    public void endStep() {}

    @Override
    public void commit() {
      committed = true;
    }

    @Override
    public void close() {}
  }
}
