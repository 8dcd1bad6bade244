package io.velostream.plan;

import io.velostream.columnar.DataType;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.user.UserAggregate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// One function of an OVER node.
public sealed interface OverCall {
  /// The result type.
  DataType type();

  /// The output column's name.
  String name();

  /// An aggregate over a frame.
  ///
  /// @param parameters constants, as those of an [AggregateCall]
  /// @param user what USER stands for; empty for all others
  record FrameAggregate(
      AggregateFunction function,
      List<Integer> arguments,
      List<Literal> parameters,
      boolean distinct,
      OptionalInt filter,
      Frame frame,
      boolean ignoreNulls,
      DataType type,
      String name,
      Optional<UserAggregate.Call> user)
      implements OverCall {
    public FrameAggregate {
      arguments = List.copyOf(arguments);
      parameters = List.copyOf(parameters);
    }

    /// A call without parameters.
    public FrameAggregate(
        AggregateFunction function,
        List<Integer> arguments,
        boolean distinct,
        OptionalInt filter,
        Frame frame,
        boolean ignoreNulls,
        DataType type,
        String name) {
      this(
          function,
          arguments,
          List.of(),
          distinct,
          filter,
          frame,
          ignoreNulls,
          type,
          name,
          Optional.empty());
    }
  }

  /// NTH_VALUE: the value of the frame's n-th row, counted from 1, or NULL.
  ///
  /// @param ignoreNulls whether rows whose argument is NULL do not count
  record NthValue(
      int argument, long n, Frame frame, boolean ignoreNulls, DataType type, String name)
      implements OverCall {}

  /// LAG: the value `offset` rows before in the partition, else the default, a literal.
  ///
  /// @param ignoreNulls whether rows before whose argument is NULL do not count
  record Lag(
      int argument,
      long offset,
      boolean ignoreNulls,
      Expression.Literal otherwise,
      DataType type,
      String name)
      implements OverCall {}

  /// LEAD: the value `offset` rows after in the partition, else the default, a literal.
  ///
  /// @param ignoreNulls whether rows after whose argument is NULL do not count
  record Lead(
      int argument,
      long offset,
      boolean ignoreNulls,
      Expression.Literal otherwise,
      DataType type,
      String name)
      implements OverCall {}

  /// What depends on the number of rows of the partition, and so waits for the end of the input.
  ///
  /// @param buckets the argument of NTILE; 0 for the others
  record Distribution(Kind kind, long buckets, DataType type, String name) implements OverCall {
    /// Which number.
    public enum Kind {
      PERCENT_RANK,
      CUME_DIST,
      NTILE
    }
  }

  /// ROW_NUMBER, RANK, DENSE_RANK by the node's order.
  record Ranking(Kind kind, DataType type, String name) implements OverCall {
    /// Which number.
    public enum Kind {
      ROW_NUMBER,
      RANK,
      DENSE_RANK
    }
  }
}
