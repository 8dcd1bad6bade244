package io.velostream.operators.aggregate;

import io.velostream.operators.Operator;
import io.velostream.operators.testing.RescaledOperator;
import io.velostream.operators.testing.RestartedOperator;
import io.velostream.operators.testing.RestartedOperator.Restart;
import java.util.List;
import java.util.function.Supplier;

/// Has tests with random input run some of their rounds over operators that are saved and restored
/// between steps. The seed decides.
public final class Restarts {
  private Restarts() {}

  /// As it is, restarted in one of three ways, or as several operators whose number changes.
  ///
  /// @param keys columns by which rows may be distributed
  public static Operator some(long seed, List<Integer> keys, Supplier<? extends Operator> factory) {
    return switch ((int) Math.floorMod(seed >> 5, 7L)) {
      case 0, 1, 2 -> factory.get();
      case 3 -> new RestartedOperator(factory, Restart.WHOLE, seed);
      case 4 -> new RestartedOperator(factory, Restart.SHARED_OUT, seed);
      case 5 -> new RestartedOperator(factory, Restart.IN_PARTS, seed);
      default -> new RescaledOperator(factory, keys, seed);
    };
  }

  /// As it is, or restarted in one of three ways.
  public static Operator alone(long seed, Supplier<? extends Operator> factory) {
    return switch ((int) Math.floorMod(seed >> 5, 5L)) {
      case 0, 1 -> factory.get();
      case 2 -> new RestartedOperator(factory, Restart.WHOLE, seed);
      case 3 -> new RestartedOperator(factory, Restart.IN_PARTS, seed);
      default -> new RestartedOperator(factory, Restart.SHARED_OUT, seed);
    };
  }

  /// The same where the order of groups shows.
  public static Operator inOrder(long seed, Supplier<? extends Operator> factory) {
    return switch ((int) Math.floorMod(seed >> 5, 4L)) {
      case 0, 1 -> factory.get();
      case 2 -> new RestartedOperator(factory, Restart.WHOLE, seed);
      default -> new RestartedOperator(factory, Restart.IN_PARTS, seed);
    };
  }
}
