package io.velostream.state.snapshot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Bytes that grow at their end: where state is written. Numbers are little-endian. It is held in
/// pieces, so that it grows without copying and beyond the length of an array; [#reset()] keeps
/// them for the next use.
///
/// [#begin] and [#end] enclose a block: its kind, its version and its length come first, so that a
/// reader knows what it has before it and where that ends.
///
/// An output made by [#inParts] need not hold all that was written to it: a part that an earlier
/// save has left in a file, and that has not changed, is only referred to. It counts as written.
public final class StateOutput {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int DEFAULT_PIECE = 1 << 18;
  private static final int SPARE_PIECES = 64;

  private final int pieceLength;
  private final List<byte[]> pieces = new ArrayList<>();
  private byte[] piece = new byte[0];
  private int at;

  /// Pieces that are full; the one being written follows them.
  private int full = -1;

  /// By depth: where the length of the block is to be put, and the size without that.
  private long[] open = new long[8];

  private int depth;

  private final @Nullable PartSize partSize;
  private final List<PlacedPart> parts = new ArrayList<>();

  /// Bytes of the parts that are only referred to.
  private long referred;

  /// A part and where it begins in what is held; only there if it is held.
  private record PlacedPart(SavedPart part, long at, boolean held) {}

  /// An empty output.
  public StateOutput() {
    this(DEFAULT_PIECE, null);
  }

  /// An empty output that may refer to what lies in files already.
  public static StateOutput inParts(PartSize size) {
    return new StateOutput(DEFAULT_PIECE, size);
  }

  /// An output in pieces of that many bytes.
  StateOutput(int pieceLength) {
    this(pieceLength, null);
  }

  private StateOutput(int pieceLength, @Nullable PartSize partSize) {
    this.pieceLength = pieceLength;
    this.partSize = partSize;
  }

  /// Number of bytes written, with those that are only referred to.
  public long size() {
    return held() + referred;
  }

  private long held() {
    return full < 0 ? 0 : (long) full * pieceLength + at;
  }

