package io.velostream.connector.file;

import io.velostream.columnar.Batch;
import io.velostream.connector.file.Borders.Border;
import io.velostream.connector.formats.PieceReader;
import io.velostream.connector.spi.BadRows;
import io.velostream.connector.spi.TableRequest;
import io.velostream.connector.spi.TurnReader;
import io.velostream.stream.seam.Files;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads every so manyth piece of the files of a table, each as a turn. Bytes are counted for this
/// reader alone; those of all readers add up to the files.
///
/// Where newlines can stand in quotes, a piece is decoded on the guess that the first one does not,
/// while others still decode the pieces before it. Its turn waits until the reader of the piece
/// before it has said where a row really begins; if that is elsewhere, the piece is decoded again.
/// After that has happened once, pieces wait before they are decoded.
///
/// Bad rows wait until it is known how many lines come before the piece.
final class PieceTurns implements TurnReader {
  private static final long NOT_DECODED = -1;

  private final Pieces pieces;
  private final Borders borders;
  private final int readers;
  private final TextSource source;
  private final PartitionColumns partitions;
  private final Files files;
  private final BadRows badRows;
  private final HeldRows held;
  private final Batch none;
  private final long bytesTotal;
  private long bytesRead;
  private boolean hadTurn;

  /// The number of the next turn's piece.
  private long piece;

  /// The file that is open, by index, or -1.
  private int file = -1;

  private Files.@Nullable RandomAccess content;
  private @Nullable PieceReader reader;

  /// Where the rows of the piece have been decoded from, if they have been.
  private long start = NOT_DECODED;

  private PieceTurns(
      int number,
      int readers,
      Pieces pieces,
      Borders borders,
      FileSet set,
      TextFormat format,
      TableRequest request) {
    this.piece = number;
    this.readers = readers;
    this.pieces = pieces;
    this.borders = borders;
    this.files = request.world().files();
    this.badRows = request.badRows();
    this.held = new HeldRows();
    TableRequest own = request.withBadRows(held);
    this.partitions = new PartitionColumns(own, Partitions.of(set, request.options()));
    this.source = format.source(partitions.ofFiles(own));
    this.none = source.none();
    long bytes = 0;
    for (long i = piece; i < pieces.count(); i += readers) {
      bytes += length(pieces.place(i));
    }
    this.bytesTotal = bytes;
  }

  /// Opens readers that take turns, or none when the files can only be read as a whole.
  static List<TurnReader> open(List<TableRequest> requests) {
    TableRequest first = requests.getFirst();
    FileSet set = FileSet.find(first.options().get(FileConnector.PATH), first.world().files());
    FileFormat format = FileFormats.of(first.options().get(FileConnector.FORMAT));
    if (!(format instanceof TextFormat text)) {
      return List.of();
    }
    try {
      Optional<Pieces> pieces = Pieces.of(set, first);
      return pieces.isEmpty() ? List.of() : of(pieces.get(), set, text, requests);
    } catch (IOException e) {
      throw FileInput.readError(set.path(), 0, e);
    }
  }

  /// Readers of these pieces.
  static List<TurnReader> of(
      Pieces pieces, FileSet set, TextFormat format, List<TableRequest> requests) {
    Borders borders = new Borders();
    List<TurnReader> turns = new ArrayList<>();
    int count = requests.size();
    for (TableRequest request : requests) {
      turns.add(new PieceTurns(turns.size(), count, pieces, borders, set, format, request));
    }
    return turns;
  }

  @Override
  public @Nullable Batch read() throws IOException {
    hadTurn = true;
    if (piece >= pieces.count()) {
      close();
      return null;
    }
    PieceReader open = enter();
    try {
      Batch batch = turn(open);
      hadTurn = batch != null;
      return partitions.complete(batch == null ? none : batch);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /// The rows of the piece, or `null` when something is missing that others have yet to find out.
  private @Nullable Batch turn(PieceReader open) throws IOException {
    boolean certain = open.isCertain();
    Border border = borders.before(piece);
    if (start == NOT_DECODED) {
      if (border == null && !certain && borders.isMisled()) {
        return null;
      }
      open.load(pieces.place(piece));
      decode(open, border == null || certain ? open.guess() : border.row());
      border = border == null ? borders.before(piece) : border;
    }
    if (border == null && !(certain && held.isEmpty())) {
      return null;
    }
    if (border != null && !certain && border.row() != start) {
      correct(open, border.row());
    }
    if (border != null) {
      held.release(badRows, border.lines() - open.linesBefore());
    }
    borders.pass(piece, new Borders.Found(open.nextRow(), open.lines(), pieces.isLast(piece)));
    bytesRead += length(pieces.place(piece));
    piece += readers;
    start = NOT_DECODED;
    return open.batch();
  }

  private void decode(PieceReader open, long from) throws IOException {
    open.decode(from);
    start = from;
  }

  private void correct(PieceReader open, long row) throws IOException {
    PieceReader.Piece place = pieces.place(piece);
    if (start < place.to() || row < place.to()) {
      borders.mislead();
      held.clear();
      open.load(place);
    }
    decode(open, row);
  }

  /// Opens the file that the piece is part of, if it is not open.
  private PieceReader enter() throws IOException {
    int wanted = pieces.file(piece);
    PieceReader open = reader;
    if (open != null && wanted == file) {
      return open;
    }
    close();
    file = wanted;
    String path = pieces.path(file);
    partitions.enter(path);
    try {
      Files.RandomAccess access = files.open(path);
      content = access;
      open = source.pieces(path, access, pieces.length(file), pieces.bytes());
      reader = open;
      open.readHead();
    } catch (IOException e) {
      throw failure(e);
    }
    if (pieces.isFirst(piece)) {
      borders.begin(piece, new Border(open.firstRow(), open.linesBefore()));
    } else {
      held.clear();
    }
    return open;
  }

  private RuntimeException failure(IOException failure) throws IOException {
    String path = pieces.path(file);
    Files.RandomAccess access = content;
    if (!(failure instanceof EOFException) || access == null) {
      return FileInput.readError(path, 0, failure);
    }
    return FileInput.shorter(path, pieces.length(file), access.length());
  }

  private static long length(PieceReader.Piece place) {
    return place.to() - place.from();
  }

  @Override
  public boolean hadTurn() {
    return hadTurn;
  }

  @Override
  public long bytesRead() {
    return bytesRead;
  }

  @Override
  public long bytesTotal() {
    return bytesTotal;
  }

  @Override
  public void close() throws IOException {
    Files.RandomAccess open = content;
    content = null;
    reader = null;
    if (open != null) {
      open.close();
    }
  }
}
