package io.velostream.expression.compile;

import io.velostream.expression.EvaluationContext;
import org.jspecify.annotations.Nullable;

/// The arrays that a generated loop reads and writes, by slot: first the input columns, then the
/// outputs, then the remembered values of dictionary entries. One frame per evaluator; it is filled
/// anew for each batch.
final class Frame {
  /// LONG values, spans of BYTES, high halves of WIDE.
  final long[][] longs;

  /// Low halves of WIDE.
  final long[][] lows;

  final double[][] doubles;

  /// What the spans point into.
  final byte[][] bytes;

  /// Ids of dictionary columns.
  final int[][] ids;

  final boolean[][] nulls;

  /// Where the bytes of computed text go.
  final BytesBuffer[] buffers;

  /// Set for an output in which a NULL was written.
  final boolean[] sawNull;

  @Nullable EvaluationContext context;

  Frame(int slots) {
    longs = new long[slots][];
    lows = new long[slots][];
    doubles = new double[slots][];
    bytes = new byte[slots][];
    ids = new int[slots][];
    nulls = new boolean[slots][];
    buffers = new BytesBuffer[slots];
    sawNull = new boolean[slots];
  }
}
