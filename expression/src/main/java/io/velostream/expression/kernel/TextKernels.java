package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;

/// Functions over text as UTF-8.
public final class TextKernels {
  private TextKernels() {}

  /// The text without blanks at its end.
  @Total
  public static Slice trimTrailingBlanks(Slice text) {
    int length = text.length();
    while (length > 0 && text.at(length - 1) == ' ') {
      length--;
    }
    return length == text.length() ? text : new Slice(text.array(), text.offset(), length);
  }
}
