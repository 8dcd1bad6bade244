package io.velostream.conformance.file;

import java.util.ArrayList;
import java.util.List;

/// Settings under which a file is run; none of them may change a result.
///
/// @param pipelines of each statement that can have several
/// @param restarts whether pipelines are saved, thrown away, made anew and restored between all
///   steps
public record Variant(int batchRows, String expressionMode, int pipelines, boolean restarts) {
  /// The batch size that a session starts with.
  public static final int DEFAULT_BATCH_ROWS = 4096;

  /// The settings of a new session.
  public static final Variant DEFAULT = new Variant(DEFAULT_BATCH_ROWS, "compiled", 1, false);

  /// All combinations that the files are run under.
  public static List<Variant> matrix() {
    List<Variant> all = new ArrayList<>();
    for (int batchRows : new int[] {DEFAULT_BATCH_ROWS, 1, 2, 3}) {
      for (String mode : List.of("compiled", "interpreted")) {
        all.add(new Variant(batchRows, mode, 1, false));
      }
    }
    for (int batchRows : new int[] {DEFAULT_BATCH_ROWS, 2}) {
      for (int pipelines : new int[] {2, 4}) {
        all.add(new Variant(batchRows, "compiled", pipelines, false));
      }
    }
    // Interpreted, since expressions would be compiled anew for each step.
    all.add(new Variant(DEFAULT_BATCH_ROWS, "interpreted", 1, true));
    all.add(new Variant(2, "interpreted", 1, true));
    return all;
  }

  /// Whether input arrives in the batches that the file asks for, and each is a step.
  public boolean keepsBatches() {
    return batchRows == DEFAULT_BATCH_ROWS && pipelines == 1;
  }

  @Override
  public String toString() {
    return "batch.rows="
        + batchRows
        + " expression.mode="
        + expressionMode
        + (pipelines == 1 ? "" : " parallelism=" + pipelines)
        + (restarts ? " restarted between steps" : "");
  }
}
