package io.velostream.runtime.lower;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.operators.LateRows;
import java.util.ArrayList;
import java.util.List;

/// Who is told of the late rows of one operator: each plan that it is run for.
public final class ToldLate implements LateRows {
  private final Schema input;
  private final List<LateRows> tables = new ArrayList<>();

  ToldLate(Schema input) {
    this.input = input;
  }

  /// The columns of the rows.
  Schema input() {
    return input;
  }

  void add(LateRows table) {
    tables.add(table);
  }

  @Override
  public void report(Batch batch, int row, String reason) {
    for (LateRows table : tables) {
      table.report(batch, row, reason);
    }
  }
}
