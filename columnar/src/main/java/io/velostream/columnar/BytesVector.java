package io.velostream.columnar;

import org.jspecify.annotations.Nullable;

/// Values of [Lane#BYTES]: each row is a span of one shared byte array.
///
/// A span packs start and length into one `long` (see [Span]), so that selecting or copying rows of
/// strings costs the same as of numbers, and a decoder can point straight into its input buffer.
/// Spans may overlap and need not be in order. What stands at a NULL row is unspecified.
///
/// At least [#PADDING] readable bytes follow the last byte of every span, so that kernels may load
/// whole words.
public final class BytesVector implements Vector {
  /// Bytes that may be read (and ignored) beyond the end of any span.
  public static final int PADDING = 16;

  private final byte[] data;
  private final long[] spans;
  private final boolean @Nullable [] nulls;

  /// Wraps the arrays without copying them.
  public BytesVector(byte[] data, long[] spans, boolean @Nullable [] nulls) {
    this.data = data;
    this.spans = spans;
    this.nulls = nulls;
  }

  /// The bytes that the spans point into.
  public byte[] data() {
    return data;
  }

  /// Start and length by row index, packed as [Span] says.
  public long[] spans() {
    return spans;
  }

  /// The value of a row that is not NULL, as a view of [#data()].
  public Slice slice(int row) {
    long span = spans[row];
    return new Slice(data, Span.start(span), Span.length(span));
  }

  @Override
  public boolean @Nullable [] nulls() {
    return nulls;
  }

  @Override
  public Lane lane() {
    return Lane.BYTES;
  }
}
