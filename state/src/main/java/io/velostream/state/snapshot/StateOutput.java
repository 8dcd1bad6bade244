package io.velostream.state.snapshot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Bytes that grow at their end: where state is written. Numbers are little-endian. It is held in
/// pieces, so that it grows without copying and beyond the length of an array; [#reset()] keeps
/// them for the next use.
///
/// [#begin] and [#end] enclose a block: its kind, its version and its length come first, so that a
/// reader knows what it has before it and where that ends.
public final class StateOutput {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int DEFAULT_PIECE = 1 << 18;

  private final int pieceLength;
  private final List<byte[]> pieces = new ArrayList<>();
  private byte[] piece = new byte[0];
  private int at;

  /// Pieces that are full; the one being written follows them.
  private int full = -1;

  private long[] open = new long[4];
  private int depth;

  /// An empty output.
  public StateOutput() {
    this(DEFAULT_PIECE);
  }

  /// An output in pieces of that many bytes.
  StateOutput(int pieceLength) {
    this.pieceLength = pieceLength;
  }

  /// Number of bytes written.
  public long size() {
    return full < 0 ? 0 : (long) full * pieceLength + at;
  }

  /// Forgets everything and keeps the memory.
  public void reset() {
    full = -1;
    at = 0;
    piece = new byte[0];
    depth = 0;
  }

  private void nextPiece() {
    full++;
    if (full == pieces.size()) {
      pieces.add(new byte[pieceLength]);
    }
    piece = pieces.get(full);
    at = 0;
  }

  /// Writes one byte.
  public void putByte(int value) {
    if (at == piece.length) {
      nextPiece();
    }
    piece[at++] = (byte) value;
  }

  /// Writes a byte, 1 for true.
  public void putBoolean(boolean value) {
    putByte(value ? 1 : 0);
  }

  /// Writes four bytes.
  public void putInt(int value) {
    if (piece.length - at >= Integer.BYTES) {
      INT.set(piece, at, value);
      at += Integer.BYTES;
    } else {
      for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
        putByte(value >>> shift);
      }
    }
  }

  /// Writes eight bytes.
  public void putLong(long value) {
    if (piece.length - at >= Long.BYTES) {
      LONG.set(piece, at, value);
      at += Long.BYTES;
    } else {
      for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
        putByte((int) (value >>> shift));
      }
    }
  }

  /// Writes the bits of a double.
  public void putDouble(double value) {
    putLong(Double.doubleToRawLongBits(value));
  }

  /// Writes a number that is mostly small and not negative: one byte below 128, at most ten.
  public void putVarint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      putByte((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    putByte((int) rest);
  }

  /// Writes a number that is mostly near 0, of either sign.
  public void putSigned(long value) {
    putVarint(value << 1 ^ value >> 63);
  }

  /// Writes the values at `at[from .. from + count - 1]`, in as many bytes each as their range
  /// needs.
  public void putLongs(long[] values, int[] at, int from, int count) {
    long least = Long.MAX_VALUE;
    long greatest = Long.MIN_VALUE;
    for (int i = from; i < from + count; i++) {
      least = Math.min(least, values[at[i]]);
      greatest = Math.max(greatest, values[at[i]]);
    }
    if (count == 0) {
      return;
    }
    int width = (Long.SIZE - Long.numberOfLeadingZeros(greatest - least) + 7) >>> 3;
    putByte(width);
    putLong(least);
    if (width > 0) {
      for (int i = from; i < from + count; i++) {
        putLow(values[at[i]] - least, width);
      }
    }
  }

  /// Writes the low 0 to 8 bytes of a number.
  public void putLow(long value, int bytes) {
    if (piece.length - this.at >= Long.BYTES) {
      // What stands beyond is written over by whatever comes next.
      LONG.set(piece, this.at, value);
      this.at += bytes;
    } else {
      for (int i = 0; i < bytes; i++) {
        putByte((int) (value >>> Byte.SIZE * i));
      }
    }
  }

  /// Writes the values at `at[from .. from + count - 1]`, bit by bit as they are.
  public void putDoubles(double[] values, int[] at, int from, int count) {
    for (int i = from; i < from + count; i++) {
      putLong(Double.doubleToRawLongBits(values[at[i]]));
    }
  }

  /// Writes the marks at `at[from .. from + count - 1]`, eight to a byte.
  public void putMarks(boolean[] marks, int[] at, int from, int count) {
    for (int i = 0; i < count; i += Byte.SIZE) {
      int bits = 0;
      for (int k = 0; k < Math.min(Byte.SIZE, count - i); k++) {
        bits |= marks[at[from + i + k]] ? 1 << k : 0;
      }
      putByte(bits);
    }
  }

  /// Writes bytes without their number.
  public void putRaw(byte[] array, int offset, int length) {
    int from = offset;
    int rest = length;
    while (rest > 0) {
      if (at == piece.length) {
        nextPiece();
      }
      int n = Math.min(rest, piece.length - at);
      System.arraycopy(array, from, piece, at, n);
      at += n;
      from += n;
      rest -= n;
    }
  }

  /// Writes all that another one holds.
  public void putAll(StateOutput other) {
    for (int i = 0; i <= other.full; i++) {
      putRaw(other.pieces.get(i), 0, i < other.full ? other.pieceLength : other.at);
    }
  }

  /// Writes the number of bytes, then the bytes.
  public void putBytes(byte[] array, int offset, int length) {
    putVarint(length);
    putRaw(array, offset, length);
  }

  /// Writes text: the number of its UTF-8 bytes, then these.
  public void putText(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    putBytes(bytes, 0, bytes.length);
  }

  /// Begins a block, which may lie in another one.
  public void begin(StateFormat format) {
    putText(format.kind());
    putVarint(format.version());
    if (depth == open.length) {
      open = java.util.Arrays.copyOf(open, depth * 2);
    }
    open[depth++] = size();
    putLong(0);
  }

  /// Writes what stands before a block whose content is written elsewhere.
  ///
  /// @param length of the content
  public void putHead(StateFormat format, long length) {
    putText(format.kind());
    putVarint(format.version());
    putLong(length);
  }

  /// Ends the block that was begun last.
  public void end() {
    if (depth == 0) {
      throw new IllegalStateException("no block was begun");
    }
    long start = open[--depth];
    long length = size() - start - Long.BYTES;
    for (int i = 0; i < Long.BYTES; i++) {
      long place = start + i;
      pieces.get((int) (place / pieceLength))[(int) (place % pieceLength)] =
          (byte) (length >>> Byte.SIZE * i);
    }
  }

  /// What was written, without copying it; valid until the next write.
  public List<ByteBuffer> pieces() {
    List<ByteBuffer> written = new ArrayList<>();
    for (int i = 0; i <= full; i++) {
      written.add(
          ByteBuffer.wrap(pieces.get(i), 0, i < full ? pieceLength : at)
              .slice()
              .asReadOnlyBuffer());
    }
    return written;
  }

  /// A copy of what was written, which must fit an array.
  public byte[] toByteArray() {
    byte[] bytes = new byte[Math.toIntExact(size())];
    int to = 0;
    for (int i = 0; i <= full; i++) {
      int length = i < full ? pieceLength : at;
      System.arraycopy(pieces.get(i), 0, bytes, to, length);
      to += length;
    }
    return bytes;
  }
}
