package io.velostream.connector.parquet;

import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.file.FileTables;
import io.velostream.stream.seam.Files;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;

/// A file that has been opened, and what its footer says.
final class ParquetFile implements AutoCloseable {
  private static final String STANDARD = "-";
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ENCRYPTED = "PARE".getBytes(StandardCharsets.US_ASCII);
  private static final int TAIL = 8;

  private final String path;
  private final Files.RandomAccess access;
  private final ParquetMetadata metadata;
  private final List<FileField> fields;

  private ParquetFile(String path, Files.RandomAccess access, ParquetMetadata metadata) {
    this.path = path;
    this.access = access;
    this.metadata = metadata;
    this.fields = FileSchema.fields(metadata.getFileMetaData().getSchema());
  }

  /// Opens a file and reads its footer.
  ///
  /// @throws UserException UNKNOWN_NAME when there is no such file, BAD_INPUT when it is no Parquet
  ///   file, is cut off, damaged or encrypted
  /// @throws IOException when it cannot be read
  static ParquetFile open(String path, Files files) throws IOException {
    if (path.equals(STANDARD)) {
      throw new UserException(
              ErrorCode.INVALID_OPTION, "a Parquet file cannot be read from standard input")
          .hint("its footer comes last: write it to a file first");
    }
    Files.RandomAccess access;
    try {
      access = files.open(path);
    } catch (NoSuchFileException _) {
      throw FileTables.missing(path, files);
    }
    try {
      return new ParquetFile(path, access, footer(path, access));
    } catch (IOException | RuntimeException e) {
      access.close();
      throw e;
    }
  }

  private static ParquetMetadata footer(String path, Files.RandomAccess access) throws IOException {
    long length = access.length();
    if (length == 0) {
      throw error(path, "is empty", null);
    }
    byte[] tail = new byte[TAIL];
    byte[] head = new byte[MAGIC.length];
    if (length < TAIL + MAGIC.length) {
      throw error(path, "is no Parquet file", null);
    }
    access.read(0, head, 0, head.length);
    access.read(length - TAIL, tail, 0, TAIL);
    boolean starts = java.util.Arrays.equals(head, MAGIC);
    if (endsWith(tail, ENCRYPTED)) {
      throw error(path, "is encrypted, which is not supported", null);
    }
    if (!endsWith(tail, MAGIC)) {
      throw error(path, starts ? "is cut off: it has no footer" : "is no Parquet file", null);
    }
    int size = PlainValues.intAt(tail, 0);
    if (size <= 0 || size > length - TAIL - MAGIC.length) {
      throw error(path, "is damaged: its footer has " + size + " bytes", null);
    }
    byte[] footer = new byte[size];
    access.read(length - TAIL - size, footer, 0, size);
    try {
      return new ParquetMetadataConverter()
          .readParquetMetadata(
              new ByteArrayInputStream(footer), ParquetMetadataConverter.NO_FILTER);
    } catch (IOException | RuntimeException e) {
      throw error(path, "is damaged: its footer cannot be read", e);
    }
  }

  private static boolean endsWith(byte[] tail, byte[] magic) {
    return java.util.Arrays.equals(tail, TAIL - magic.length, TAIL, magic, 0, magic.length);
  }

  private static UserException error(
      String path, String complaint, @org.jspecify.annotations.Nullable Exception cause) {
    UserException error =
        new UserException(ErrorCode.BAD_INPUT, "the file '" + path + "' " + complaint);
    if (cause != null) {
      error.initCause(cause);
    }
    return error;
  }

  /// What to throw when a part of the file is not as the footer says.
  UserException damaged(String where, RuntimeException cause) {
    return error(path, "is damaged: " + where + cause.getMessage(), cause);
  }

  /// What to throw when a column cannot be read without a key.
  UserException encrypted(String column) {
    return error(path, "is encrypted, which is not supported: column '" + column + "'", null);
  }

  /// What to throw when a column is compressed in a way that is not supported.
  UserException unknownCodec(String column, CompressionCodecName codec) {
    String complaint =
        "has a column '" + column + "' compressed with " + codec + ", which is not supported";
    return error(path, complaint, null);
  }

  /// What to throw when the file cannot be read any more.
  EnvironmentException unreadable(IOException cause) {
    return new EnvironmentException("cannot read '" + path + "': " + cause, cause, false);
  }

  String path() {
    return path;
  }

  Files.RandomAccess access() {
    return access;
  }

  MessageType message() {
    return metadata.getFileMetaData().getSchema();
  }

  List<FileField> fields() {
    return fields;
  }

  List<BlockMetaData> rowGroups() {
    return metadata.getBlocks();
  }

  @Override
  public void close() throws IOException {
    access.close();
  }
}
