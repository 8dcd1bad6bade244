package io.velostream.operators.aggregate;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Values;
import io.velostream.columnar.VectorBuilder;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.user.LaneAggregate;
import io.velostream.expression.user.UserAggregate;
import io.velostream.state.ColumnBuffer;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The states of a function that the program brought along: an object per slot. A trace holds
/// results in place of states.
final class UserState extends Accumulator {
  private static final int ESTIMATED_BYTES = 64;

  private final UserAggregate.Call call;
  private final LaneAggregate body;
  private final List<Integer> columns;
  private final boolean trace;
  private final Object[] arguments;
  private final VectorBuilder results;
  private @Nullable Object[] states = new Object[0];

  UserState(UserAggregate.Call call, LaneAggregate body, List<Integer> columns) {
    this(call, body, columns, false);
  }

  private UserState(
      UserAggregate.Call call, LaneAggregate body, List<Integer> columns, boolean trace) {
    this.call = call;
    this.body = body;
    this.columns = List.copyOf(columns);
    this.trace = trace;
    this.arguments = new Object[columns.size()];
    this.results = VectorBuilder.of(call.function().result().lane());
  }

  @Override
  void reserve(int slots) {
    if (slots > states.length) {
      states = Arrays.copyOf(states, Math.max(slots, Math.max(64, states.length * 2)));
    }
  }

  @Override
  void add(Batch batch, GroupedRows in) {
    for (int k = 0; k < in.count; k++) {
      int row = in.row(k);
      for (int i = 0; i < arguments.length; i++) {
        arguments[i] = Objects.requireNonNull(Values.get(batch.column(columns.get(i)), row));
      }
      Object state = state(in.slots[k]);
      long weight = in.weight(row);
      calling(() -> {
        for (long w = 0; w < weight; w++) {
          body.add(state, arguments);
        }
        for (long w = weight; w < 0; w++) {
          body.retract(state, arguments);
        }
        return null;
      });
    }
  }

  private Object state(int slot) {
    Object state = states[slot];
    if (state == null) {
      state = Objects.requireNonNull(calling(body::create));
      states[slot] = state;
    }
    return state;
  }

  private @Nullable Object result(int slot) {
    if (trace) {
      return states[slot];
    }
    Object state = state(slot);
    return calling(() -> body.finish(state));
  }

  private @Nullable Object calling(Supplier<@Nullable Object> code) {
    try {
      return code.get();
    } catch (UserException error) {
      throw error.at(call.position());
    }
  }

  /// Writes the results of `slots[from .. from + count - 1]` to `out` from position `at` on.
  void write(int[] slots, int from, int count, ColumnBuffer out, int at) {
    results.reset();
    for (int i = 0; i < count; i++) {
      Values.append(results, result(slots[from + i]));
    }
    for (int i = 0; i < count; i++) {
      out.set(at + i, results.build(), i);
    }
  }

  @Override
  Accumulator newTrace() {
    return new UserState(call, body, columns, true);
  }

  @Override
  void copyTo(Accumulator other, int at, int slot) {
    ((UserState) other).states[at] = result(slot);
  }

  @Override
  void merge(Accumulator from, int fromSlot, int slot) {
    Object other = ((UserState) from).states[fromSlot];
    if (other != null) {
      Object state = state(slot);
      calling(() -> {
        body.merge(state, other);
        return null;
      });
    }
  }

  @Override
  void clear(int slot) {
    states[slot] = null;
  }

  @Override
  void clearAll(int limit) {
    Arrays.fill(states, 0, Math.min(limit, states.length), null);
  }

  @Override
  void save(StateOutput out, int[] slots, int from, int count) {
    if (!body.isSavable()) {
      throw notSaved();
    }
    for (int i = from; i < from + count; i++) {
      Object state = states[slots[i]];
      out.putBoolean(state != null);
      if (state != null) {
        byte[] bytes = (byte[]) Objects.requireNonNull(calling(() -> body.write(state)));
        out.putBytes(bytes, 0, bytes.length);
      }
    }
  }

  @Override
  void restore(StateInput in, int[] slots, int from, int count) {
    if (!body.isSavable()) {
      throw notSaved();
    }
    for (int i = from; i < from + count; i++) {
      if (in.getBoolean()) {
        byte[] bytes = in.getBytes();
        try {
          states[slots[i]] = Objects.requireNonNull(calling(() -> body.read(bytes)));
        } catch (IllegalArgumentException e) {
          throw in.damaged(String.valueOf(e.getMessage()));
        }
      }
    }
  }

  /// The states are objects of the program's own, of which nothing else is known.
  private UserException notSaved() {
    return new UserException(
        ErrorCode.NOT_SUPPORTED,
        "the state of the Java function " + call.function().name() + " cannot be saved",
        call.position(),
        "give it a codec, or run the job without checkpoints");
  }

  @Override
  boolean anyNegative() {
    return body.anyNegative();
  }

  @Override
  public long memoryBytes() {
    long held = Arrays.stream(states).filter(Objects::nonNull).count();
    return 8L * states.length + ESTIMATED_BYTES * held;
  }
}
