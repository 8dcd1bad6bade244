package io.velostream.expression.compile;

import io.velostream.expression.compile.Code.Constant;
import io.velostream.expression.compile.Code.Value;
import org.jspecify.annotations.Nullable;

/// Where the value of an expression is found.
///
/// @param value by lane; meaningless when NULL
/// @param isNull a boolean without side effects, or `null` when the value is never NULL
record Computed(Value value, @Nullable Value isNull) {
  static final Value TRUE = new Constant(true, Kind.BOOLEAN);
  static final Value FALSE = new Constant(false, Kind.BOOLEAN);

  /// A value that is never NULL.
  static Computed of(Value value) {
    return new Computed(value, null);
  }

  /// Whether it is NULL, as a value.
  Value nullFlag() {
    return isNull == null ? FALSE : isNull;
  }

  /// Something to put into a local that is not used: zero or a null reference.
  static Constant zero(Kind kind) {
    return switch (kind) {
      case LONG -> new Constant(0L, kind);
      case DOUBLE -> new Constant(0.0, kind);
      case INT -> new Constant(0, kind);
      case BOOLEAN -> new Constant(false, kind);
      default -> new Constant(null, kind);
    };
  }
}
