package io.velostream.state;

import io.velostream.columnar.BytesVector;
import io.velostream.columnar.Dictionary;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Span;
import io.velostream.columnar.Vector;
import io.velostream.columnar.WideVector;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// A [ColumnBuffer] of byte strings in one heap. A value that is replaced leaves its bytes unused;
/// the heap is compacted instead of grown while less than half of it is in use.
public final class BytesBuffer extends ColumnBuffer {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] data = new byte[64 + BytesVector.PADDING];
  private long[] spans = new long[0];
  private int used;
  private int live;

  /// The heap; replaced when it grows or is compacted.
  public byte[] data() {
    return data;
  }

  /// Spans in [#data()] by position; replaced when the buffer grows.
  public long[] spans() {
    return spans;
  }

  /// Writes a copy of the `length` bytes at `offset`.
  public void set(int at, byte[] array, int offset, int length) {
    long old = spans[at];
    int oldLength = Span.length(old);
    int start;
    if (length <= oldLength) {
      start = Span.start(old);
    } else {
      spans[at] = 0;
      live -= oldLength;
      start = allocate(length);
      oldLength = 0;
    }
    System.arraycopy(array, offset, data, start, length);
    live += length - oldLength;
    spans[at] = Span.of(start, length);
  }

  /// Writes strings as [KeyEncoder] has them in words: two little-endian words, of which the last
  /// byte is the length. Ends before the first whose last byte is larger than
  /// [KeyEncoder#MAX_INLINE]: it is no such string. The positions must not have been written since
  /// the last reset.
  ///
  /// @param from the first of `slots` that counts
  /// @return how many were written
  int setInline(SlotField strings, int[] slots, int from, int count, int at) {
    long[] words = strings.words();
    long room = used + 16L * count + BytesVector.PADDING;
    if (room > data.length) {
      data = Arrays.copyOf(data, grown(16 * count));
    }
    byte[] to = data;
    long[] out = spans;
    int end = used;
    int done = 0;
    for (; done < count; done++) {
      int word = strings.place(slots[from + done]);
      long word1 = words[word + 1];
      int length = (int) (word1 >>> 56);
      if (length > KeyEncoder.MAX_INLINE) {
        break;
      }
      LONGS.set(to, end, words[word]);
      LONGS.set(to, end + 8, word1);
      out[at + done] = Span.of(end, length);
      end += length;
    }
    live += end - used;
    used = end;
    return done;
  }

  private int allocate(int length) {
    if (used + (long) length + BytesVector.PADDING > data.length) {
      if (live < used / 2 && live + length + BytesVector.PADDING <= data.length) {
        compact(data.length);
      } else {
        compact(grown(length));
      }
    }
    int start = used;
    used += length;
    return start;
  }

  private int grown(int length) {
    long wanted = Math.max(data.length * 2L, (long) used + length + BytesVector.PADDING);
    return (int) Math.min(wanted, Integer.MAX_VALUE - 8);
  }

  private void compact(int capacity) {
    byte[] packed = new byte[capacity];
    int to = 0;
    for (int i = 0; i < spans.length; i++) {
      int length = Span.length(spans[i]);
      if (length > 0) {
        System.arraycopy(data, Span.start(spans[i]), packed, to, length);
        spans[i] = Span.of(to, length);
        to += length;
      }
    }
    data = packed;
    used = to;
    live = to;
  }

  @Override
  public Vector vector() {
    return new BytesVector(data, spans, nulls());
  }

  @Override
  void saveValues(StateOutput out, int[] at, int from, int count) {
    int longest = 0;
    for (int i = from; i < from + count; i++) {
      longest = Math.max(longest, Span.length(spans[at[i]]));
    }
    int width = (Integer.SIZE - Integer.numberOfLeadingZeros(longest) + 7) >>> 3;
    out.putByte(width);
    for (int i = from; i < from + count; i++) {
      out.putLow(Span.length(spans[at[i]]), width);
    }
    for (int i = from; i < from + count; i++) {
      long span = spans[at[i]];
      out.putRaw(data, Span.start(span), Span.length(span));
    }
  }

  @Override
  void restoreValues(StateInput in, int[] at, int from, int count) {
    int[] lengths = new int[count];
    int width = in.getWidth(Integer.BYTES);
    long all = 0;
    for (int i = 0; i < count; i++) {
      long length = in.getLow(width);
      all += length;
      if (length < 0 || all > in.remaining()) {
        throw in.damaged("a text of " + length + " bytes where " + in.remaining() + " are left");
      }
      lengths[i] = (int) length;
    }
    byte[] text = new byte[0];
    for (int i = 0; i < count; i++) {
      if (text.length < lengths[i]) {
        text = new byte[Math.max(lengths[i], 2 * text.length)];
      }
      in.getRaw(text, 0, lengths[i]);
      set(at[from + i], text, 0, lengths[i]);
    }
  }

  @Override
  void growValues(int capacity) {
    spans = Arrays.copyOf(spans, capacity);
  }

  @Override
  void resetValues() {
    Arrays.fill(spans, 0);
    used = 0;
    live = 0;
  }

  @Override
  void repeatValues(int from, int to, int count) {
    System.arraycopy(spans, from, spans, to, count);
  }

  @Override
  void setValue(int at, Vector from, int row) {
    switch (from) {
      case BytesVector bytes -> {
        long span = bytes.spans()[row];
        set(at, bytes.data(), Span.start(span), Span.length(span));
      }
      case DictionaryVector coded -> {
        Dictionary dictionary = coded.dictionary();
        long span = dictionary.spans()[coded.ids()[row]];
        set(at, dictionary.data(), Span.start(span), Span.length(span));
      }
      case LongVector _, DoubleVector _, WideVector _ ->
          throw new IllegalArgumentException("not a vector of bytes: lane " + from.lane());
    }
  }

  @Override
  void setValue(int at, ColumnBuffer from, int position) {
    BytesBuffer bytes = (BytesBuffer) from;
    long span = bytes.spans[position];
    set(at, bytes.data, Span.start(span), Span.length(span));
  }

  @Override
  boolean differs(int a, int b) {
    long left = spans[a];
    long right = spans[b];
    return !Slice.equal(
        data, Span.start(left), Span.length(left), data, Span.start(right), Span.length(right));
  }

  @Override
  void markDifferentValues(int a, int b, int stride, int count, boolean[] changed) {
    for (int i = 0; i < count; i++) {
      changed[i] |= differs(a + i * stride, b + i * stride);
    }
  }

  @Override
  public long memoryBytes() {
    return data.length + 8L * spans.length + nullBytes();
  }
}
