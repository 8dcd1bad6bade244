package io.velostream.operators;

import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateFormat;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;

/// An operator that remembers nothing from one step to the next.
public interface StatelessOperator extends Operator {
  /// The form of no state.
  StateFormat STATELESS = new StateFormat("stateless", 1);

  @Override
  default StateFormat stateFormat() {
    return STATELESS;
  }

  @Override
  default void save(StateOutput out) {}

  @Override
  default void restore(StateInput in, KeyRange keys) {}
}
