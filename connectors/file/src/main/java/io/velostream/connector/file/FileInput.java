package io.velostream.connector.file;

import com.github.luben.zstd.ZstdIOException;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.TableRequest;
import io.velostream.stream.seam.Files;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// A file opened for reading, decompressed if need be.
public final class FileInput implements AutoCloseable {
  /// What zstd-jni says of a frame without its end; its code is that of any damage.
  private static final String TRUNCATED = "Truncated source";

  private final CountingStream counter;
  private final InputStream stream;
  private final long length;
  private final boolean plain;

  private FileInput(CountingStream counter, InputStream stream, long length) {
    this.plain = stream == counter || stream instanceof BufferedInputStream;
    this.counter = counter;
    this.stream = stream;
    this.length = length;
  }

  /// Opens a file of a table whose options say how it is compressed.
  ///
  /// @throws UserException UNKNOWN_NAME when there is no such file
  /// @throws IOException when it cannot be opened or read
  public static FileInput open(String path, TableRequest request) throws IOException {
    String compression = request.options().get(FileConnector.COMPRESSION);
    return open(path, compression, request.world().files());
  }

  /// Opens a file.
  ///
  /// @param compression one of [Compression#options]
  /// @throws UserException UNKNOWN_NAME when there is no such file
  /// @throws IOException when it cannot be opened or read
  static FileInput open(String path, String compression, Files files) throws IOException {
    InputStream raw = openRaw(path, files);
    try {
      CountingStream counter = new CountingStream(raw);
      InputStream stream = decompressed(counter, path, compression);
      long length = path.equals(FileSet.STANDARD) ? -1 : files.length(path);
      return new FileInput(counter, stream, length);
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  private static InputStream openRaw(String path, Files files) throws IOException {
    try {
      return files.read(path);
    } catch (NoSuchFileException | FileNotFoundException _) {
      throw FileSet.missing(path, files);
    }
  }

  private static InputStream decompressed(InputStream in, String path, String option)
      throws IOException {
    Optional<Compression> chosen = Compression.named(option);
    if (chosen.isPresent()) {
      return chosen.get().decompressed(in);
    }
    Compression named = Compression.ofName(path);
    if (named != Compression.NONE) {
      return named.decompressed(in);
    }
    // Standard input would have to wait for its first bytes; it is taken as it is.
    return path.equals(FileSet.STANDARD) ? in : Compression.detected(in);
  }

  /// The content, decompressed.
  public InputStream stream() {
    return stream;
  }

  /// Whether the content is that of the file itself, byte by byte.
  boolean isPlain() {
    return plain;
  }

  /// Bytes of the file read so far.
  public long bytesRead() {
    return counter.count();
  }

  /// Whether the file ended before the length that it had when it was opened.
  ///
  /// @throws EnvironmentException if it did: rows are missing
  public void checkLength(String path) {
    if (bytesRead() < length) {
      throw shorter(path, length, bytesRead());
    }
  }

  /// The error for a file that ended before the length that it had.
  static EnvironmentException shorter(String path, long length, long end) {
    String what =
        "'%s' became shorter while it was read: it had %d bytes, and ended after %d"
            .formatted(path, length, end);
    return new EnvironmentException(what, new EOFException(path), true);
  }

  /// Bytes of the file, or -1 when unknown.
  public long length() {
    return length;
  }

  /// What to throw for a failure after `rows` good rows: the user's fault when the content is
  /// damaged, the environment's otherwise.
  public static RuntimeException readError(String path, long rows, IOException failure) {
    if (failure instanceof CharacterCodingException) {
      UserException error =
          new UserException(
                  ErrorCode.BAD_INPUT,
                  "the file '"
                      + path
                      + "' is not in the encoding that the options say, after "
                      + rows
                      + " rows")
              .hint("choose another 'encoding'");
      error.initCause(failure);
      return error;
    }
    String damage = damage(failure);
    if (damage == null) {
      return new EnvironmentException(
          "cannot read '" + path + "': " + reason(failure), failure, false);
    }
    UserException error =
        new UserException(
                ErrorCode.BAD_INPUT,
                "the compressed file '" + path + "' " + damage + " after " + rows + " rows")
            .hint("compress or copy it again");
    error.initCause(failure);
    return error;
  }

  /// What went wrong, without the path, which the message has, and without Java's names.
  static String reason(IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    String reason =
        failure instanceof FileSystemException of ? of.getReason() : failure.getMessage();
    return reason == null ? failure.toString() : reason;
  }

  private static @Nullable String damage(IOException failure) {
    return switch (failure) {
      case EOFException _ -> "is cut off";
      case ZipException e -> "is damaged (" + e.getMessage() + ")";
      case ZstdIOException e when TRUNCATED.equals(e.getMessage()) -> "is cut off";
      case ZstdIOException e -> "is damaged (" + e.getMessage() + ")";
      default -> null;
    };
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
