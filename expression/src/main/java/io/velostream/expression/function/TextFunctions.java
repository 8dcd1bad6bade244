package io.velostream.expression.function;

import io.velostream.columnar.DataType;
import io.velostream.expression.Expression;
import io.velostream.expression.kernel.TextKernels;
import java.util.List;

/// Functions over text.
final class TextFunctions {
  private TextFunctions() {}

  static List<Definition> definitions() {
    return List.of();
  }

  /// The text without the blanks that pad a CHAR.
  static Expression withoutTrailingBlanks(Invocation call, Expression text) {
    return call.call(TextKernels.class, "trimTrailingBlanks", DataType.STRING, text);
  }
}
