package io.velostream.state.snapshot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Reads what a [StateOutput] has written. Whatever the bytes are, it reads no further than they
/// go, and throws [DamagedStateException] instead.
public final class StateInput {
  private static final String OUTSIDE = "pipeline";

  private final ByteBuffer[] pieces;

  /// Where each piece begins, and after the last one the end.
  private final long[] starts;

  private int current;
  private ByteBuffer piece;

  /// The end of the innermost block, in bytes from the start.
  private long end;

  private String[] kinds = new String[4];
  private long[] ends = new long[4];
  private int[] versions = new int[4];
  private int depth;

  private StateInput(ByteBuffer[] pieces) {
    this.pieces = pieces;
    starts = new long[pieces.length + 1];
    for (int i = 0; i < pieces.length; i++) {
      starts[i + 1] = starts[i] + pieces[i].limit();
    }
    piece = pieces[0];
    end = starts[pieces.length];
  }

  /// Reads the bytes of an array.
  public static StateInput of(byte[] bytes) {
    return of(List.of(ByteBuffer.wrap(bytes)));
  }

  /// Reads the remaining bytes of some buffers, one after the other.
  public static StateInput of(List<ByteBuffer> pieces) {
    ByteBuffer[] own =
        pieces.isEmpty()
            ? new ByteBuffer[] {ByteBuffer.allocate(0)}
            : pieces.stream().map(ByteBuffer::slice).toArray(ByteBuffer[]::new);
    for (ByteBuffer buffer : own) {
      buffer.order(ByteOrder.LITTLE_ENDIAN);
    }
    return new StateInput(own);
  }

  /// Another input of the same bytes, at their start. Several threads may read one each.
  public StateInput again() {
    return of(Arrays.stream(pieces).map(buffer -> buffer.duplicate().rewind()).toList());
  }

  /// Bytes read so far.
  public long offset() {
    return starts[current] + piece.position();
  }

  /// Bytes left in the innermost block.
  public long remaining() {
    return end - offset();
  }

  /// Reads one byte, 0 to 255.
  public int getByte() {
    require(1);
    return next();
  }

  private int next() {
    while (!piece.hasRemaining()) {
      piece = pieces[++current];
    }
    return piece.get() & 0xFF;
  }

  /// Reads a byte that is 0 or 1.
  public boolean getBoolean() {
    int value = getByte();
    if (value > 1) {
      throw damaged("neither true nor false: " + value);
    }
    return value == 1;
  }

