package io.velostream.operators.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an operator put out in one step.
///
/// @param rows in the order of emission, unconsolidated
/// @param late the rows reported as late, with the reason as a last cell
public record StepResult(List<Row> rows, List<Row> late) {
  public StepResult {
    rows = List.copyOf(rows);
    late = List.copyOf(late);
  }

  /// The sum of the rows emitted: weights by cells, without zeros.
  public Map<List<@Nullable Object>, Long> net() {
    return net(rows);
  }

  /// Sums up rows: weights by cells, without zeros.
  public static Map<List<@Nullable Object>, Long> net(List<Row> rows) {
    Map<List<@Nullable Object>, Long> net = new LinkedHashMap<>();
    for (Row row : rows) {
      net.merge(row.values(), row.weight(), Long::sum);
    }
    net.values().removeIf(weight -> weight == 0);
    return net;
  }
}
