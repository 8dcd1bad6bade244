package io.velostream.connector.file;

import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.Suggestions;
import io.velostream.stream.seam.Files;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// A file opened for reading, decompressed if need be.
final class FileInput implements AutoCloseable {
  private static final String STANDARD_INPUT = "-";
  private static final int COMPRESSED_BUFFER = 65_536;
  private static final int GZIP_FIRST = 0x1F;
  private static final int GZIP_SECOND = 0x8B;

  private final CountingStream counter;
  private final InputStream stream;
  private final long length;

  private FileInput(CountingStream counter, InputStream stream, long length) {
    this.counter = counter;
    this.stream = stream;
    this.length = length;
  }

  /// Opens a file.
  ///
  /// @param compression `auto`, `none` or `gzip`
  /// @throws UserException UNKNOWN_NAME when there is no such file, NOT_SUPPORTED for a pattern
  /// @throws IOException when it cannot be opened or read
  static FileInput open(String path, String compression, Files files) throws IOException {
    InputStream raw = openRaw(path, files);
    try {
      CountingStream counter = new CountingStream(raw);
      InputStream stream = decompressed(counter, path, compression);
      long length = path.equals(STANDARD_INPUT) ? -1 : files.length(path);
      return new FileInput(counter, stream, length);
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  private static InputStream openRaw(String path, Files files) throws IOException {
    boolean pattern = path.indexOf('*') >= 0 || path.indexOf('?') >= 0 || path.indexOf('[') >= 0;
    if (pattern && !files.exists(path)) {
      throw new UserException(
              ErrorCode.NOT_SUPPORTED, "'" + path + "' is a pattern; only single files can be read")
          .hint("name the files one by one and join them with UNION ALL");
    }
    try {
      return files.read(path);
    } catch (NoSuchFileException | FileNotFoundException _) {
      throw missing(path, files);
    }
  }

  private static UserException missing(String path, Files files) {
    int slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
    String name = path.substring(slash + 1);
    List<String> siblings = files.siblings(path);
    String hint =
        Suggestions.nearest(name, siblings)
            .map(near -> "did you mean '" + path.substring(0, slash + 1) + near + "'?")
            .orElse("relative paths start at the working directory");
    return new UserException(ErrorCode.UNKNOWN_NAME, "there is no file '" + path + "'").hint(hint);
  }

  private static InputStream decompressed(CountingStream in, String path, String compression)
      throws IOException {
    return switch (compression) {
      case "none" -> in;
      case "gzip" -> gzip(in);
      default -> {
        if (FileTables.isGzip(path)) {
          yield gzip(in);
        }
        // Standard input would have to wait for two bytes; it is taken as it is.
        yield path.equals(STANDARD_INPUT) ? in : detected(in);
      }
    };
  }

  /// No text starts with the magic number of gzip, so the content can be trusted.
  private static InputStream detected(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, COMPRESSED_BUFFER);
    buffered.mark(2);
    boolean compressed = buffered.read() == GZIP_FIRST && buffered.read() == GZIP_SECOND;
    buffered.reset();
    return compressed ? gzip(buffered) : buffered;
  }

  /// Concatenated members count as one text.
  private static InputStream gzip(InputStream in) throws IOException {
    return new GZIPInputStream(in, COMPRESSED_BUFFER);
  }

  /// The content, decompressed.
  InputStream stream() {
    return stream;
  }

  /// Bytes of the file read so far.
  long bytesRead() {
    return counter.count();
  }

  /// Bytes of the file, or -1 when unknown.
  long length() {
    return length;
  }

  /// What to throw for a failure after `rows` good rows: the user's fault when the content is
  /// damaged, the environment's otherwise.
  static RuntimeException readError(String path, long rows, IOException failure) {
    String damage = damage(failure);
    if (damage == null) {
      return new EnvironmentException("cannot read '" + path + "': " + failure, failure, false);
    }
    UserException error =
        new UserException(
                ErrorCode.BAD_INPUT,
                "the compressed file '" + path + "' " + damage + " after " + rows + " rows")
            .hint("compress or copy it again");
    error.initCause(failure);
    return error;
  }

  private static @Nullable String damage(IOException failure) {
    return switch (failure) {
      case EOFException _ -> "is cut off";
      case ZipException e -> "is damaged (" + e.getMessage() + ")";
      default -> null;
    };
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
