package io.velostream.connector.file;

import io.velostream.columnar.Batch;
import io.velostream.connector.file.Borders.Border;
import io.velostream.connector.formats.PieceReader;
import io.velostream.connector.formats.TextPlace;
import io.velostream.connector.spi.BadRows;
import io.velostream.connector.spi.InputRange;
import io.velostream.connector.spi.ReadPosition;
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
  private static final int LOOKED_THROUGH_AT_ONCE = 1 << 16;

  private final FilePlace from;
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
      FilePlace from,
      Pieces pieces,
      Borders borders,
      TextFormat format,
      TableRequest request) {
    this.from = from;
    this.piece = number;
    this.readers = readers;
    this.pieces = pieces;
    this.borders = borders;
    this.files = request.world().files();
    this.badRows = request.badRows();
    this.held = new HeldRows();
    TableRequest own = request.withBadRows(held);
    FileSet set = new FileSet(request.options().get(FileConnector.PATH), from.files());
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
  static List<TurnReader> open(FilePlace from, List<TableRequest> requests) {
    TableRequest first = requests.getFirst();
    FileFormat format = FileFormats.of(first.options().get(FileConnector.FORMAT));
    if (!(format instanceof TextFormat text)) {
      return List.of();
    }
    try {
      List<String> rest = from.files().subList(from.current(), from.files().size());
      Optional<Pieces> pieces = Pieces.of(rest, inside(from).offset(), first);
      if (pieces.isPresent() && from.isInside()) {
        from.print().check(rest.getFirst(), first.world().files());
      }
      return pieces.isEmpty() ? List.of() : of(from, pieces.get(), text, requests);
    } catch (IOException e) {
      throw FileInput.readError(first.options().get(FileConnector.PATH), 0, e);
    }
  }

  /// Where in its file a place is.
  private static TextPlace inside(FilePlace place) {
    return place.isInside()
        ? FileReader.place(new ReadPosition(place.inside()))
        : new TextPlace(0, 1, 0);
  }

  /// Readers of these pieces.
  ///
  /// @param from where they begin
  static List<TurnReader> of(
      FilePlace from, Pieces pieces, TextFormat format, List<TableRequest> requests) {
    Borders borders = new Borders();
    List<TurnReader> turns = new ArrayList<>();
    int count = requests.size();
    for (TableRequest request : requests) {
      turns.add(new PieceTurns(turns.size(), count, from, pieces, borders, format, request));
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
      borders.begin(piece, first(open));
    }
    if (!pieces.isFirst(piece) || (file == 0 && inside(from).offset() > 0)) {
      held.clear(); // what is wrong before the first row has been said
    }
    return open;
  }

  /// What is in front of the first piece of the file that was opened.
  private Border first(PieceReader open) {
    TextPlace begin = inside(from);
    Borders.Head head = new Borders.Head(open.firstRow(), open.headEnd(), open.isCertain());
    return file > 0 || begin.offset() <= open.firstRow()
        ? new Border(open.firstRow(), open.linesBefore(), head)
        : new Border(begin.offset(), begin.line() - 1, head);
  }

  @Override
  public Optional<Place> placeBehindRound() {
    long next = piece;
    int last = from.files().size();
    if (next >= pieces.count() || pieces.isFirst(next)) {
      int current = next >= pieces.count() ? last : from.current() + pieces.file(next);
      return Optional.of(() -> FilePlace.before(current, from.files()).toPosition());
    }
    borders.keep(next);
    return Optional.of(() -> placeInFrontOf(next));
  }

  private ReadPosition placeInFrontOf(long next) throws IOException {
    Border border = borders.kept(next);
    int index = pieces.file(next);
    long row = row(border, index);
    return new FilePlace(
            from.files(),
            from.current() + index,
            FilePrint.of(pieces.path(index), row, files),
            FileReader.bytes(new TextPlace(row, border.lines() + 1, border.file().end())))
        .toPosition();
  }

  /// Where the row behind a border really begins; at the end of the file when there is none.
  private long row(Border border, int index) throws IOException {
    long length = pieces.length(index);
    long row = border.row();
    if (row >= length || row <= border.file().firstRow() || !border.file().lines()) {
      return Math.min(row, length); // the last line may lack its newline
    }
    byte[] window = new byte[LOOKED_THROUGH_AT_ONCE];
    try (Files.RandomAccess access = files.open(pieces.path(index))) {
      for (long at = row - 1; at < length; at += window.length) {
        int count = (int) Math.min(window.length, length - at);
        access.read(at, window, 0, count);
        for (int i = 0; i < count; i++) {
          if (window[i] == '\n') {
            return at + i + 1;
          }
        }
      }
    }
    return length;
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
  public List<InputRange> placesOf(long first, long last) {
    List<InputRange> places = new ArrayList<>();
    long next = first;
    while (next <= last && next < pieces.count()) {
      int index = pieces.file(next);
      long end = Math.min(last, pieces.firstBehind(index) - 1);
      long begin = pieces.place(next).from();
      long to = pieces.place(end).to();
      if (begin < to) {
        String path = "'" + pieces.path(index) + "'";
        places.add(new InputRange(InputRange.Unit.BYTES, path, begin + 1, to));
      }
      next = end + 1;
    }
    return places;
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
