package io.velostream.runtime.checkpoint;

import io.velostream.columnar.Batch;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.connector.spi.EpochWriter;
import io.velostream.connector.spi.SinkOwner;
import io.velostream.connector.spi.SinkProgress;
import io.velostream.connector.spi.StagedEpoch;
import java.io.IOException;

/// A sink that keeps no record, such as standard output: its rows are visible as they are written.
/// All rows of an epoch are, before the epoch counts; after a death, rows of the epoch that did not
/// count come again.
public final class AtLeastOnceWriter implements EpochWriter {
  private static final StagedEpoch NOTHING = new StagedEpoch(new byte[0], true);

  private final BatchWriter writer;

  /// Takes over a writer, and closes it.
  public AtLeastOnceWriter(BatchWriter writer) {
    this.writer = writer;
  }

  @Override
  public SinkProgress fence(SinkOwner owner, boolean fresh) {
    return SinkProgress.UNRECORDED;
  }

  @Override
  public void begin(long epoch) {}

  @Override
  public void write(Batch batch) throws IOException {
    writer.write(batch);
  }

  @Override
  public boolean stagesDurably() {
    return true;
  }

  @Override
  public boolean overlaps() {
    return true;
  }

  @Override
  public StagedEpoch stage(boolean last) throws IOException {
    writer.endStep();
    if (last) {
      writer.commit();
    }
    return NOTHING;
  }

  @Override
  public void commit(long epoch, StagedEpoch staged, boolean last) {}

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
