package io.velostream.connector.kafka;

import io.velostream.columnar.Batch;
import io.velostream.connector.spi.EpochWriter;
import io.velostream.connector.spi.SinkOwner;
import io.velostream.connector.spi.SinkProgress;
import io.velostream.connector.spi.StagedEpoch;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Writes without a record: the messages of an epoch are there before it counts, and come again
/// when it did not.
final class RepeatingWriter implements EpochWriter {
  private static final StagedEpoch NOTHING = new StagedEpoch(new byte[0], true);

  private final SinkTarget target;
  private @Nullable TopicSink open;

  RepeatingWriter(SinkTarget target) {
    this.target = target;
  }

  private TopicSink sink() {
    return Objects.requireNonNull(open, "the sink was not fenced");
  }

  @Override
  public SinkProgress fence(SinkOwner owner, boolean fresh) throws IOException {
    if (open == null) {
      open = target.open(Map.of(), Map.of());
    }
    return SinkProgress.UNRECORDED;
  }

  @Override
  public void begin(long epoch) {
    sink().clear();
  }

  @Override
  public void write(Batch batch) throws IOException {
    sink().add(batch);
  }

  @Override
  public boolean stagesDurably() {
    return true;
  }

  @Override
  public StagedEpoch stage(boolean last) throws IOException {
    sink().flush();
    return NOTHING;
  }

  @Override
  public void commit(long epoch, StagedEpoch staged, boolean last) {}

  @Override
  public void close() {
    TopicSink sink = open;
    open = null;
    if (sink != null) {
      sink.close();
    }
  }
}
