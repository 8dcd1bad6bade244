package io.velostream.connector.formats;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Slice;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads batches from a stream of bytes through a reused window.
///
/// The window holds a whole number of rows and the start of the next one, which moves to the front
/// when more is read. It grows for a long row up to a limit; a longer row is skipped to the next
/// newline and reported, so memory stays bounded whatever the input.
///
/// A stream that still grows says that it is at its end whenever there is nothing more at present.
/// Then what there is of a row waits for the rest of it, until [#finish()].
public final class DecodingReader {
  private static final int INITIAL_WINDOW = 1 << 19;

  /// Below this many pending bytes, decoding is tried again after every read, so that a slow pipe
  /// shows its rows at once; above, only when they have doubled, so that a long row is not scanned
  /// again and again.
  private static final int EAGER_BYTES = 65_536;

  /// The window of a stream that grows: there can be many of them.
  private static final int SMALL_WINDOW = 1 << 16;

  private final InputStream in;
  private final RowDecoder decoder;
  private final String source;
  private byte[] window;
  private int from;
  private int to;
  private boolean checkedMark;
  private boolean atEnd;

  /// Whether there may be more behind the stream's end.
  private boolean growing;

  /// Whether nothing has come since the window was found to hold no complete row.
  private boolean dry;

  /// Whether the rest of a line that is too long is being dropped.
  private boolean skipping;

  private long rows;
  private @Nullable IOException failure;

  /// Where the window ends in the stream; a newline that was added at its end does not count.
  private long received;

  private boolean newlineAdded;

  /// Where the first row ends from which the decoder has learnt about the stream as a whole.
  private long headEnd;

  /// A reader that does not close the stream.
  ///
  /// @param source name of the input for messages
  public DecodingReader(InputStream in, RowDecoder decoder, String source) {
    this(in, decoder, source, INITIAL_WINDOW);
  }

  /// A reader of a stream that grows.
  public static DecodingReader growing(InputStream in, RowDecoder decoder, String source) {
    DecodingReader reader = new DecodingReader(in, decoder, source, SMALL_WINDOW);
    reader.growing = true;
    return reader;
  }

  /// A reader that goes on where one was before.
  ///
  /// @param head the start of the text, [#headBytes] of it: it learns from that and returns no rows
  /// @param in begins at [TextPlace#offset()]
  public static DecodingReader at(
      TextPlace place, byte[] head, InputStream in, RowDecoder decoder, String source) {
    DecodingReader reader = new DecodingReader(in, decoder, source);
    int mark = byteOrderMark(head, 0, head.length, source);
    byte[] padded = Arrays.copyOf(head, head.length + RowDecoder.PADDING);
    decoder.columns().reset();
    decoder.bad.mute(true);
    if (head.length > 0) {
      decoder.decode(padded, mark, head.length, (int) place.headEnd(), false);
    }
    decoder.bad.mute(false);
    decoder.bad.continueAt(place.line());
    reader.headEnd = place.headEnd();
    reader.received = place.offset();
    reader.checkedMark = place.offset() > 0;
    return reader;
  }

  /// How much of the start of a text a reader must see that goes on in it: how long the row is that
  /// lies across the end of the head decides whether it was too long.
  public static int headBytes(TextPlace place, RowDecoder decoder) {
    return place.headEnd() == 0
        ? 0
        : (int) Math.min(Integer.MAX_VALUE / 2, place.headEnd() + decoder.maxRowBytes() + 2L);
  }

  DecodingReader(InputStream in, RowDecoder decoder, String source, int windowBytes) {
    this.in = in;
    this.decoder = decoder;
    this.source = source;
    this.window = new byte[windowBytes + RowDecoder.PADDING];
  }

  /// The next rows, valid until the next call, or `null` at the end. A batch without rows says that
  /// a stream that grows has no complete row more at present.
  ///
  /// @throws IOException when the stream fails; the rows before that have been returned
  public @Nullable Batch read() throws IOException {
    ColumnSet columns = decoder.columns();
    columns.reset();
    while (true) {
      if (from < to && !skipping && !dry) {
        decode();
        if (columns.rows() > 0) {
          rows += columns.rows();
          return columns.batch(window);
        }
      }
      if (atEnd && (from == to || skipping)) {
        return null;
      }
      if (atEnd) {
        throw new IllegalStateException("a decoder left bytes at the end of " + source);
      }
      dry = !more() && growing;
      if (dry) {
        return columns.batch(window);
      }
    }
  }

  private void decode() {
    boolean started = decoder.isStarted();
    long start = offset();
    from = decoder.decode(window, from, to, to, atEnd);
    if (!started && decoder.isStarted()) {
      headEnd = start + decoder.headBytes();
    }
  }

  private long offset() {
    int end = newlineAdded ? to - 1 : to;
    return received - Math.max(0, end - from);
  }

