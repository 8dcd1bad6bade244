package io.velostream.runtime.checkpoint;

import io.velostream.columnar.Batch;
import io.velostream.connector.spi.EpochWriter;
import io.velostream.connector.spi.SinkOwner;
import io.velostream.connector.spi.SinkProgress;
import io.velostream.connector.spi.StagedEpoch;
import io.velostream.runtime.checkpoint.store.OutputFiles;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Makes a sink stage durably that cannot by itself, such as a transaction of a database: the rows
/// of an epoch are written to a file beside the checkpoints, too. Whoever comes after a death gives
/// them to the sink again, so that the epoch need not be run again.
///
/// It can be told not to keep rows. Then it only knows what to do with those that were kept before.
public final class KeepingWriter implements EpochWriter {
  private final EpochWriter writer;
  private final OutputFiles files;
  private final boolean keeps;
  private final Consumer<Boolean> again;
  private long generation;
  private boolean cleared;

  /// The epoch whose rows the writer has, and what it has staged of them.
  private long epoch;

  private @Nullable StagedEpoch own;

  /// Takes over a writer, and closes it.
  ///
  /// @param keeps whether rows are kept
  /// @param again told `true` before rows are written again, and `false` behind them: what the sink
  ///   refuses of them is known
  public KeepingWriter(
      EpochWriter writer, OutputFiles files, boolean keeps, Consumer<Boolean> again) {
    this.writer = writer;
    this.files = files;
    this.keeps = keeps;
    this.again = again;
  }

  @Override
  public SinkProgress fence(SinkOwner owner, boolean fresh) throws IOException {
    generation = owner.generation();
    return writer.fence(owner, fresh);
  }

  @Override
  public long furthest() {
    return writer.furthest();
  }

  @Override
  public void begin(long number) throws IOException {
    if (!cleared) {
      files.forgetOlder(generation);
      cleared = true;
    }
    files.begin(number, generation);
    writer.begin(number);
    epoch = number;
    own = null;
  }

  @Override
  public void write(Batch batch) throws IOException {
    if (keeps) {
      files.add(batch);
    }
    writer.write(batch);
  }

  @Override
  public boolean stagesDurably() {
    return keeps || writer.stagesDurably();
  }

  @Override
  public StagedEpoch stage(boolean last) throws IOException {
    StagedEpoch staged = writer.stage(last);
    own = staged;
    return keeps ? new StagedEpoch(files.finish(), true) : staged;
  }

  @Override
  public void commit(long number, StagedEpoch staged, boolean last) throws IOException {
    StagedEpoch present = number == epoch ? own : null;
    if (!staged.isDurable()) {
      writer.commit(number, staged, last);
    } else if (present != null) {
      writer.commit(number, present, last);
      files.delete(staged.bytes());
    } else {
      writer.begin(number);
      again.accept(true);
      try {
        files.read(staged.bytes(), writer::write);
        writer.commit(number, writer.stage(last), last);
      } finally {
        again.accept(false);
      }
      files.delete(staged.bytes());
    }
    own = null;
  }

  @Override
  public void close() throws IOException {
    try (writer) {
      files.close();
    }
  }
}
