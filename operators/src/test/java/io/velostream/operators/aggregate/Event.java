package io.velostream.operators.aggregate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A row of a test's input with its weight.
public record Event(List<@Nullable Object> values, long weight) {
  public @Nullable Object get(int column) {
    return values.get(column);
  }
}
