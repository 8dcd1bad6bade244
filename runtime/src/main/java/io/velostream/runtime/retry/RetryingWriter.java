package io.velostream.runtime.retry;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.EpochWriter;
import io.velostream.connector.spi.SinkOwner;
import io.velostream.connector.spi.SinkProgress;
import io.velostream.connector.spi.StagedEpoch;
import io.velostream.connector.spi.UnavailableException;
import io.velostream.runtime.job.Cancellation;
import io.velostream.runtime.table.StoredBatches;
import io.velostream.stream.seam.Clock;
import io.velostream.stream.seam.Closing;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Writes to a sink that may be unreachable for a while. The rows of the epoch in progress are
/// kept; after a failure a new writer is opened, which asks the sink how far it is and is given
/// what it lacks; of what it refuses of that, [RefusedOnce] passes on what is new. Whether a commit
/// that failed had happened is not guessed: the sink's record tells.
public final class RetryingWriter implements EpochWriter {
  private static final long LONGEST_NAP = 100_000_000L;

  /// Rows of an epoch beyond which they are not kept any more, and a failure ends the run.
  private static final long MOST_KEPT_ROWS = 1_000_000;

  private final String sink;
  private final Schema schema;
  private final Supplier<EpochWriter> opener;
  private final RefusedOnce refused;
  private final RetryPolicy policy;
  private final Clock clock;
  private final Cancellation cancellation;
  private final Consumer<SinkHealth> watcher;
  private final boolean durable;

  private BreakerState state = BreakerState.INITIAL;
  private long retries;
  private String lastFailure = "";

  private @Nullable EpochWriter writer;
  private @Nullable SinkOwner owner;
  private SinkProgress progress = SinkProgress.NONE;

  /// The epoch that was begun and is not committed; 0 for none.
  private long epoch;

  /// Whether it was staged, and as the last one.
  private boolean staged;

  private boolean stagedLast;

  /// The last epoch of which the sink has said that it has committed it.
  private long committed;

  private StoredBatches kept;
  private boolean keeps = true;

  /// @param first a writer that is open, which this takes over
  /// @param opener opens others
  /// @param refused takes what the writers refuse
  /// @param cancellation asked while waiting
  /// @param watcher told of every change, on the thread of the run
  public RetryingWriter(
      String sink,
      Schema schema,
      EpochWriter first,
      Supplier<EpochWriter> opener,
      RefusedOnce refused,
      RetryPolicy policy,
      Clock clock,
      Cancellation cancellation,
      Consumer<SinkHealth> watcher) {
    this.sink = sink;
    this.schema = schema;
    this.writer = first;
    this.durable = first.stagesDurably();
    this.opener = opener;
    this.refused = refused;
    this.policy = policy;
    this.clock = clock;
    this.cancellation = cancellation;
    this.watcher = watcher;
    this.kept = new StoredBatches(schema);
  }

  /// Something that is done with a writer that has all that was written before.
  @FunctionalInterface
  private interface Step<T> {
    T run(EpochWriter writer) throws IOException;
  }

  private <T> T tried(Step<T> step) throws IOException {
    while (true) {
      await();
      try {
        T result = step.run(live());
        if (state.failures() > 0) {
          become(Breaker.succeeded(state));
        }
        return result;
      } catch (UnavailableException e) {
        failed(e);
      } catch (EnvironmentException e) {
        if (!e.retryable()) {
          throw e;
        }
        failed(new UnavailableException(String.valueOf(e.getMessage()), e));
      }
    }
  }

  private void await() {
    long until = Breaker.earliest(state);
    for (long now = clock.monotonicNanos(); now < until; now = clock.monotonicNanos()) {
      cancellation.check();
      if (Thread.currentThread().isInterrupted()) {
        throw new UserException(ErrorCode.CANCELLED, "the statement was cancelled");
      }
      clock.waitUntil(Math.min(until, now + LONGEST_NAP));
    }
    become(Breaker.attempted(state, clock.monotonicNanos()));
  }

