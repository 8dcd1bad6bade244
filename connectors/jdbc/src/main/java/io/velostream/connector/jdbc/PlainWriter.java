package io.velostream.connector.jdbc;

import io.velostream.columnar.Batch;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.stream.seam.Clock;
import java.io.IOException;

/// Writes for a run that is not saved: in one transaction, or in one for each interval.
final class PlainWriter implements BatchWriter {
  private final SinkConnection to;
  private final Clock clock;
  private final long commitNanos;
  private long lastCommit;

  /// @param commitNanos how long rows may wait; 0 for as long as the run takes
  PlainWriter(SinkConnection to, Clock clock, long commitNanos) {
    this.to = to;
    this.clock = clock;
    this.commitNanos = commitNanos;
    this.lastCommit = clock.monotonicNanos();
  }

  @Override
  public void write(Batch batch) throws IOException {
    to.sink().add(batch);
  }

  @Override
  public void endStep() throws IOException {
    if (commitNanos == 0) {
      return;
    }
    long now = clock.monotonicNanos();
    if (now - lastCommit >= commitNanos) {
      commit();
      lastCommit = now;
    }
  }

  @Override
  public void commit() throws IOException {
    to.sink().flush();
    to.commit();
  }

  @Override
  public void close() throws IOException {
    to.close();
  }
}
