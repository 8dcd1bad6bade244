package io.velostream.runtime.pipeline;

import io.velostream.columnar.Batch;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.KeyLookup;
import io.velostream.connector.spi.UnavailableException;
import io.velostream.operators.Output;
import io.velostream.operators.join.LookupSource;
import io.velostream.stream.seam.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A table in which rows are looked up: opened when it is asked first, and asked again, after a
/// while that grows, when it is out of reach.
public final class LookupTable implements LookupSource, AutoCloseable {
  private static final long FIRST_WAIT_NANOS = 100_000_000L;
  private static final long LONGEST_WAIT_NANOS = 10_000_000_000L;

  private final Supplier<KeyLookup> byKey;
  private final Supplier<BatchReader> whole;
  private final int retries;
  private final Clock clock;
  private @Nullable KeyLookup open;

  /// @param byKey opens what finds rows by keys; never asked where all are read
  /// @param whole opens a reader of all rows
  /// @param retries how often the same is tried again
  public LookupTable(
      Supplier<KeyLookup> byKey, Supplier<BatchReader> whole, int retries, Clock clock) {
    this.byKey = byKey;
    this.whole = whole;
    this.retries = retries;
    this.clock = clock;
  }

  /// Something that may fail because the table is out of reach.
  @FunctionalInterface
  private interface Attempt {
    void run() throws IOException;
  }

  @Override
  public void find(Batch keys, Output rows) {
    attempt(() -> {
      KeyLookup table = open == null ? byKey.get() : open;
      open = table;
      rows.emit(table.find(keys));
    });
  }

  /// Rows are handed over while they are read, so that a reader that fails is not tried again.
  @Override
  public void all(Output rows) {
    attempt(() -> {
      try (BatchReader reader = whole.get()) {
        hand(reader, rows);
      }
    });
  }

  private static void hand(BatchReader reader, Output rows) throws IOException {
    try {
      for (Batch batch = reader.read(); batch != null; batch = reader.read()) {
        rows.emit(batch);
      }
    } catch (UnavailableException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private void attempt(Attempt attempt) {
    long wait = FIRST_WAIT_NANOS;
    for (int left = retries; ; left--) {
      try {
        attempt.run();
        return;
      } catch (UnavailableException e) {
        if (left == 0) {
          throw new UncheckedIOException(e);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      clock.waitUntil(clock.monotonicNanos() + wait);
      wait = Math.min(wait * 2, LONGEST_WAIT_NANOS);
    }
  }

  @Override
  public void close() throws IOException {
    KeyLookup last = open;
    if (last != null) {
      last.close();
    }
  }
}
