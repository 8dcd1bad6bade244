package io.velostream.sql.match;

import io.velostream.expression.match.Navigation;
import java.util.Set;
import org.apache.calcite.sql.SqlNode;

/// A slot whose type is not known yet.
sealed interface SlotDraft {
  /// An expression over the columns of a row.
  record Cell(SqlNode expression, Navigation row) implements SlotDraft {}

  record Classifier(Navigation row) implements SlotDraft {}

  record Number() implements SlotDraft {}

  /// @param call over the columns of rows
  record Aggregate(SqlNode call, Set<Integer> variables, boolean toEnd) implements SlotDraft {}
}
