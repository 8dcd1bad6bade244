package io.velostream.expression.function;

import io.velostream.expression.Expression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A function as the catalogue keeps it. What users are told of it is in the SQL module.
///
/// @param name the SQL name or operator sign
/// @param strict whether a NULL argument makes the result NULL; then the binder never sees an
///   argument of type NULL
/// @param binder builds the expression of a call
/// @param signatures for SQL to check calls by, where all types are fixed and it has none otherwise
record Definition(String name, boolean strict, Binder binder, List<Signature> signatures) {
  Definition {
    signatures = List.copyOf(signatures);
  }

  /// Builds the expression of a call.
  @FunctionalInterface
  interface Binder {
    /// The expression, or `null` when no overload takes these arguments.
    @Nullable Expression bind(Invocation call);
  }

  /// A function that yields NULL for a NULL argument.
  static Definition of(String name, Binder binder) {
    return new Definition(name, true, binder, List.of());
  }

  /// A function with NULL rules of its own.
  static Definition nullAware(String name, Binder binder) {
    return new Definition(name, false, binder, List.of());
  }

  /// The same function under another name.
  Definition alias(String other) {
    return new Definition(
        other, strict, binder, signatures.stream().map(s -> s.named(other)).toList());
  }
}
