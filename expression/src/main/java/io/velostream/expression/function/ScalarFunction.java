package io.velostream.expression.function;

import io.velostream.columnar.Lane;
import java.util.List;

/// One implementation of a scalar function: a public static Java method over lanes.
///
/// Parameters and result are by [Lane]: `long`, `double`, [java.math.BigInteger] (WIDE, unscaled),
/// [io.velostream.columnar.Slice]. The method is called only when no argument is NULL. One that can
/// still return NULL, or needs the zone or the time, takes an
/// [io.velostream.expression.EvaluationContext] as its last parameter and sets its `resultIsNull`.
///
/// @param name the SQL name, for display
/// @param owner the class of the method
/// @param method its name
/// @param parameters lanes of the arguments
/// @param result lane of the result
/// @param takesContext whether the method has the extra last parameter
/// @param deterministic whether equal arguments always give an equal result
public record ScalarFunction(
    String name,
    Class<?> owner,
    String method,
    List<Lane> parameters,
    Lane result,
    boolean takesContext,
    boolean deterministic) {
  public ScalarFunction {
    parameters = List.copyOf(parameters);
  }
}
