package io.velostream.connector.avro;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.xerial.snappy.Snappy;

/// How the blocks of a file are compressed.
enum BlockCodec {
  NULL("null"),
  DEFLATE("deflate"),
  SNAPPY("snappy"),
  ZSTANDARD("zstandard");

  /// A block that is larger when decompressed is taken for damaged.
  static final int MOST_BYTES = 256 << 20;

  private static final int ZSTD_LEVEL = 3;

  private final String text;

  BlockCodec(String text) {
    this.text = text;
  }

  /// The codec of a name.
  static Optional<BlockCodec> named(String name) {
    return Arrays.stream(values()).filter(codec -> codec.text.equals(name)).findFirst();
  }

  /// The names of all.
  static String[] names() {
    return Arrays.stream(values()).map(BlockCodec::text).toArray(String[]::new);
  }

  /// Its name in files.
  String text() {
    return text;
  }

  /// The bytes decompressed.
  ///
  /// @throws IOException when they are damaged, or too many
  byte[] decompress(byte[] bytes) throws IOException {
    return switch (this) {
      case NULL -> bytes;
      case DEFLATE -> inflate(bytes);
      case SNAPPY -> snappy(bytes);
      case ZSTANDARD -> {
        try (ZstdInputStream in = new ZstdInputStream(new ByteArrayInputStream(bytes))) {
          yield all(in);
        }
      }
    };
  }

  private static byte[] inflate(byte[] bytes) throws IOException {
    Inflater inflater = new Inflater(true);
    try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes), inflater)) {
      return all(in);
    } finally {
      inflater.end();
    }
  }

  private static byte[] all(InputStream in) throws IOException {
    byte[] plain = in.readNBytes(MOST_BYTES + 1);
    if (plain.length > MOST_BYTES) {
      throw tooLarge();
    }
    return plain;
  }

  private static IOException tooLarge() {
    return new IOException("a block of more than " + MOST_BYTES + " bytes");
  }

  private static byte[] snappy(byte[] bytes) throws IOException {
    int length = bytes.length - Integer.BYTES;
    if (length < 0) {
      throw new IOException("a block without a checksum");
    }
    int plainLength = Snappy.uncompressedLength(bytes, 0, length);
    if (plainLength < 0 || plainLength > MOST_BYTES) {
      throw tooLarge();
    }
    byte[] plain = new byte[plainLength];
    int count = Snappy.uncompress(bytes, 0, length, plain, 0);
    if (count != plainLength || crc(plain) != ByteBuffer.wrap(bytes, length, 4).getInt()) {
      throw new IOException("a block whose checksum is wrong");
    }
    return plain;
  }

  private static int crc(byte[] plain) {
    CRC32 crc = new CRC32();
    crc.update(plain);
    return (int) crc.getValue();
  }

  /// The bytes compressed.
  ///
  /// @throws IOException when the compressor fails
  byte[] compress(byte[] plain) throws IOException {
    return switch (this) {
      case NULL -> plain;
      case DEFLATE -> deflate(plain);
      case SNAPPY -> {
        byte[] bytes = Snappy.compress(plain);
        yield ByteBuffer.allocate(bytes.length + 4).put(bytes).putInt(crc(plain)).array();
      }
      case ZSTANDARD -> Zstd.compress(plain, ZSTD_LEVEL);
    };
  }

  private static byte[] deflate(byte[] plain) throws IOException {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 2 + 64);
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
      out.write(plain);
    } finally {
      deflater.end();
    }
    return bytes.toByteArray();
  }
}
