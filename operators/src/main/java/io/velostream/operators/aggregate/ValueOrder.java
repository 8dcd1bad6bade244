package io.velostream.operators.aggregate;

import io.velostream.columnar.BytesVector;
import io.velostream.columnar.Dictionary;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Span;
import io.velostream.columnar.Vector;
import io.velostream.columnar.WideVector;
import io.velostream.state.BytesBuffer;
import io.velostream.state.ColumnBuffer;
import io.velostream.state.DoubleBuffer;
import io.velostream.state.LongBuffer;
import io.velostream.state.WideBuffer;
import java.util.Arrays;

/// The order of values that are not NULL: numbers by size with NaN last, strings by their bytes.
final class ValueOrder {
  private ValueOrder() {}

  /// Compares a row of a vector with a position of a buffer of the same lane.
  static int compare(Vector a, int row, ColumnBuffer b, int at) {
    return switch (a) {
      case LongVector v -> Long.compare(v.values()[row], ((LongBuffer) b).values()[at]);
      case DoubleVector v -> compare(v.values()[row], ((DoubleBuffer) b).values()[at]);
      case WideVector v -> compare(v.high()[row], v.low()[row], (WideBuffer) b, at);
      case BytesVector v -> compare(v.data(), v.spans()[row], (BytesBuffer) b, at);
      case DictionaryVector v -> {
        Dictionary dictionary = v.dictionary();
        yield compare(dictionary.data(), dictionary.spans()[v.ids()[row]], (BytesBuffer) b, at);
      }
    };
  }

  /// Compares positions of two buffers of the same lane.
  static int compare(ColumnBuffer a, int position, ColumnBuffer b, int at) {
    return switch (a) {
      case LongBuffer v -> Long.compare(v.values()[position], ((LongBuffer) b).values()[at]);
      case DoubleBuffer v -> compare(v.values()[position], ((DoubleBuffer) b).values()[at]);
      case WideBuffer v -> compare(v.high()[position], v.low()[position], (WideBuffer) b, at);
      case BytesBuffer v -> compare(v.data(), v.spans()[position], (BytesBuffer) b, at);
    };
  }

  private static int compare(double a, double b) {
    return Double.compare(a + 0.0, b + 0.0);
  }

  private static int compare(long high, long low, WideBuffer b, int at) {
    int upper = Long.compare(high, b.high()[at]);
    return upper != 0 ? upper : Long.compareUnsigned(low, b.low()[at]);
  }

  private static int compare(byte[] data, long span, BytesBuffer b, int at) {
    long other = b.spans()[at];
    int start = Span.start(span);
    int otherStart = Span.start(other);
    return Arrays.compareUnsigned(
        data,
        start,
        start + Span.length(span),
        b.data(),
        otherStart,
        otherStart + Span.length(other));
  }
}
