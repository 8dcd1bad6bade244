package io.velostream.runtime.checkpoint.store;

import io.velostream.stream.seam.DurableFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/// Writes blocks to a file: magic, version, kind, length, payload, and a CRC32C of all of that,
/// little-endian.
final class BlockWriter {
  static final int MAGIC = 0x4B435356; // VSCK
  static final int VERSION = 1;
  static final int HEADER_BYTES = 4 + 2 + 2 + 8;
  static final int SUM_BYTES = 4;

  private final DurableFiles.Writing file;

  BlockWriter(DurableFiles.Writing file) {
    this.file = file;
  }

  /// Writes a block.
  void write(BlockKind kind, byte[] payload, int from, int length) throws IOException {
    byte[] header =
        ByteBuffer.allocate(HEADER_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(MAGIC)
            .putShort((short) VERSION)
            .putShort((short) kind.code())
            .putLong(length)
            .array();
    CRC32C sum = new CRC32C();
    sum.update(header);
    sum.update(payload, from, length);
    file.write(header, 0, HEADER_BYTES);
    file.write(payload, from, length);
    byte[] tail =
        ByteBuffer.allocate(SUM_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt((int) sum.getValue())
            .array();
    file.write(tail, 0, SUM_BYTES);
  }
}
