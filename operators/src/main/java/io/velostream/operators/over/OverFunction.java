package io.velostream.operators.over;

import io.velostream.columnar.DataType;
import io.velostream.operators.aggregate.AggregateSpec;
import org.jspecify.annotations.Nullable;

/// One call of an [OverSpec]. Columns are indexes of the input; -1 stands for none.
public sealed interface OverFunction {
  /// No column.
  int NONE = -1;

  /// The result type.
  DataType type();

  /// An aggregate over a frame.
  ///
  /// @param argument -1 for COUNT(*)
  /// @param distinct whether equal values count once
  /// @param filter a BOOLEAN column: only rows where it is TRUE count; -1 for all rows
  /// @param ignoreNulls whether FIRST_VALUE and LAST_VALUE skip NULL
  record Aggregate(
      FrameFunction function,
      int argument,
      boolean distinct,
      int filter,
      OverFrame frame,
      boolean ignoreNulls,
      DataType type)
      implements OverFunction {
    /// An aggregate of all values of a column.
    public static Aggregate of(
        FrameFunction function, int argument, OverFrame frame, DataType type) {
      return new Aggregate(function, argument, false, NONE, frame, false, type);
    }
  }

  /// Any aggregate of GROUP BY over a frame.
  record Accumulated(AggregateSpec call, OverFrame frame) implements OverFunction {
    @Override
    public DataType type() {
      return call.type();
    }
  }

  /// NTH_VALUE: the value of the frame's n-th row, counted from 1, or NULL.
  ///
  /// @param ignoreNulls whether rows whose argument is NULL do not count
  record NthValue(int argument, long n, OverFrame frame, boolean ignoreNulls, DataType type)
      implements OverFunction {
    public NthValue {
      if (n < 1) {
        throw new IllegalArgumentException("NTH_VALUE counts from 1, not " + n);
      }
    }
  }

  /// LAG: the value `offset` rows before in the partition.
  ///
  /// @param ignoreNulls whether rows before whose argument is NULL do not count
  /// @param otherwise the boxed value where there is no such row; `null` for NULL
  record Lag(
      int argument, long offset, boolean ignoreNulls, @Nullable Object otherwise, DataType type)
      implements OverFunction {
    public Lag {
      requireOffset(offset);
    }
  }

  /// LEAD: the value `offset` rows after in the partition.
  ///
  /// @param ignoreNulls whether rows after whose argument is NULL do not count
  /// @param otherwise the boxed value where there is no such row; `null` for NULL
  record Lead(
      int argument, long offset, boolean ignoreNulls, @Nullable Object otherwise, DataType type)
      implements OverFunction {
    public Lead {
      requireOffset(offset);
    }
  }

  /// ROW_NUMBER, RANK, DENSE_RANK by the order.
  record Ranking(Kind kind, DataType type) implements OverFunction {
    /// Which number.
    public enum Kind {
      ROW_NUMBER,
      RANK,
      DENSE_RANK
    }
  }

  /// What depends on the number of rows of the partition, and so waits for the last of them.
  ///
  /// @param buckets the argument of NTILE; 0 for the others
  record Distribution(Kind kind, long buckets, DataType type) implements OverFunction {
    /// Which number.
    public enum Kind {
      /// (RANK − 1) / (rows − 1), 0 for a single row.
      PERCENT_RANK,
      /// Rows up to the last peer of the row, by all rows.
      CUME_DIST,
      /// The number, from 1, of one of as many parts of equal size; the first are larger by one.
      NTILE
    }

    public Distribution {
      if ((kind == Kind.NTILE) != (buckets > 0)) {
        throw new IllegalArgumentException(kind + " of " + buckets + " parts");
      }
    }
  }

  private static void requireOffset(long offset) {
    if (offset < 0) {
      throw new IllegalArgumentException("negative offset: " + offset);
    }
  }
}
