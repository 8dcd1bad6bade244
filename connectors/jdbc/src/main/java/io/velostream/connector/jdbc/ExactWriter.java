package io.velostream.connector.jdbc;

import io.velostream.columnar.Batch;
import io.velostream.connector.spi.EpochWriter;
import io.velostream.connector.spi.SinkOwner;
import io.velostream.connector.spi.SinkProgress;
import io.velostream.connector.spi.StagedEpoch;
import io.velostream.connector.spi.TableRequest;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Writes the rows of an epoch and the record of it in one transaction, which dies with its
/// process: what was staged cannot be committed by another one.
final class ExactWriter implements EpochWriter {
  private static final StagedEpoch STAGED = new StagedEpoch(new byte[0], false);

  private final Connections connections;
  private final JdbcOptions options;
  private final TableRequest request;
  private @Nullable SinkConnection open;
  private @Nullable ProgressTable table;
  private @Nullable SinkOwner owner;
  private SinkProgress progress = SinkProgress.NONE;

  ExactWriter(Connections connections, JdbcOptions options, TableRequest request) {
    this.connections = connections;
    this.options = options;
    this.request = request;
  }

  private SinkConnection connection() {
    return Objects.requireNonNull(open, "the sink was not fenced");
  }

  @Override
  public SinkProgress fence(SinkOwner newOwner, boolean fresh) throws IOException {
    SinkConnection to = open;
    if (to == null) {
      to = SinkConnection.open(connections, options, request, true);
      open = to;
    }
    owner = newOwner;
    ProgressTable record =
        new ProgressTable(to.connection(), Dialect.of(options.url()), to.target().sql());
    table = record;
    try {
      progress = record.take(newOwner, fresh);
      return progress;
    } catch (SQLException e) {
      throw SqlFailures.of(to.what(), e);
    }
  }

  @Override
  public void begin(long epoch) throws IOException {
    connection().rollback();
  }

  @Override
  public void write(Batch batch) throws IOException {
    connection().sink().add(batch);
  }

  @Override
  public boolean stagesDurably() {
    return false;
  }

  @Override
  public StagedEpoch stage(boolean last) throws IOException {
    connection().sink().flush();
    return STAGED;
  }

  @Override
  public void commit(long epoch, StagedEpoch staged, boolean last) throws IOException {
    if (epoch != progress.epoch() + 1) {
      throw new IllegalStateException("epoch " + epoch + " after " + progress.epoch());
    }
    SinkConnection to = connection();
    try {
      Objects.requireNonNull(table).advance(Objects.requireNonNull(owner), progress, epoch, last);
    } catch (SQLException e) {
      throw SqlFailures.of(to.what(), e);
    }
    to.commit();
    progress = new SinkProgress(progress.run(), epoch, last);
  }

  @Override
  public void close() throws IOException {
    SinkConnection to = open;
    open = null;
    if (to != null) {
      to.close();
    }
  }
}
