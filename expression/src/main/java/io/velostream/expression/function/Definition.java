package io.velostream.expression.function;

import io.velostream.expression.Expression;
import org.jspecify.annotations.Nullable;

/// A function as the catalogue keeps it.
///
/// @param description what users see
/// @param strict whether a NULL argument makes the result NULL; then the binder never sees an
///   argument of type NULL
/// @param binder builds the expression of a call
record Definition(FunctionDescription description, boolean strict, Binder binder) {

  /// Builds the expression of a call.
  @FunctionalInterface
  interface Binder {
    /// The expression, or `null` when no overload takes these arguments.
    @Nullable Expression bind(Invocation call);
  }

  /// A function that yields NULL for a NULL argument.
  static Definition of(String name, String signature, String summary, Binder binder) {
    return new Definition(new FunctionDescription(name, signature, summary), true, binder);
  }

  /// A function with NULL rules of its own.
  static Definition nullAware(String name, String signature, String summary, Binder binder) {
    return new Definition(new FunctionDescription(name, signature, summary), false, binder);
  }

  /// The same function under another name.
  Definition alias(String name) {
    String signature = description.signature();
    String renamed =
        signature.startsWith(description.name())
            ? name + signature.substring(description.name().length())
            : signature;
    return new Definition(
        new FunctionDescription(name, renamed, description.summary()), strict, binder);
  }
}
