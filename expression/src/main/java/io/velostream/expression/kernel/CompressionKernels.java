package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Bytes made shorter by zlib, in the form of MySQL: how many there were, in four bytes with the
/// lowest first, then the stream. No bytes stay none.
public final class CompressionKernels {
  private static final int HEADER = 4;
  private static final int CHUNK = 4096;

  private CompressionKernels() {}

  /// The compressed bytes.
  @Total
  public static Slice compress(Slice bytes) {
    if (bytes.length() == 0) {
      return Slice.EMPTY;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(
        ByteBuffer.allocate(HEADER)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(bytes.length())
            .array());
    try (Deflater deflater = new Deflater()) {
      deflater.setInput(bytes.array(), bytes.offset(), bytes.length());
      deflater.finish();
      byte[] chunk = new byte[CHUNK];
      while (!deflater.finished()) {
        out.write(chunk, 0, deflater.deflate(chunk));
      }
    }
    return whole(out.toByteArray());
  }

  /// The bytes that were compressed.
  public static Slice uncompress(Slice bytes) {
    if (bytes.length() == 0) {
      return Slice.EMPTY;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Inflater inflater = new Inflater()) {
      int length = length(bytes);
      inflater.setInput(
          bytes.array(), bytes.offset() + HEADER, Math.max(bytes.length() - HEADER, 0));
      byte[] chunk = new byte[CHUNK];
      while (!inflater.finished()) {
        int count = inflater.inflate(chunk);
        out.write(chunk, 0, count);
        // More than was said, or nothing more to come.
        if (out.size() > length || (count == 0 && !inflater.finished())) {
          throw new DataFormatException();
        }
      }
      if (out.size() != length) {
        throw new DataFormatException();
      }
    } catch (DataFormatException _) {
      throw Failures.invalidArgument("the bytes are not what COMPRESS gives");
    }
    return whole(out.toByteArray());
  }

  private static int length(Slice bytes) throws DataFormatException {
    if (bytes.length() < HEADER) {
      throw new DataFormatException();
    }
    int length =
        ByteBuffer.wrap(bytes.array(), bytes.offset(), HEADER)
            .order(ByteOrder.LITTLE_ENDIAN)
            .getInt();
    if (length < 0) {
      throw new DataFormatException();
    }
    return length;
  }

  private static Slice whole(byte[] bytes) {
    return new Slice(bytes, 0, bytes.length);
  }
}
