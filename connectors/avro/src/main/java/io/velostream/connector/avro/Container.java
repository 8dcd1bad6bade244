package io.velostream.connector.avro;

import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.stream.seam.Files;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/// One file: a head, which holds the schema, and blocks of records.
final class Container implements AutoCloseable {
  private static final byte[] MAGIC = {'O', 'b', 'j', 1};
  private static final int SYNC_BYTES = 16;

  /// Bytes that an entry of the head may have.
  private static final int MOST_META = 16 << 20;

  private static final int MOST_ENTRIES = 10_000;

  private final String path;
  private final InputStream in;
  private final long length;
  private Schema schema = Schema.create(Schema.Type.NULL);
  private BlockCodec codec = BlockCodec.NULL;
  private byte[] sync = {};

  /// Where the next byte is.
  private long at;

  /// A block.
  ///
  /// @param place where it begins in the file
  /// @param records how many it has
  /// @param data the records
  record Block(long place, long records, byte[] data) {}

  private Container(String path, InputStream in, long length) {
    this.path = path;
    this.in = in;
    this.length = length;
  }

  /// Opens a file and reads its head.
  ///
  /// @throws IOException when it cannot be read
  /// @throws UserException BAD_INPUT when it is no such file
  static Container open(String path, Files files) throws IOException {
    Container container =
        new Container(path, new BufferedInputStream(files.read(path), 1 << 16), files.length(path));
    try {
      container.readHead();
      return container;
    } catch (IOException | RuntimeException e) {
      container.close();
      throw e;
    }
  }

  private void readHead() throws IOException {
    byte[] magic = in.readNBytes(MAGIC.length);
    at += magic.length;
    if (!Arrays.equals(magic, MAGIC)) {
      throw new UserException(ErrorCode.BAD_INPUT, "'" + path + "' is no Avro file");
    }
    Map<String, byte[]> meta = new LinkedHashMap<>();
    for (long count = readLong(); count != 0; count = readLong()) {
      if (count < 0) {
        readLong();
        count = -count;
      }
      for (long i = 0; i < count; i++) {
        meta.put(new String(readBytes(MOST_META), StandardCharsets.UTF_8), readBytes(MOST_META));
        if (meta.size() > MOST_ENTRIES) {
          throw damaged("a head of more than " + MOST_ENTRIES + " entries", null);
        }
      }
    }
    sync = readExactly(SYNC_BYTES);
    byte[] text = meta.get("avro.schema");
    if (text == null) {
      throw damaged("no schema", null);
    }
    schema = Schemas.parse(new String(text, StandardCharsets.UTF_8), "'" + path + "'");
    byte[] name = meta.get("avro.codec");
    String codecName = name == null ? "null" : new String(name, StandardCharsets.UTF_8);
    codec =
        BlockCodec.named(codecName)
            .orElseThrow(() ->
                new UserException(
                        ErrorCode.NOT_SUPPORTED,
                        "'%s' is compressed by '%s', which cannot be read"
                            .formatted(path, codecName))
                    .hint("known codecs: " + String.join(", ", BlockCodec.names())));
  }

  /// What its records were written with.
  Schema schema() {
    return schema;
  }

  String path() {
    return path;
  }

  /// Bytes read so far.
  long bytesRead() {
    return at;
  }

  long length() {
    return length;
  }

  /// Goes on at the block that begins at a place.
  void skipTo(long place) throws IOException {
    in.skipNBytes(place - at);
    at = place;
  }

  /// The next block, or `null` at the end.
  ///
  /// @throws UserException BAD_INPUT when it is damaged
  @Nullable Block read() throws IOException {
    in.mark(1);
    if (in.read() < 0) {
      return null;
    }
    in.reset();
    long place = at;
    long records = readLong();
    byte[] data = readBytes(BlockCodec.MOST_BYTES);
    if (!Arrays.equals(readExactly(SYNC_BYTES), sync)) {
      throw damaged("the block at byte " + place + " does not end where it says", null);
    }
    try {
      byte[] plain = codec.decompress(data);
      if (records < 0) {
        throw damaged("the block at byte " + place + " has " + records + " records", null);
      }
      return new Block(place, records, plain);
    } catch (IOException e) {
      throw damaged(
          "the block at byte %d does not decompress: %s".formatted(place, e.getMessage()), e);
    }
  }

  private long readLong() throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int b = in.read();
      if (b < 0) {
        throw cut();
      }
      at++;
      value |= (long) (b & 0x7F) << shift;
      if (b < 0x80) {
        return value >>> 1 ^ -(value & 1);
      }
    }
    throw damaged("a number of more than 64 bits at byte " + at, null);
  }

  private byte[] readBytes(int most) throws IOException {
    long count = readLong();
    if (count < 0 || count > most) {
      throw damaged("a length of %d at byte %d".formatted(count, at), null);
    }
    return readExactly((int) count);
  }

  private byte[] readExactly(int count) throws IOException {
    byte[] bytes = in.readNBytes(count); // grows as they come, whatever the length says
    at += bytes.length;
    if (bytes.length < count) {
      throw cut();
    }
    return bytes;
  }

  private UserException cut() {
    return damaged("it ends in the middle, at byte " + at, new EOFException());
  }

  private UserException damaged(String what, @Nullable Exception cause) {
    UserException error =
        new UserException(ErrorCode.BAD_INPUT, "'%s' is damaged: %s".formatted(path, what));
    if (cause != null) {
      error.addSuppressed(cause);
    }
    return error;
  }

  /// The error for a file that cannot be read on.
  EnvironmentException unreadable(IOException e) {
    return new EnvironmentException(
        "cannot read '%s' at byte %d: %s".formatted(path, at, e.getMessage()), e, false);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
