package io.velostream.plan.stage;

/// How rows are spread over pipelines.
public enum Partitioning {
  /// By the hash of the keys where a node keeps state by key, and not at all elsewhere.
  AUTO,
  /// The same, said in so many words.
  HASH,
  /// A row stays in the pipeline that has read it.
  STICKY,
  /// Batches go round the pipelines, and rows stay there.
  ROUND_ROBIN,
  /// Pipelines read, and one does the rest.
  FAN_IN
}
