package io.velostream.runtime.job;

import io.velostream.columnar.Batch;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.runtime.pipeline.PlanBranch;
import io.velostream.stream.seam.Closing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// The writers of a run, one for each of its plans: hands them their batches and counts the
/// changes.
final class Sinks implements AutoCloseable {
  private final List<BatchWriter> writers;
  private final ProgressListener listener;
  private long changes;

  Sinks(List<BatchWriter> writers, ProgressListener listener) {
    this.writers = List.copyOf(writers);
    this.listener = listener;
  }

  /// The plans, with what takes their results.
  List<PlanBranch> of(List<JobBranch> branches) {
    List<PlanBranch> wired = new ArrayList<>();
    for (int i = 0; i < branches.size(); i++) {
      int number = i;
      JobBranch branch = branches.get(i);
      wired.add(new PlanBranch(branch.plan(), branch.lowering(), batch -> write(number, batch)));
    }
    return wired;
  }

  private void write(int branch, Batch batch) {
    changes += batch.changes();
    try {
      writers.get(branch).write(batch);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    listener.wrote(branch, batch);
  }

  /// Insertions and retractions so far.
  long changes() {
    return changes;
  }

  void endStep() throws IOException {
    for (BatchWriter writer : writers) {
      writer.endStep();
    }
  }

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
