package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import java.util.HashMap;
import java.util.Map;

/// Single characters replaced.
public final class TranslateKernels {
  private TranslateKernels() {}

  /// Each character of `from` replaced by the one at its place in `to`; without one it goes.
  @Total
  public static Slice translate(Slice text, Slice from, Slice to) {
    Map<Integer, Integer> replaced = new HashMap<>();
    int[] old = from.toText().codePoints().toArray();
    int[] fresh = to.toText().codePoints().toArray();
    for (int i = 0; i < old.length; i++) {
      replaced.putIfAbsent(old[i], i < fresh.length ? fresh[i] : -1);
    }
    StringBuilder out = new StringBuilder();
    text.toText()
        .codePoints()
        .map(c -> replaced.getOrDefault(c, c))
        .filter(c -> c >= 0)
        .forEach(out::appendCodePoint);
    return Slice.utf8(out.toString());
  }
}
