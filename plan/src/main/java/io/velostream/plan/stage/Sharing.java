package io.velostream.plan.stage;

/// In how many pipelines a plan is to run.
///
/// @param pipelines at most
/// @param partitioning how rows are spread over them
/// @param pacing what inputs that meet wait for
/// @param reading how tables can be read
public record Sharing(
    int pipelines, Partitioning partitioning, Pacing pacing, TableReading reading) {
  /// One pipeline.
  public static final Sharing NONE = new Sharing(1, Partitioning.AUTO, Pacing.NONE);

  /// Nothing is known of tables.
  public Sharing(int pipelines, Partitioning partitioning, Pacing pacing) {
    this(pipelines, partitioning, pacing, TableReading.UNKNOWN);
  }

  /// The same where something is.
  public Sharing of(TableReading known) {
    return new Sharing(pipelines, partitioning, pacing, known);
  }
}
