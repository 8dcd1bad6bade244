package io.velostream.expression.function;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Slice;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Cast;
import io.velostream.expression.Expression.Literal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A call to be bound: what the SQL side knows, and helpers to build the expression.
///
/// @param name the SQL name as called, in upper case
/// @param arguments typed arguments
/// @param result the type that the expression must have
/// @param position where the call stands
record Invocation(
    String name, List<Expression> arguments, DataType result, SourcePosition position) {

  int count() {
    return arguments.size();
  }

  Expression argument(int index) {
    return arguments.get(index);
  }

  DataType type(int index) {
    return arguments.get(index).type();
  }

  /// A call of a kernel method, found by the lanes of the operands.
  Expression call(Class<?> owner, String method, DataType type, Expression... operands) {
    return Kernels.call(name, owner, method, type, position, List.of(operands));
  }

  /// The expression as another type; itself when the type is the same already.
  Expression cast(Expression value, DataType to) {
    if (value.type().equals(to)) {
      return value;
    }
    if (value.type() instanceof DataType.Null) {
      return new Literal(null, to);
    }
    return new Cast(value, to, false, position);
  }

  /// The expression as the result type of the call, or as it is when it has no cast to that type:
  /// then the catalogue finds that the call does not fit.
  Expression asResult(Expression value) {
    return Casts.exists(value.type(), result) ? cast(value, result) : value;
  }

  /// The steps around an expression.
  Expression apply(Steps steps, Expression value, DataType type) {
    return Steps.apply(steps.list(), value, type, position);
  }

  /// The same call under another type of the same lane; the value is not touched.
  static Expression relabel(Expression value, DataType type) {
    return value instanceof Expression.Call call
        ? new Expression.Call(
            call.function(), call.operands(), type, call.nullable(), call.position())
        : value;
  }

  static Literal number(long value) {
    return new Literal(value, DataType.BIGINT);
  }

  static Literal text(String value) {
    return new Literal(Slice.utf8(value), DataType.STRING);
  }

  /// The text of a literal argument, or `null` when it is no text literal.
  @Nullable String literalText(int index) {
    return argument(index) instanceof Literal(Slice text, DataType _) ? text.toText() : null;
  }
}
