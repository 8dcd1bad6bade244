package io.velostream.runtime.parallel;

import io.velostream.columnar.Batch;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.operators.Output;
import io.velostream.runtime.exchange.Exchange;
import io.velostream.runtime.exchange.InputSpans;
import io.velostream.stream.Watermarks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/// Where a stage puts its rows.
sealed interface StageOutput extends Output {
  /// Says where it is always to be seen what is being put out was made of.
  void comesFrom(InputSpans places);

  /// A step has ended behind what was put out.
  ///
  /// @param endsEpoch whether an epoch has, and this pipeline's part of it is saved
  /// @throws IOException when the sink fails
  void endStep(long watermark, boolean endsEpoch) throws IOException;

  /// Whether there is room for more.
  boolean flush();

  /// To the next stage.
  record ToStage(Exchange exchange) implements StageOutput {
    @Override
    public void comesFrom(InputSpans places) {
      exchange.comesFrom(places);
    }

    @Override
    public void emit(Batch batch) {
      exchange.emit(batch);
    }

    @Override
    public boolean lend(Batch batch, Loan loan) {
      return exchange.lend(batch, loan);
    }

    @Override
    public void endStep(long watermark, boolean endsEpoch) {
      exchange.endStep(watermark, false, endsEpoch);
    }

    @Override
    public boolean flush() {
      return exchange.flush();
    }
  }

  /// To the writer of a result.
  final class ToWriter implements StageOutput {
    private final BatchWriter writer;
    private final Consumer<Batch> written;
    private final Outputs.EpochEnd passed;
    private boolean marked;
    private boolean ended;
    private long changes;

    /// @param written hears of batches when the writer has them
    /// @param passed is told when the mark of the end of an epoch has come, or the end of all
    ToWriter(BatchWriter writer, Consumer<Batch> written, Outputs.EpochEnd passed) {
      this.writer = writer;
      this.written = written;
      this.passed = passed;
    }

    /// Whether an epoch has ended here, and elsewhere not yet.
    boolean waits() {
      return marked;
    }

    /// Whether all has come.
    boolean hasEnded() {
      return ended;
    }

    /// The epoch has ended everywhere.
    void goOn() {
      marked = false;
    }

    /// Nobody behind it asks.
    @Override
    public void comesFrom(InputSpans places) {}

    /// Insertions and retractions so far.
    long changes() {
      return changes;
    }

    @Override
    public void emit(Batch batch) {
      changes += batch.changes();
      try {
        writer.write(batch);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      written.accept(batch);
    }

    @Override
    public void endStep(long watermark, boolean endsEpoch) throws IOException {
      writer.endStep();
      marked = endsEpoch;
      ended = watermark == Watermarks.END;
      if (marked || ended) {
        passed.run();
      }
    }

    @Override
    public boolean flush() {
      return !marked;
    }
  }
}
