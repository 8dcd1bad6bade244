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
    all.add(new Variant(2, "interpreted", 2, true));
    all.add(new Variant(2, "interpreted", 4, true));
    return all;
  }

  /// Those that a file is run under in an ordinary run: of the variants that are restarted in
  /// several pipelines, one at most. Which one depends on the name of the file and a seed; a file
  /// in three has none, since they take long.
  public static List<Variant> matrix(String file, int seed) {
    List<Variant> all = matrix();
    List<Variant> costly =
        all.stream().filter(variant -> variant.restarts && variant.pipelines > 1).toList();
    int chosen = Math.floorMod(file.hashCode() + seed, costly.size() + 1);
    return all.stream()
        .filter(variant -> !costly.contains(variant) || costly.indexOf(variant) == chosen)
        .toList();
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
