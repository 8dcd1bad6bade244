package io.velostream.engine.execute;

import io.velostream.columnar.Slice;
import io.velostream.connector.spi.BadRows;
import org.jspecify.annotations.Nullable;

/// Takes the rows that one target refuses, and knows whether they were refused before.
final class RefusedRows implements BadRows {
  private @Nullable BadRows taker;
  private @Nullable BadRows shown;

  /// Whether the target is given rows again, of which it has refused the same ones before.
  private boolean again;

  /// What becomes of the rows; said before the first one comes.
  void goTo(BadRows wanted) {
    taker = wanted;
  }

  /// Where skipped rows are shown; known when the run begins.
  void showIn(BadRows table) {
    shown = table;
  }

  /// Says whether what the target refuses from now on is known already.
  void again(boolean known) {
    again = known;
  }

  /// Has a row shown among the errors of the job.
  void show(String table, long number, Slice row, String reason) {
    require(shown).report(table, number, row, reason);
  }

  @Override
  public void report(String table, long number, Slice row, String reason) {
    if (!again) {
      require(taker).report(table, number, row, reason);
    }
  }

  private static BadRows require(@Nullable BadRows known) {
    if (known == null) {
      throw new IllegalStateException("a row is refused before the run has begun");
    }
    return known;
  }
}
