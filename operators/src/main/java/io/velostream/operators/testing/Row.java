package io.velostream.operators.testing;

import io.velostream.columnar.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A row with a weight, written down as Java objects: boxed as [io.velostream.columnar.Values]
/// says. For convenience [#of] also takes Integer, Boolean and String.
///
/// Two rows are equal when grouping would call them equal: NaN equals NaN, -0.0 equals 0.0.
///
/// @param values the cells; `null` stands for NULL
public record Row(long weight, List<@Nullable Object> values) {
  public Row {
    List<@Nullable Object> normal = new ArrayList<>(values.size());
    for (Object value : values) {
      normal.add(normalize(value));
    }
    values = Collections.unmodifiableList(normal);
  }

  /// A row of weight 1.
  public static Row of(@Nullable Object... values) {
    return new Row(1, Arrays.asList(values));
  }

  /// A row of weight -1.
  public static Row retract(@Nullable Object... values) {
    return new Row(-1, Arrays.asList(values));
  }

  /// The same cells with another weight.
  public Row times(long newWeight) {
    return new Row(newWeight, values);
  }

  private static @Nullable Object normalize(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Integer i -> (long) i;
      case Boolean b -> b ? 1L : 0L;
      case String s -> Slice.utf8(s);
      case Double d -> d + 0.0;
      default -> value;
    };
  }

  @Override
  public String toString() {
    String cells = values.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
    return weight == 1 ? cells : weight + "*" + cells;
  }
}
