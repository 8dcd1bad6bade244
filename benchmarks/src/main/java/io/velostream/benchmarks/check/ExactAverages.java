package io.velostream.benchmarks.check;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Checks averages of decimals to the last digit: an average must be the exact sum divided by the
/// count, off by half a unit of its last place at most (so any way to round a tie will do).
public final class ExactAverages {
  private ExactAverages() {}

  /// Checks every row of a result against sums and counts by the same keys.
  ///
  /// @param rows the result; its first `keys` columns are the group
  /// @param average the column of the average
  /// @param scale the average's number of decimals
  /// @param sums the group's columns, then the exact sum, then the count
  /// @throws CheckFailure at the first average that is off
  public static void check(
      List<ResultRow> rows, int keys, int average, int scale, List<ResultRow> sums) {
    Map<List<@Nullable Object>, ResultRow> byGroup = new HashMap<>();
    for (ResultRow sum : sums) {
      byGroup.put(sum.values().subList(0, keys), sum);
    }
    BigDecimal halfUnit = BigDecimal.valueOf(5, scale + 1);
    for (ResultRow row : rows) {
      ResultRow expected = byGroup.get(row.values().subList(0, keys));
      if (expected == null
          || !(row.values().get(average) instanceof BigDecimal mean)
          || !(expected.values().get(keys) instanceof BigDecimal sum)
          || !(expected.values().get(keys + 1) instanceof BigDecimal count)) {
        throw new CheckFailure("no exact average in " + row.values());
      }
      BigDecimal error = mean.multiply(count).subtract(sum).abs();
      if (error.compareTo(halfUnit.multiply(count)) > 0) {
        throw new CheckFailure("not the average of " + sum + " / " + count + ": " + row.values());
      }
    }
  }
}
