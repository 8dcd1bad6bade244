package io.velostream.expression.user;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes rows retractable for a body that cannot take them back: the different rows are kept with
/// their number, in the order in which they first came, and each result is computed anew.
public final class KeptInputs implements LaneAggregate {
  private final LaneAggregate body;
  private int negative;

  /// A body that can take rows back, like another that cannot.
  public KeptInputs(LaneAggregate body) {
    this.body = body;
  }

  private static final class State {
    private final Map<List<Object>, Long> counts = new LinkedHashMap<>();
  }

  @Override
  public Object create() {
    return new State();
  }

  @Override
  public void add(Object state, Object[] arguments) {
    change((State) state, List.of(arguments), 1);
  }

  @Override
  public boolean canRetract() {
    return true;
  }

  @Override
  public void retract(Object state, Object[] arguments) {
    change((State) state, List.of(arguments), -1);
  }

  private void change(State state, List<Object> row, long by) {
    long old = state.counts.getOrDefault(row, 0L);
    long count = old + by;
    if (count == 0) {
      state.counts.remove(row);
    } else {
      state.counts.put(row, count);
    }
    negative += (count < 0 ? 1 : 0) - (old < 0 ? 1 : 0);
  }

  @Override
  public void merge(Object state, Object other) {
    ((State) other).counts.forEach((row, count) -> change((State) state, row, count));
  }

  @Override
  public @Nullable Object finish(Object state) {
    Object fresh = body.create();
    ((State) state)
        .counts.forEach((row, count) -> {
          for (long i = 0; i < count; i++) {
            body.add(fresh, row.toArray());
          }
        });
    return body.finish(fresh);
  }

  @Override
  public boolean anyNegative() {
    return negative > 0;
  }
}
