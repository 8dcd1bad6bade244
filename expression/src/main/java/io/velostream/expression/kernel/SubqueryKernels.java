package io.velostream.expression.kernel;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;

/// Subqueries that stand for one value.
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
}
