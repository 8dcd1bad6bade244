package io.velostream.connector.jdbc;

import io.velostream.columnar.Batch;
import io.velostream.connector.spi.EpochWriter;
import io.velostream.connector.spi.SinkOwner;
import io.velostream.connector.spi.SinkProgress;
import io.velostream.connector.spi.StagedEpoch;
import io.velostream.connector.spi.TableRequest;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Writes without a record in the database: the rows of an epoch are committed before it counts,
/// and come again when it did not.
final class RepeatingWriter implements EpochWriter {
  private static final StagedEpoch NOTHING = new StagedEpoch(new byte[0], true);

  private final Connections connections;
  private final JdbcOptions options;
  private final TableRequest request;
  private @Nullable SinkConnection open;

  RepeatingWriter(Connections connections, JdbcOptions options, TableRequest request) {
    this.connections = connections;
    this.options = options;
    this.request = request;
  }

  private SinkConnection to() {
    return Objects.requireNonNull(open, "the sink was not fenced");
  }

  @Override
  public SinkProgress fence(SinkOwner owner, boolean fresh) throws IOException {
    if (open == null) {
      open = SinkConnection.open(connections, options, request, false);
    }
    return SinkProgress.UNRECORDED;
  }

  @Override
  public void begin(long epoch) throws IOException {
    to().rollback();
  }

  @Override
  public void write(Batch batch) throws IOException {
    to().sink().add(batch);
  }

  @Override
  public boolean stagesDurably() {
    return true;
  }

  @Override
  public StagedEpoch stage(boolean last) throws IOException {
    to().sink().flush();
    to().commit();
    return NOTHING;
  }

  @Override
  public void commit(long epoch, StagedEpoch staged, boolean last) {}

  @Override
  public void close() throws IOException {
    SinkConnection to = open;
    open = null;
    if (to != null) {
      to.close();
    }
  }
}