  private void failed(UnavailableException failure) throws IOException {
    lastFailure = String.valueOf(failure.getMessage());
    become(Breaker.failed(state, clock.monotonicNanos(), policy));
    drop(failure);
    boolean lost = epoch > 0 && !keeps;
    if (lost || state instanceof BreakerState.GivenUp) {
      throw failure;
    }
    retries++;
    watcher.accept(health());
  }

  private void become(BreakerState next) {
    boolean changed = !next.equals(state);
    state = next;
    if (changed) {
      watcher.accept(health());
    }
  }

  /// How it stands.
  public SinkHealth health() {
    return new SinkHealth(sink, state, retries, lastFailure);
  }

  private void drop(UnavailableException why) {
    EpochWriter broken = writer;
    writer = null;
    if (broken != null) {
      Closing.after(why, broken::close);
    }
  }

  /// The writer, brought to where the last one was.
  private EpochWriter live() throws IOException {
    EpochWriter open = writer;
    if (open != null) {
      return open;
    }
    EpochWriter next = opener.get();
    writer = next; // closed like any other when what follows fails
    SinkOwner ours = owner;
    if (ours != null) {
      progress = next.fence(ours, false);
      requireMemory();
      if (epoch > 0 && !has(epoch)) {
        next.begin(epoch);
        refused.again();
        for (Batch batch : kept.batches()) {
          next.write(batch);
        }
        if (staged) {
          next.stage(stagedLast);
        }
      }
    }
    return next;
  }

  private void requireMemory() {
    if (committed > 0 && !progress.equals(SinkProgress.UNRECORDED) && !has(committed)) {
      String what =
          "'%s' has forgotten what it had committed: it holds epoch %d of the job, and has held %d"
              .formatted(sink, progress.epoch(), committed);
      throw new EnvironmentException(
          what + "; the job stops before rows are missing", new IOException(what), false);
    }
  }

  private boolean has(long wanted) {
    return !progress.equals(SinkProgress.UNRECORDED) && progress.epoch() >= wanted;
  }

  @Override
  public SinkProgress fence(SinkOwner newOwner, boolean fresh) throws IOException {
    progress = tried(open -> open.fence(newOwner, fresh));
    owner = newOwner;
    return progress;
  }

  @Override
  public long furthest() {
    return writer == null ? 0 : writer.furthest();
  }

  @Override
  public void begin(long number) throws IOException {
    epoch = 0;
    staged = false;
    kept = new StoredBatches(schema);
    keeps = true;
    refused.begin();
    this.<Boolean>tried(open -> {
      open.begin(number);
      return true;
    });
    epoch = number;
  }

  @Override
  public void write(Batch batch) throws IOException {
    if (keeps) {
      keeps = kept.rows() + batch.rowCount() <= MOST_KEPT_ROWS;
    }
    this.<Boolean>tried(open -> {
      open.write(batch);
      return true;
    });
    if (keeps) {
      kept.append(batch);
    } else {
      kept = new StoredBatches(schema);
      refused.forget();
    }
  }

  @Override
  public boolean stagesDurably() {
    return durable;
  }

  @Override
  public StagedEpoch stage(boolean last) throws IOException {
    StagedEpoch result = tried(open -> open.stage(last));
    staged = true;
    stagedLast = last;
    return result;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // whether it is another connection
  public void commit(long number, StagedEpoch what, boolean last) throws IOException {
    EpochWriter before = writer;
    this.<Boolean>tried(open -> {
      boolean happened = open != before && has(number);
      if (!happened) {
        open.commit(number, what, last);
      }
      return true;
    });
    committed = number;
    epoch = 0;
    staged = false;
    kept = new StoredBatches(schema);
    refused.forget();
  }

  @Override
  public void close() throws IOException {
    EpochWriter open = writer;
    writer = null;
    if (open != null) {
      open.close();
    }
  }
}
