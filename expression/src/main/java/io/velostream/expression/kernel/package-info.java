/// The code behind scalar functions and casts: public static methods over lanes, grouped by family.
///
/// A kernel sees Java primitives, [java.math.BigInteger] and [io.velostream.columnar.Slice], never
/// vectors, types or expressions; what it must know about a type (a limit, a scale) comes in as a
/// constant argument. It is called only when no argument is NULL. Booleans are `long` 0 or 1.
/// Kernels raise [io.velostream.columnar.error.UserException] without a position; the evaluators
/// add it. An [ArithmeticException] that leaves a kernel counts as NUMERIC_OVERFLOW, a
/// [java.time.DateTimeException] as INVALID_ARGUMENT.
@NullMarked
package io.velostream.expression.kernel;

import org.jspecify.annotations.NullMarked;