  /// Reads four bytes.
  public int getInt() {
    require(Integer.BYTES);
    if (piece.remaining() >= Integer.BYTES) {
      return piece.getInt();
    }
    int value = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      value |= next() << shift;
    }
    return value;
  }

  /// Reads eight bytes.
  public long getLong() {
    require(Long.BYTES);
    if (piece.remaining() >= Long.BYTES) {
      return piece.getLong();
    }
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      value |= (long) next() << shift;
    }
    return value;
  }

  /// Reads the bits of a double.
  public double getDouble() {
    return Double.longBitsToDouble(getLong());
  }

  /// Reads what [StateOutput#putVarint] has written.
  public long getVarint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = getByte();
      if (shift == 63 && next > 1) {
        break;
      }
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw damaged("a number that has no end");
  }

  /// Reads what [StateOutput#putSigned] has written.
  public long getSigned() {
    long value = getVarint();
    return value >>> 1 ^ -(value & 1);
  }

  /// Reads what [StateOutput#putLongs] has written, to `values[at[from .. from + count - 1]]`.
  public void getLongs(long[] values, int[] at, int from, int count) {
    if (count == 0) {
      return;
    }
    int width = getWidth(Long.BYTES);
    long least = getLong();
    requireEach(count, width);
    int next = from;
    int to = from + count;
    while (next < to) {
      int room = piece.remaining();
      if (width == 0 || room < Long.BYTES) {
        values[at[next++]] = least + low(width);
      } else {
        int n = Math.min(to - next, (room - Long.BYTES) / width + 1);
        int start = piece.position();
        loadLow(piece, start, values, at, next, n, least, width);
        piece.position(start + n * width);
        next += n;
      }
    }
  }

  private static void loadLow(
      ByteBuffer piece,
      int start,
      long[] values,
      int[] at,
      int from,
      int count,
      long least,
      int width) {
    long mask = -1L >>> Long.SIZE - Byte.SIZE * width;
    int place = start;
    for (int i = from; i < from + count; i++) {
      values[at[i]] = least + (piece.getLong(place) & mask);
      place += width;
    }
  }

  /// Reads a number of bytes per thing, of which there are `most` at most.
  public int getWidth(int most) {
    int width = getByte();
    if (width > most) {
      throw damaged("numbers of " + width + " bytes");
    }
    return width;
  }

  /// Reads what [StateOutput#putLow] has written; not negative below 8 bytes.
  public long getLow(int bytes) {
    require(bytes);
    return low(bytes);
  }

  private long low(int bytes) {
    int position = piece.position();
    if (piece.limit() - position >= Long.BYTES) {
      piece.position(position + bytes);
      return bytes == 0 ? 0 : piece.getLong(position) & -1L >>> Long.SIZE - Byte.SIZE * bytes;
    }
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (long) next() << Byte.SIZE * i;
    }
    return value;
  }

  /// Reads what [StateOutput#putDoubles] has written.
  public void getDoubles(double[] values, int[] at, int from, int count) {
    requireEach(count, Double.BYTES);
    for (int i = from; i < from + count; i++) {
      values[at[i]] = getDouble();
    }
  }

  /// Reads what [StateOutput#putMarks] has written.
  public void getMarks(boolean[] marks, int[] at, int from, int count) {
    for (int i = 0; i < count; i += Byte.SIZE) {
      int bits = getByte();
      for (int k = 0; k < Math.min(Byte.SIZE, count - i); k++) {
        marks[at[from + i + k]] = (bits >>> k & 1) != 0;
      }
    }
  }

  private void requireEach(int count, int bytes) {
    if ((long) count * bytes > remaining()) {
      throw damaged(count + " things of " + bytes + " bytes where " + remaining() + " are left");
    }
  }

  /// Reads a number, written as a varint, that is not negative.
  public long getNumber() {
    long value = getVarint();
    if (value < 0) {
      throw damaged("a negative number: " + value);
    }
    return value;
  }

  /// Reads a number, written as a varint, that is at least 0 and below `limit`.
  public int getIndex(int limit) {
    long value = getVarint();
    if (value < 0 || value >= limit) {
      throw damaged(value + " where there are " + limit);
    }
    return (int) value;
  }

  /// Reads the number, written as a varint, of things that follow and take at least `leastBytes`
  /// each: so no more than can be there. With 0 bytes each, any number that an array can have.
  public int getCount(int leastBytes) {
    long value = getVarint();
    long most = leastBytes == 0 ? Integer.MAX_VALUE - 8 : remaining() / leastBytes;
    if (value < 0 || value > most || value > Integer.MAX_VALUE - 8) {
      throw damaged(value + " things in " + remaining() + " bytes");
    }
    return (int) value;
  }

  /// Reads bytes whose number is known.
  public void getRaw(byte[] array, int offset, int length) {
    require(length);
    int to = offset;
    int rest = length;
    while (rest > 0) {
      while (!piece.hasRemaining()) {
        piece = pieces[++current];
      }
      int n = Math.min(rest, piece.remaining());
      piece.get(array, to, n);
      to += n;
      rest -= n;
    }
  }

  /// Reads what [StateOutput#putBytes] has written.
  public byte[] getBytes() {
    byte[] bytes = new byte[getCount(1)];
    getRaw(bytes, 0, bytes.length);
    return bytes;
  }

  /// Reads text.
  public String getText() {
    return new String(getBytes(), StandardCharsets.UTF_8);
  }

  /// Enters a block that must be of this kind and of no later version.
  ///
  /// @return its version
  public int enter(StateFormat expected) {
    String kind = getText();
    if (!kind.equals(expected.kind())) {
      throw damaged("it is of another kind than " + expected.kind());
    }
    long version = getVarint();
    if (version < 1 || version > expected.version()) {
      throw damaged(
          kind
              + " has version "
              + version
              + ", and only those up to "
              + expected.version()
              + " are known");
    }
    long length = getLong();
    if (length < 0 || length > remaining()) {
      throw damaged("a block of " + length + " bytes in " + remaining());
    }
    if (depth == kinds.length) {
      kinds = Arrays.copyOf(kinds, depth * 2);
      ends = Arrays.copyOf(ends, depth * 2);
      versions = Arrays.copyOf(versions, depth * 2);
    }
    kinds[depth] = kind;
    versions[depth] = (int) version;
    ends[depth++] = end;
    end = offset() + length;
    return (int) version;
  }

  /// Leaves the block that was entered last, which must have been read to its end.
  public void leave() {
    if (depth == 0) {
      throw new IllegalStateException("no block was entered");
    }
    if (remaining() != 0) {
      throw damaged(remaining() + " bytes are left over");
    }
    end = ends[--depth];
  }

  /// Passes over what is left of the innermost block.
  public void skipRest() {
    for (long rest = remaining(); rest > 0; rest = remaining()) {
      while (!piece.hasRemaining()) {
        piece = pieces[++current];
      }
      piece.position(piece.position() + (int) Math.min(rest, piece.remaining()));
    }
  }

  /// The version of the innermost block.
  public int version() {
    return versions[depth - 1];
  }

  private void require(int bytes) {
    if (bytes > remaining()) {
      throw damaged("it ends here, and " + bytes + " more bytes are expected");
    }
  }

  /// The error for what was read last.
  public DamagedStateException damaged(String what) {
    return new DamagedStateException(depth == 0 ? OUTSIDE : kinds[depth - 1], offset(), what);
  }
}
