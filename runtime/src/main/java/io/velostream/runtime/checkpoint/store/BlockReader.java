package io.velostream.runtime.checkpoint.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/// Reads the blocks of a file that is in memory, and believes nothing that its sums do not confirm.
final class BlockReader {
  private final String file;
  private final long start;
  private final ByteBuffer bytes;

  /// @param file for messages
  BlockReader(String file, byte[] content) {
    this(file, 0, content);
  }

  /// @param file for messages
  /// @param start where the content begins in the file
  BlockReader(String file, long start, byte[] content) {
    this.file = file;
    this.start = start;
    this.bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
  }

  boolean hasMore() {
    return bytes.hasRemaining();
  }

  /// The payload of the next block; a view.
  ///
  /// @throws DamagedCheckpointException when there is none of that kind, whole and as it was
  ///   written
  ByteBuffer next(BlockKind kind) throws DamagedCheckpointException {
    int at = bytes.position();
    if (bytes.remaining() < BlockWriter.HEADER_BYTES) {
      throw damagedHere(bytes.limit(), "the file ends within a header");
    }
    if (bytes.getInt() != BlockWriter.MAGIC) {
      throw damagedHere(at, "no block begins here");
    }
    int version = bytes.getShort() & 0xFFFF;
    int found = bytes.getShort() & 0xFFFF;
    long length = bytes.getLong();
    if (length < 0 || length > bytes.remaining() - BlockWriter.SUM_BYTES) {
      throw damagedHere(
          bytes.limit(),
          "the file ends %d bytes into a block of %d".formatted(bytes.remaining(), length));
    }
    int payload = bytes.position();
    CRC32C sum = new CRC32C();
    sum.update(bytes.array(), at, BlockWriter.HEADER_BYTES + (int) length);
    bytes.position(payload + (int) length);
    if (bytes.getInt() != (int) sum.getValue()) {
      throw damagedHere(
          payload, "the checksum of this block of %d bytes differs".formatted(length));
    }
    // Only now is it certain that these are as they were written.
    if (version != BlockWriter.VERSION) {
      throw damagedHere(at, "its version is %d; this release knows 1".formatted(version));
    }
    if (found != kind.code()) {
      throw damagedHere(at, "a block of kind %d instead of %d".formatted(found, kind.code()));
    }
    return bytes.slice(payload, (int) length);
  }

  /// Nothing may follow.
  void end() throws DamagedCheckpointException {
    if (hasMore()) {
      throw damagedHere(bytes.position(), bytes.remaining() + " bytes too many");
    }
  }

  private DamagedCheckpointException damagedHere(int at, String what) {
    return damaged(start + at, what);
  }

  /// @param offset in bytes from the start of the file
  DamagedCheckpointException damaged(long offset, String what) {
    return new DamagedCheckpointException(file, offset, what);
  }
}
