package io.velostream.connector.file;

import io.velostream.connector.formats.Encoding;
import io.velostream.connector.formats.PieceReader;
import io.velostream.connector.spi.TableRequest;
import io.velostream.stream.seam.Files;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// How the files of a table are cut into pieces, which are numbered on through the files. Each file
/// has one piece at least. Wherever reading begins in a file, it is cut at the same places.
final class Pieces {
  /// Bytes that tell how long rows are.
  private static final int SAMPLED = 65_536;

  private static final int SHORTEST = 256;
  private static final int LONGEST = 1 << 22;

  private final List<String> paths;

  /// By file.
  private final long[] lengths;

  /// By file, and for the end: the number of its first piece.
  private final long[] firsts;

  private final int bytes;

  /// Where the first file begins to be read.
  private final long origin;

  Pieces(List<String> paths, long[] lengths, int bytes) {
    this(paths, lengths, bytes, 0);
  }

  /// @param origin bytes of the first file that are not read any more
  Pieces(List<String> paths, long[] lengths, int bytes, long origin) {
    this.origin = origin;
    this.paths = List.copyOf(paths);
    this.lengths = lengths.clone();
    this.bytes = bytes;
    this.firsts = new long[lengths.length + 1];
    for (int i = 0; i < lengths.length; i++) {
      long cells = (lengths[i] + bytes - 1) / bytes - originOf(i) / bytes;
      firsts[i + 1] = firsts[i] + Math.max(1, cells);
    }
  }

  /// Cuts files into pieces of about as many rows as a batch should have; nothing when they cannot
  /// be read from the middle: they must be regular, UTF-8 and not compressed.
  ///
  /// @param paths the files, in order
  /// @param origin bytes of the first file that are not read any more
  /// @throws IOException when one cannot be read
  static Optional<Pieces> of(List<String> paths, long origin, TableRequest request)
      throws IOException {
    Files files = request.world().files();
    Optional<Compression> compression =
        Compression.named(request.options().get(FileConnector.COMPRESSION));
    boolean plain = compression.orElse(Compression.NONE) == Compression.NONE;
    if (!plain || !Encoding.of(request.options()).isUtf8()) {
      return Optional.empty();
    }
    long[] lengths = new long[paths.size()];
    int rowBytes = 0;
    for (int i = 0; i < lengths.length; i++) {
      String path = paths.get(i);
      if (path.equals(FileSet.STANDARD) || !files.exists(path)) {
        return Optional.empty();
      }
      byte[] head = head(path, rowBytes == 0 ? SAMPLED : Compression.MARK_BYTES, files);
      if (compression.isEmpty() && Compression.of(path, head) != Compression.NONE) {
        return Optional.empty();
      }
      rowBytes = rowBytes == 0 ? rowBytes(head) : rowBytes;
      lengths[i] = files.length(path);
    }
    long wanted = (long) rowBytes * request.batchRows();
    return Optional.of(new Pieces(paths, lengths, Math.clamp(wanted, SHORTEST, LONGEST), origin));
  }

  private static byte[] head(String path, int most, Files files) throws IOException {
    try (Files.RandomAccess file = files.open(path)) {
      byte[] head = new byte[(int) Math.min(most, file.length())];
      file.read(0, head, 0, head.length);
      return head;
    }
  }

  /// How long the rows of a file are on average, judged by its head; 0 when it is empty.
  private static int rowBytes(byte[] head) {
    int lines = 0;
    for (byte b : head) {
      lines += b == '\n' ? 1 : 0;
    }
    return head.length / Math.max(1, lines);
  }

  /// How long pieces are, but for the last ones of files and the one where reading begins.
  int bytes() {
    return bytes;
  }

  /// How many pieces there are.
  long count() {
    return firsts[lengths.length];
  }

  /// The index of the file that a piece is part of.
  int file(long piece) {
    int found = Arrays.binarySearch(firsts, piece);
    return found >= 0 ? found : -found - 2;
  }

  String path(int file) {
    return paths.get(file);
  }

  /// Length of a file when the table was opened.
  long length(int file) {
    return lengths[file];
  }

  /// The number of the first piece behind a file.
  long firstBehind(int file) {
    return firsts[file + 1];
  }

  /// Where a piece lies in its file.
  PieceReader.Piece place(long piece) {
    int file = file(piece);
    long begin = originOf(file);
    long cut = (begin / bytes + piece - firsts[file]) * bytes;
    return new PieceReader.Piece(Math.max(begin, cut), Math.min(cut + bytes, lengths[file]));
  }

  private long originOf(int file) {
    return file == 0 ? origin : 0;
  }

  /// Whether a piece is the first one of its file.
  boolean isFirst(long piece) {
    return piece == firsts[file(piece)];
  }

  /// Whether a piece is the last one of its file.
  boolean isLast(long piece) {
    return piece + 1 == firstBehind(file(piece));
  }
}