  /// Where the row after those returned begins. To be asked after a batch of rows, or at the end.
  public TextPlace place() {
    return new TextPlace(offset(), decoder.bad.line(), headEnd);
  }

  /// The stream that grew has come to its end: what it says from now on is so.
  public void finish() {
    growing = false;
    dry = false;
  }

  /// Gives back memory, where nobody will read for a while; batches stay valid.
  public void rest() {
    if (window.length > to - from + RowDecoder.PADDING) {
      window = Arrays.copyOfRange(window, from, to + RowDecoder.PADDING);
      to -= from;
      from = 0;
    }
  }

  /// The start of a row whose rest has not come.
  public Slice pending() {
    return new Slice(window, from, to - from);
  }

  /// Good rows returned so far.
  public long rows() {
    return rows;
  }

  /// Reads until there is reason to decode again.
  ///
  /// @return whether anything came
  private boolean more() throws IOException {
    if (failure != null) {
      throw failure;
    }
    int pending = to - from;
    // Only one byte later is it certain that the row does not end here.
    if (pending > decoder.maxRowBytes() + 1) {
      startSkipping();
      pending = to - from;
    }
    int enough = pending < EAGER_BYTES ? pending + 1 : pending * 2;
    if (!checkedMark) {
      enough = Math.max(enough, 4);
    }
    makeRoom();
    int start = to;
    int before;
    do {
      before = to;
      fill();
    } while (!atEnd && failure == null && to > before && to - from < Math.min(enough, capacity()));
    boolean came = to != start;
    if (!checkedMark && !(growing && mayBecomeMark())) {
      skipByteOrderMark();
    }
    if (skipping) {
      skip();
    }
    return came;
  }

  private int capacity() {
    return window.length - RowDecoder.PADDING;
  }

  private void makeRoom() {
    if (from > 0) {
      System.arraycopy(window, from, window, 0, to - from);
      to -= from;
      from = 0;
    }
    if (to == capacity()) {
      // One byte more than the limit, so that a row of exactly the limit and its newline fit.
      long wanted = Math.min(capacity() * 2L, decoder.maxRowBytes() + 2L);
      long least = growing ? Math.max(SMALL_WINDOW, to + 1L) : to + 1L;
      window = Arrays.copyOf(window, (int) Math.max(wanted, least) + RowDecoder.PADDING);
    }
  }

  /// Reads until the window is full, or the stream would have to wait for more.
  private void fill() throws IOException {
    try {
      do {
        int count = in.read(window, to, capacity() - to);
        if (count < 0) {
          end();
          return;
        }
        to += count;
        received += count;
      } while (to < capacity() && in.available() > 0);
    } catch (IOException e) {
      failure = e;
      // What was read before counts up to its last newline.
      int end = Lines.lastNewline(window, from, to) + 1;
      received -= to - end;
      to = end;
      if (to == from) {
        throw e;
      }
    }
  }

  private void end() {
    if (growing) {
      return;
    }
    atEnd = true;
    if (to > from && window[to - 1] != '\n') {
      window[to++] = '\n'; // there is padding behind the data
      newlineAdded = true;
    }
  }

  /// Whether there is too little to tell whether it is a byte order mark.
  private boolean mayBecomeMark() {
    int length = to - from;
    int first = length > 0 ? window[from] & 0xFF : 0xEF;
    return (length < 3 && first == 0xEF) || (length < 2 && first >= 0xFE);
  }

  private void skipByteOrderMark() {
    checkedMark = true;
    from += byteOrderMark(window, from, to, source);
  }

  /// Length of the byte order mark that an input begins with.
  ///
  /// @throws UserException BAD_INPUT when it is that of UTF-16
  static int byteOrderMark(byte[] data, int from, int to, String source) {
    int length = to - from;
    int first = length > 0 ? data[from] & 0xFF : 0;
    int second = length > 1 ? data[from + 1] & 0xFF : 0;
    if ((first == 0xFF && second == 0xFE) || (first == 0xFE && second == 0xFF)) {
      throw new UserException(ErrorCode.BAD_INPUT, source + " is UTF-16 text")
          .hint("create a table of it WITH ('encoding' = 'utf-16', …)");
    }
    boolean mark = first == 0xEF && second == 0xBB && length > 2 && (data[from + 2] & 0xFF) == 0xBF;
    return mark ? 3 : 0;
  }

  /// The row at `from` is too long: reports it and steps over its first line.
  private void startSkipping() {
    decoder.reportTooLong(window, from);
    skipping = true;
    skip();
  }

  /// Drops bytes up to and with the next newline.
  private void skip() {
    int newline = Lines.newline(window, from, to);
    if (newline >= 0) {
      decoder.bad.advance(1);
      skipping = false;
      from = newline + 1;
    } else {
      from = to;
    }
  }
}
