package io.velostream.expression.match;

import io.velostream.columnar.DataType;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/// A value that a condition or a measure reads of a match.
public sealed interface MatchSlot {
  /// Its type.
  DataType type();

  /// A column of a row; NULL where there is no such row.
  record Cell(int column, DataType type, Navigation row) implements MatchSlot {}

  /// The name of the variable of a row; NULL where there is no such row in the match.
  record Classifier(Navigation row) implements MatchSlot {
    @Override
    public DataType type() {
      return DataType.STRING;
    }
  }

  /// Which match of the partition it is, counted from 1.
  record Number() implements MatchSlot {
    @Override
    public DataType type() {
      return DataType.BIGINT;
    }
  }

  /// An aggregate over the rows of some variables.
  ///
  /// @param call which of the node's aggregates
  /// @param variables those whose rows count; all rows of the match, without any
  /// @param toEnd whether rows of the match behind the current one count: FINAL
  record Aggregate(int call, DataType type, Set<Integer> variables, boolean toEnd)
      implements MatchSlot {
    public Aggregate {
      variables = Set.copyOf(variables);
    }
  }

  /// The same over columns that have moved.
  default MatchSlot moved(IntUnaryOperator move) {
    return switch (this) {
      case Cell cell -> new Cell(move.applyAsInt(cell.column), cell.type, cell.row);
      case Classifier _, Number _, Aggregate _ -> this;
    };
  }
}
