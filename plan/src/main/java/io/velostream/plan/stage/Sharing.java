package io.velostream.plan.stage;

/// In how many pipelines a plan is to run.
///
/// @param pipelines at most
/// @param partitioning how rows are spread over them
public record Sharing(int pipelines, Partitioning partitioning) {
  /// One pipeline.
  public static final Sharing NONE = new Sharing(1, Partitioning.AUTO);
}
