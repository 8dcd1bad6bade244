package io.velostream.expression.kernel;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;

/// Subqueries that stand for one value, and groups that have one.
public final class SubqueryKernels {
  private SubqueryKernels() {}

  /// TRUE, as 1.
  ///
  /// @throws UserException when a subquery has more rows than one
  public static long atMostOne(long rows) {
    if (rows > 1) {
      throw new UserException(
              ErrorCode.INVALID_ARGUMENT,
              "a subquery that stands for one value has " + rows + " rows")
          .hint("take one with an aggregate such as MAX, or compare with IN");
    }
    return 1;
  }

  /// TRUE, as 1.
  ///
  /// @throws UserException when two values that must be the same are not
  public static long isUnique(long same) {
    if (same == 0) {
      throw new UserException(
              ErrorCode.INVALID_ARGUMENT,
              "rows that WITHIN DISTINCT takes for one have different values to aggregate")
          .hint("name more keys in WITHIN DISTINCT, or take one value with MIN or MAX");
    }
    return same;
  }
}
