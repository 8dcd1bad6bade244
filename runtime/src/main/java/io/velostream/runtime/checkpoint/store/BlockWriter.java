package io.velostream.runtime.checkpoint.store;

import io.velostream.stream.seam.DurableFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/// Writes blocks to a file: magic, version, kind, length, payload, and a CRC32C of all of that,
/// little-endian. Some are gathered and written at once.
final class BlockWriter {
  static final int MAGIC = 0x4B435356; // VSCK
  static final int VERSION = 1;
  static final int HEADER_BYTES = 4 + 2 + 2 + 8;
  static final int SUM_BYTES = 4;

  /// What a block has besides its payload.
  static final int AROUND_BYTES = HEADER_BYTES + SUM_BYTES;

  private static final int GATHERED = 1 << 20;

  private final DurableFiles.Writing file;
  private byte[] gathered = new byte[1 << 12];
  private int count;
  private long flushed;

  BlockWriter(DurableFiles.Writing file) {
    this.file = file;
  }

  /// Where the next block begins.
  long offset() {
    return flushed + count;
  }

  /// Writes a block.
  ///
  /// @param payload buffers with an array, of which `length` bytes are taken
  void write(BlockKind kind, List<ByteBuffer> payload, int length) throws IOException {
    if (count > 0 && count + AROUND_BYTES + (long) length > GATHERED) {
      flush();
    }
    int end = Math.addExact(count, Math.addExact(length, AROUND_BYTES));
    if (end > gathered.length) {
      gathered = Arrays.copyOf(gathered, Math.max(end, Math.min(GATHERED, 2 * gathered.length)));
    }
    ByteBuffer out = ByteBuffer.wrap(gathered).order(ByteOrder.LITTLE_ENDIAN).position(count);
    out.putInt(MAGIC).putShort((short) VERSION).putShort((short) kind.code()).putLong(length);
    int left = length;
    for (ByteBuffer part : payload) {
      int n = Math.min(left, part.remaining());
      out.put(part.slice().limit(n));
      part.position(part.position() + n);
      left -= n;
    }
    CRC32C sum = new CRC32C();
    sum.update(gathered, count, HEADER_BYTES + length);
    out.putInt((int) sum.getValue());
    count = end;
  }

  /// Writes what was gathered.
  void flush() throws IOException {
    if (count > 0) {
      file.write(gathered, 0, count);
      flushed += count;
      count = 0;
    }
  }
}
