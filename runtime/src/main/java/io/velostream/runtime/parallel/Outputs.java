package io.velostream.runtime.parallel;

import io.velostream.connector.spi.BatchWriter;
import io.velostream.runtime.job.ProgressListener;
import io.velostream.stream.seam.Closing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The writers of a run, one for each of its plans. An epoch ends when its mark has come to all of
/// them: one that has got it takes nothing more before the others have, too, or have come to their
/// end. All is done on the thread of the first pipeline.
final class Outputs implements AutoCloseable {
  private final List<BatchWriter> writers;
  private final List<StageOutput.ToWriter> outputs = new ArrayList<>();
  private EpochEnd epochEnd = () -> {};

  /// What is done when an epoch has ended.
  @FunctionalInterface
  interface EpochEnd {
    /// @throws IOException when the sink or the store fails
    void run() throws IOException;
  }

  /// @param writers by plan; closed with this
  /// @param listener hears of what was written
  Outputs(List<BatchWriter> writers, ProgressListener listener) {
    this.writers = List.copyOf(writers);
    for (int i = 0; i < writers.size(); i++) {
      int number = i;
      outputs.add(
          new StageOutput.ToWriter(
              writers.get(i), batch -> listener.wrote(number, batch), this::passed));
    }
  }

  /// Says what is to be done when an epoch has ended, and all pipelines have saved their parts.
  void whenEpochEnds(EpochEnd action) {
    epochEnd = action;
  }

  /// Where the rows of a plan go.
  StageOutput of(int plan) {
    return outputs.get(plan);
  }

  /// A mark has come to an output, or its end.
  private void passed() throws IOException {
    boolean marked = false;
    for (StageOutput.ToWriter output : outputs) {
      if (!output.waits() && !output.hasEnded()) {
        return;
      }
      marked |= output.waits();
    }
    if (marked) {
      epochEnd.run();
      outputs.forEach(StageOutput.ToWriter::goOn);
    }
  }

  /// Insertions and retractions so far.
  long changes() {
    return outputs.stream().mapToLong(StageOutput.ToWriter::changes).sum();
  }

  /// Commits all, in their order.
  void commit() throws IOException {
    for (BatchWriter writer : writers) {
      writer.commit();
    }
  }

  /// Closes all writers, whatever happens to one of them.
  @Override
  public void close() throws IOException {
    Closing.all(writers, BatchWriter::close);
  }
}
