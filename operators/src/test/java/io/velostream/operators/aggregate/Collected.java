package io.velostream.operators.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Values;
import io.velostream.operators.Output;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gathers what an operator emits, and keeps the sum of it.
public final class Collected implements Output {
  private final Map<List<@Nullable Object>, Long> present = new HashMap<>();
  private final List<Event> latest = new ArrayList<>();

  @Override
  public void emit(Batch batch) {
    assertThat(batch.rowCount()).isPositive().isLessThanOrEqualTo(4096);
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      List<@Nullable Object> values = new ArrayList<>();
      for (int c = 0; c < batch.columnCount(); c++) {
        values.add(Values.get(batch.column(c), row));
      }
      long weight = batch.weightAt(row);
      latest.add(new Event(values, weight));
      long count = present.merge(values, weight, Long::sum);
      assertThat(count).as("a retraction of what was never emitted: %s", values).isNotNegative();
      if (count == 0) {
        present.remove(values);
      }
    }
  }

  /// What came out since the last call.
  public List<Event> take() {
    List<Event> taken = List.copyOf(latest);
    latest.clear();
    return taken;
  }

  /// The rows that are in the result now; fails when one is in it twice.
  public List<List<@Nullable Object>> rows() {
    present.forEach((row, count) -> assertThat(count).as("copies of %s", row).isEqualTo(1));
    return new ArrayList<>(present.keySet());
  }

  /// Compares rows with expected ones by their first `keys` columns. Values computed in floating
  /// point otherwise than the reference does are compared up to a small relative error.
  public static void assertSame(
      List<List<@Nullable Object>> actual,
      Map<List<@Nullable Object>, List<@Nullable Object>> expected,
      int keys,
      List<AggregateSpec> calls,
      String what) {
    Map<List<@Nullable Object>, List<@Nullable Object>> byKey = new HashMap<>();
    actual.forEach(row -> byKey.put(row.subList(0, keys), row.subList(keys, row.size())));
    assertThat(byKey.keySet()).as(what).isEqualTo(expected.keySet());
    assertThat(actual).as(what).hasSameSizeAs(expected.keySet());
    expected.forEach((key, wanted) -> {
      List<@Nullable Object> got = byKey.get(key);
      for (int i = 0; i < wanted.size(); i++) {
        assertThat(same(got.get(i), wanted.get(i), calls.get(i)))
            .as("%s, group %s, %s: %s but expected %s", what, key, calls.get(i), got, wanted)
            .isTrue();
      }
    });
  }

  private static boolean same(
      @Nullable Object actual, @Nullable Object expected, AggregateSpec call) {
    if (actual instanceof Double a && expected instanceof Double e) {
      return switch (call.function()) {
        case USER -> throw new AssertionError();
        case VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP -> close(a, e);
        case COUNT, SUM, AVG, MIN, MAX, FIRST_VALUE, LAST_VALUE, ANY_VALUE ->
            a.equals(e) || (a == 0 && e == 0);
        case APPROX_QUANTILE -> Math.abs(a - e) <= 0.0101 * Math.abs(e);
        // A difference of two numbers as large as the arguments.
        case REGR_INTERCEPT -> close(a, e) || Math.abs(a - e) <= 1e-9 * magnitude(call);
        default -> close(a, e);
      };
    }
    return actual == null ? expected == null : actual.equals(expected);
  }

  /// About how large the arguments of a call are in [RandomInput].
  private static double magnitude(AggregateSpec call) {
    return call.arguments().contains(3) ? 2e18 : 1e4;
  }

  private static boolean close(double a, double e) {
    return Double.compare(a, e) == 0 || Math.abs(a - e) <= 1e-9 * Math.max(1, Math.abs(e));
  }
}
