package io.velostream.runtime.parallel;

import io.velostream.columnar.Batch;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.operators.Output;
import io.velostream.runtime.exchange.Exchange;
import io.velostream.runtime.exchange.InputSpans;
import java.io.IOException;
import java.io.UncheckedIOException;

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

  /// To the writer of the result.
  final class ToWriter implements StageOutput {
    private final BatchWriter writer;
    private EpochEnd epochEnd = () -> {};
    private long changes;

    ToWriter(BatchWriter writer) {
      this.writer = writer;
    }

    /// Says what is to be done when an epoch has ended, and all pipelines have saved their parts.
    void whenEpochEnds(EpochEnd action) {
      epochEnd = action;
    }

    /// What is done then.
    @FunctionalInterface
    interface EpochEnd {
      /// @throws IOException when the sink or the store fails
      void run() throws IOException;
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
    }

    @Override
    public void endStep(long watermark, boolean endsEpoch) throws IOException {
      writer.endStep();
      if (endsEpoch) {
        epochEnd.run();
      }
    }

    @Override
    public boolean flush() {
      return true;
    }
  }
}
