package io.velostream.connector.jdbc;

import io.velostream.columnar.Batch;
import io.velostream.connector.spi.EpochWriter;
import io.velostream.connector.spi.SinkOwner;
import io.velostream.connector.spi.SinkProgress;
import io.velostream.connector.spi.StagedEpoch;
import java.io.IOException;

/// Writes without a record in the database: the rows of an epoch are committed before it counts,
/// and come again when it did not.
final class RepeatingWriter implements EpochWriter {
  private static final StagedEpoch NOTHING = new StagedEpoch(new byte[0], true);

  private final SinkConnection to;

  RepeatingWriter(SinkConnection to) {
    this.to = to;
  }

  @Override
  public SinkProgress fence(SinkOwner owner, boolean fresh) {
    return SinkProgress.UNRECORDED;
  }

  @Override
  public void begin(long epoch) {}

  @Override
  public void write(Batch batch) throws IOException {
    to.sink().add(batch);
  }

  @Override
  public boolean stagesDurably() {
    return true;
  }

  @Override
  public StagedEpoch stage(boolean last) throws IOException {
    to.sink().flush();
    to.commit();
    return NOTHING;
  }

  @Override
  public void commit(long epoch, StagedEpoch staged, boolean last) {}

  @Override
  public void close() throws IOException {
    to.close();
  }
}