  /// Forgets everything and keeps the memory, unless that is far more than was needed lately.
  public void reset() {
    int used = full + 1;
    if (pieces.size() > 2 * used + SPARE_PIECES) {
      pieces.subList(used + SPARE_PIECES, pieces.size()).clear();
    }
    parts.clear();
    referred = 0;
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

  /// Writes the words at `slots[i] * stride + offset`, for `i` from `from` to `from + count - 1`,
  /// as [#putSigned(long)] does.
  public void putSigned(long[] words, int stride, int offset, int[] slots, int from, int count) {
    int to = from + count;
    int next = from;
    while (next < to) {
      int room = Math.min(to - next, piece.length - at);
      int stored = PackedWords.storeSmall(words, stride, offset, slots, next, room, piece, at);
      at += stored;
      next += stored;
      if (next < to) {
        putSigned(words[slots[next++] * stride + offset]);
      }
    }
  }

  /// Writes the values at `at[from .. from + count - 1]`, in as many bytes each as their range
  /// needs.
  public void putLongs(long[] values, int[] at, int from, int count) {
    putLongs(values, 1, 0, at, from, count);
  }

  /// Writes the words at `slots[i] * stride + offset`, for `i` from `from` to `from + count - 1`,
  /// as the other one does.
  public void putLongs(long[] words, int stride, int offset, int[] slots, int from, int count) {
    long least = Long.MAX_VALUE;
    long greatest = Long.MIN_VALUE;
    for (int i = from; i < from + count; i++) {
      long word = words[slots[i] * stride + offset];
      least = Math.min(least, word);
      greatest = Math.max(greatest, word);
    }
    if (count == 0) {
      return;
    }
    int width = (Long.SIZE - Long.numberOfLeadingZeros(greatest - least) + 7) >>> 3;
    putByte(width);
    putLong(least);
    int to = width > 0 ? from + count : from;
    int next = from;
    while (next < to) {
      int room = piece.length - at;
      if (room < Long.BYTES) {
        putLow(words[slots[next++] * stride + offset] - least, width);
      } else {
        int n = Math.min(to - next, (room - Long.BYTES) / width + 1);
        PackedWords.storeLow(words, stride, offset, slots, next, n, least, width, piece, at);
        at += n * width;
        next += n;
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

  /// Writes all that another one holds, which refers to nothing.
  public void putAll(StateOutput other) {
    for (ByteBuffer whole : other.pieces()) {
      putRaw(whole.array(), whole.arrayOffset(), whole.remaining());
    }
  }

  /// How state is to be cut into parts; nothing where all of it is to be written.
  public Optional<PartSize> partSize() {
    return Optional.ofNullable(partSize);
  }

  /// Writes a part of the state, or refers to it.
  ///
  /// @param before what this has given for the part in an earlier save, if it has not changed since
  /// @param content writes the part
  /// @return stands for the part in later saves; `null` when it is always to be written
  public @Nullable SavedPart putPart(@Nullable SavedPart before, Runnable content) {
    PartSize size = partSize;
    if (size == null) {
      content.run();
      return null;
    }
    long start = held();
    if (before != null && before.isKept()) {
      parts.add(new PlacedPart(before, start, false));
      referred += before.bytes();
      return before;
    }
    content.run();
    long bytes = held() - start;
    if (bytes < size.leastBytes() || bytes > PartSize.MOST_BYTES) {
      return null;
    }
    SavedPart part = new SavedPart(bytes);
    parts.add(new PlacedPart(part, start, true));
    return part;
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
    if (2 * depth == open.length) {
      open = Arrays.copyOf(open, depth * 4);
    }
    open[2 * depth] = held();
    open[2 * depth + 1] = size() + Long.BYTES;
    depth++;
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
    depth--;
    long start = open[2 * depth];
    long length = size() - open[2 * depth + 1];
    for (int i = 0; i < Long.BYTES; i++) {
      long place = start + i;
      pieces.get((int) (place / pieceLength))[(int) (place % pieceLength)] =
          (byte) (length >>> Byte.SIZE * i);
    }
  }

  /// What was written, without copying it; valid until the next write.
  ///
  /// @throws IllegalStateException when some of it is only referred to
  public List<ByteBuffer> pieces() {
    requireAllHeld();
    return held(0, held());
  }

  private void requireAllHeld() {
    if (referred > 0) {
      throw new IllegalStateException(referred + " bytes of it lie in files");
    }
  }

  /// What was written, in order, without copying it; valid until the next write.
  public List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    long from = 0;
    for (PlacedPart placed : parts) {
      if (placed.at() > from) {
        sections.add(new Section(null, held(from, placed.at())));
      }
      from = placed.at() + (placed.held() ? placed.part().bytes() : 0);
      sections.add(new Section(placed.part(), held(placed.at(), from)));
    }
    if (held() > from) {
      sections.add(new Section(null, held(from, held())));
    }
    return sections;
  }

  /// A run of bytes.
  ///
  /// @param part what it is a part as; `null` for what is between parts
  /// @param bytes the bytes; empty where the part lies in a file already
  public record Section(@Nullable SavedPart part, List<ByteBuffer> bytes) {
    public Section {
      bytes = List.copyOf(bytes);
    }

    /// Whether it is only referred to.
    public boolean isElsewhere() {
      return bytes.isEmpty();
    }
  }

  /// What was written of parts is gone: they are to be written again.
  public void forgetParts() {
    parts.stream().filter(PlacedPart::held).forEach(placed -> placed.part().forget());
  }

  private List<ByteBuffer> held(long from, long to) {
    List<ByteBuffer> written = new ArrayList<>();
    for (long start = from; start < to; ) {
      int offset = (int) (start % pieceLength);
      int length = (int) Math.min(to - start, pieceLength - offset);
      byte[] bytes = pieces.get((int) (start / pieceLength));
      written.add(ByteBuffer.wrap(bytes, offset, length).slice());
      start += length;
    }
    return written;
  }

  /// A copy of what was written, which must fit an array.
  public byte[] toByteArray() {
    requireAllHeld();
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
