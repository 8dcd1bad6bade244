package io.velostream.operators.aggregate;

import io.velostream.columnar.Lane;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Span;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.state.BytesBuffer;
import io.velostream.state.ColumnBuffer;
import io.velostream.state.OrderedValues;
import java.util.Arrays;

/// STRING_AGG: the strings in order, with a separator between them.
final class TextReader implements ValueReader<OrderedValues> {
  private static final int MAX_LENGTH = 1 << 30;

  private final int column;
  private final Slice separator;
  private final BytesBuffer strings = new BytesBuffer();
  private byte[] text = new byte[64];
  private int length;

  /// @param column of the values
  TextReader(int column, Slice separator) {
    this.column = column;
    this.separator = separator;
  }

  @Override
  public Lane lane() {
    return Lane.BYTES;
  }

  @Override
  public void write(OrderedValues values, int group, ColumnBuffer out, int at) {
    int count = values.order(group);
    strings.reset();
    strings.reserve(count);
    values.write(column, values.ordered(), 0, count, strings, 0);
    length = 0;
    boolean first = true;
    for (int i = 0; i < count; i++) {
      long span = strings.spans()[i];
      for (long n = values.occurrences()[i]; n > 0; n--) {
        if (!first) {
          append(separator.array(), separator.offset(), separator.length());
        }
        first = false;
        append(strings.data(), Span.start(span), Span.length(span));
      }
    }
    ((BytesBuffer) out).set(at, text, 0, length);
  }

  private void append(byte[] bytes, int from, int count) {
    if (count > MAX_LENGTH - length) {
      throw new UserException(ErrorCode.LIMIT_EXCEEDED, "STRING_AGG gives more than 1 GiB")
          .hint("group by more, or aggregate in windows");
    }
    if (length + count > text.length) {
      text = Arrays.copyOf(text, Math.max(length + count, 2 * text.length));
    }
    System.arraycopy(bytes, from, text, length, count);
    length += count;
  }
}
