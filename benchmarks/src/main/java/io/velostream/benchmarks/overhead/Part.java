package io.velostream.benchmarks.overhead;

import java.util.Locale;

/// What a job has besides its operators.
public enum Part {
  /// The reader of tables in memory; without it, batches lie ready with just the columns that are
  /// wanted.
  READER,
  /// Rows are copied through a queue, as between two pipelines.
  QUEUE,
  /// Event time is derived from each row.
  WATERMARK,
  /// Changes and rows are counted, and progress is looked at, behind each step.
  METRICS,
  /// All state is saved to memory, ten times a second.
  CHECKPOINT,
  /// Each step asks whether the run was cancelled, and tells data at fault from other failures.
  ERRORS;

  /// Its name in reports.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
