package io.velostream.connector.file;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.stream.seam.Files;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.zip.CRC32C;

/// What tells a file that was read up to some place from one that has taken its name, or was
/// written anew: checksums of its start and of what lies before the place. It may have been
/// appended to.
///
/// @param headLength bytes of the start that were summed
/// @param place bytes before the place; 0 where it is not known, as in a compressed file
/// @param tailSum of the bytes before the place, as many as `MOST_TAIL` at most
record FilePrint(long headLength, long headSum, long place, long tailSum) {
  /// Of no file.
  static final FilePrint NONE = new FilePrint(0, 0, 0, 0);

  private static final int MOST_HEAD = 1 << 16;
  private static final int MOST_TAIL = 1 << 12;

  /// Looks at a file.
  ///
  /// @param place where it was read to; 0 when that is not known
  static FilePrint of(String path, long place, Files files) throws IOException {
    try (Files.RandomAccess file = files.open(path)) {
      int head = (int) Math.min(MOST_HEAD, file.length());
      return new FilePrint(head, sum(file, 0, head), place, tail(file, place));
    }
  }

  private static long tail(Files.RandomAccess file, long place) throws IOException {
    int length = (int) Math.min(MOST_TAIL, place);
    return sum(file, place - length, length);
  }

  private static long sum(Files.RandomAccess file, long from, int length) throws IOException {
    byte[] bytes = new byte[length];
    file.read(from, bytes, 0, length);
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, length);
    return sum.getValue();
  }

  /// Checks that a file is the one that was looked at.
  ///
  /// @throws UserException BAD_INPUT if it is not
  void check(String path, Files files) throws IOException {
    try (Files.RandomAccess file = files.open(path)) {
      long length = file.length();
      if (length < Math.max(headLength, place)) {
        throw changed(path, "it has become shorter, %d bytes".formatted(length));
      }
      if (sum(file, 0, (int) headLength) != headSum) {
        throw changed(path, "its first %d bytes are others".formatted(headLength));
      }
      if (tail(file, place) != tailSum) {
        throw changed(path, "the bytes before byte %d are others".formatted(place));
      }
    }
  }

  private static UserException changed(String path, String how) {
    return new UserException(
            ErrorCode.BAD_INPUT, "'" + path + "' is not the file that was read before: " + how)
        .hint("start over with --fresh, or bring the file back");
  }

  void write(DataOutputStream out) throws IOException {
    out.writeLong(headLength);
    out.writeLong(headSum);
    out.writeLong(place);
    out.writeLong(tailSum);
  }

  static FilePrint read(DataInputStream in) throws IOException {
    FilePrint print = new FilePrint(in.readLong(), in.readLong(), in.readLong(), in.readLong());
    if (print.headLength < 0 || print.headLength > MOST_HEAD || print.place < 0) {
      throw new IOException("it tells of no file");
    }
    return print;
  }
}
