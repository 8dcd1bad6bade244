package io.velostream.connector.file;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/// How a file is compressed as a whole. Members or frames that follow one another are one content.
enum Compression {
  NONE("none", "", new byte[0]),
  GZIP("gzip", ".gz", new byte[] {0x1F, (byte) 0x8B}),
  ZSTD("zstd", ".zst", new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD});

  /// The value of the option that leaves the choice to the name and the content.
  static final String AUTO = "auto";

  /// How many bytes at the start of a file tell what it is compressed with.
  static final int MARK_BYTES = 4;

  private static final int BUFFER = 65_536;

  private final String name;
  private final String extension;

  @SuppressWarnings("ImmutableEnumChecker") // nobody writes to it
  private final byte[] magic;

  Compression(String name, String extension, byte[] magic) {
    this.name = name;
    this.extension = extension;
    this.magic = magic;
  }

  /// The values of the option.
  static String[] options() {
    return Stream.concat(Stream.of(AUTO), Arrays.stream(values()).map(c -> c.name))
        .toArray(String[]::new);
  }

  /// The compression of that name; nothing for `auto`.
  static Optional<Compression> named(String option) {
    return Arrays.stream(values()).filter(c -> c.name.equals(option)).findFirst();
  }

  /// What names end in, with the point; nothing for none.
  String extension() {
    return extension;
  }

  /// What the extension says.
  static Compression ofName(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(c -> c != NONE && lower.endsWith(c.extension))
        .findFirst()
        .orElse(NONE);
  }

  /// What the extension says, or else the first bytes.
  ///
  /// @param head at least [#MARK_BYTES], unless the file is shorter
  static Compression of(String path, byte[] head) {
    Compression named = ofName(path);
    return named != NONE
        ? named
        : Arrays.stream(values())
            .filter(c -> c != NONE && head.length >= c.magic.length)
            .filter(c -> Arrays.equals(c.magic, Arrays.copyOf(head, c.magic.length)))
            .findFirst()
            .orElse(NONE);
  }

  /// The path without the extension that tells the compression.
  static String plainName(String path) {
    return path.substring(0, path.length() - ofName(path).extension.length());
  }

  /// The decompressed content; what is compressed is told by its first bytes. No text starts with
  /// them, so they can be trusted.
  static InputStream detected(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, BUFFER);
    for (Compression compression : values()) {
      if (compression != NONE && compression.starts(buffered)) {
        return compression.decompressed(buffered);
      }
    }
    return buffered;
  }

  private boolean starts(BufferedInputStream in) throws IOException {
    in.mark(magic.length);
    byte[] head = in.readNBytes(magic.length);
    in.reset();
    return Arrays.equals(head, magic);
  }

  /// The decompressed content of a stream, which it closes.
  InputStream decompressed(InputStream in) throws IOException {
    return switch (this) {
      case NONE -> in;
      case GZIP -> new GzipStream(in);
      case ZSTD -> new ZstdInputStreamNoFinalizer(in);
    };
  }

  /// Where to write what is to be compressed. Closing it completes the compressed content, but
  /// leaves `out` open.
  OutputStream compressed(OutputStream out) throws IOException {
    OutputStream kept = new KeptOpen(out);
    return switch (this) {
      case NONE -> kept;
      case GZIP -> new GZIPOutputStream(kept, BUFFER);
      case ZSTD -> new ZstdOutputStreamNoFinalizer(kept);
    };
  }

  /// Passes everything on but the end.
  private static final class KeptOpen extends FilterOutputStream {
    KeptOpen(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
