package io.velostream.connector.parquet;

import com.github.luben.zstd.Zstd;
import io.airlift.compress.lz4.Lz4Decompressor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/// How pages are compressed.
final class PageCodec {
  private static final int ZSTD_LEVEL = 3;

  private PageCodec() {}

  /// Whether pages can be read.
  static boolean isReadable(CompressionCodecName codec) {
    return switch (codec) {
      case UNCOMPRESSED, SNAPPY, GZIP, ZSTD, LZ4_RAW -> true;
      case LZO, BROTLI, LZ4 -> false;
    };
  }

  /// Decompresses `length` bytes of `from` into exactly `plainLength` bytes of `to` at `at`.
  ///
  /// @throws DamagedException when that is not what they hold
  static void decompress(
      CompressionCodecName codec, byte[] from, int length, byte[] to, int at, int plainLength) {
    long count;
    try {
      count =
          switch (codec) {
            case UNCOMPRESSED -> copy(from, length, to, at, plainLength);
            case SNAPPY -> snappy(from, length, to, at, plainLength);
            case GZIP -> gunzip(from, length, to, at, plainLength);
            case ZSTD -> Zstd.decompressByteArray(to, at, plainLength, from, 0, length);
            case LZ4_RAW -> new Lz4Decompressor().decompress(from, 0, length, to, at, plainLength);
            case LZO, BROTLI, LZ4 -> throw new IllegalStateException("not readable: " + codec);
          };
    } catch (IOException | io.airlift.compress.MalformedInputException e) {
      throw new DamagedException("a page does not decompress: " + e.getMessage(), e);
    }
    if (codec == CompressionCodecName.ZSTD && Zstd.isError(count)) {
      throw new DamagedException("a page does not decompress: " + Zstd.getErrorName(count));
    }
    if (count != plainLength) {
      throw new DamagedException("a page has " + count + " bytes instead of " + plainLength);
    }
  }

  private static int copy(byte[] from, int length, byte[] to, int at, int plainLength) {
    if (length == plainLength) {
      System.arraycopy(from, 0, to, at, length);
    }
    return length;
  }

  private static int snappy(byte[] from, int length, byte[] to, int at, int plainLength)
      throws IOException {
    int told = Snappy.uncompressedLength(from, 0, length);
    return told == plainLength ? Snappy.uncompress(from, 0, length, to, at) : told;
  }

  private static int gunzip(byte[] from, int length, byte[] to, int at, int plainLength)
      throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(from, 0, length))) {
      return in.readNBytes(to, at, plainLength);
    }
  }

  /// The bytes compressed.
  ///
  /// @throws IOException when the compressor fails
  static byte[] compress(CompressionCodecName codec, byte[] plain) throws IOException {
    return switch (codec) {
      case UNCOMPRESSED -> plain;
      case SNAPPY -> Snappy.compress(plain);
      case GZIP -> gzip(plain);
      case ZSTD -> zstd(plain);
      case LZ4_RAW, LZO, BROTLI, LZ4 -> throw new IllegalStateException("not written: " + codec);
    };
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 2 + 64);
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  private static byte[] zstd(byte[] plain) throws IOException {
    byte[] room = new byte[(int) Zstd.compressBound(plain.length)];
    long count = Zstd.compress(room, plain, ZSTD_LEVEL);
    if (Zstd.isError(count)) {
      throw new IOException(Zstd.getErrorName(count));
    }
    return Arrays.copyOf(room, (int) count);
  }
}
