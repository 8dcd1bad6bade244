package io.velostream.connector.file;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/// The content of a gzip file (RFC 1952), of all its members.
///
/// The JDK's stream takes bytes behind a member that begin no other for the end, and so it does
/// when a slow input has nothing more at the moment: rows would be missing and nobody told. Here
/// the content ends where the input ends. Zeros behind a member are stepped over, as padding to
/// whole blocks leaves them; anything else is damage.
final class GzipStream extends FilterInputStream {
  private static final int SKIPPED_AT_ONCE = 1 << 16;
  private static final int BUFFER = 65_536;
  private static final int MAGIC = 0x8B1F;
  private static final int DEFLATE = 8;
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xE0;

  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] input = new byte[BUFFER];
  private int at;
  private int limit;

  /// Bytes of the file before `input[0]`.
  private long before;

  private boolean inMember;
  private boolean anyMember;
  private boolean ended;

  GzipStream(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!ended) {
      if (inMember) {
        int count = inflate(buffer, offset, length);
        if (count > 0) {
          crc.update(buffer, offset, count);
          return count;
        }
      } else if (atEnd()) {
        ended = true;
      } else {
        begin();
      }
    }
    return -1;
  }

  /// Skips content, not bytes of the file.
  @Override
  public long skip(long bytes) throws IOException {
    byte[] dropped = new byte[(int) Math.min(SKIPPED_AT_ONCE, Math.max(0, bytes))];
    long skipped = 0;
    while (skipped < bytes) {
      int count = read(dropped, 0, (int) Math.min(dropped.length, bytes - skipped));
      if (count < 0) {
        break;
      }
      skipped += count;
    }
    return skipped;
  }

  /// 1 while more may come; it cannot be told how much.
  @Override
  public int available() throws IOException {
    return ended || (at == limit && in.available() == 0) ? 0 : 1;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public void close() throws IOException {
    ended = true;
    inflater.close();
    super.close();
  }

  /// Whether there is no further member; an input without any is cut off.
  private boolean atEnd() throws IOException {
    if (!anyMember) {
      return false;
    }
    while (at < limit || fill()) {
      if (input[at] != 0) {
        return false;
      }
      at++;
    }
    return true;
  }

  /// Reads the header of a member. Steps behind the zero that ends a text of the header.
  private void dropText() throws IOException {
    long letter;
    do {
      letter = little(1);
    } while (letter != 0);
  }

  private void begin() throws IOException {
    long start = before + at;
    if (little(2) != MAGIC) {
      throw damage(
          anyMember ? "the bytes behind a gzip member begin no other" : "it is not in gzip format",
          start);
    }
    if (little(1) != DEFLATE) {
      throw damage("its method of compression is unknown", start);
    }
    int flags = (int) little(1);
    if ((flags & RESERVED) != 0) {
      throw damage("the header has unknown flags", start);
    }
    drop(6); // time, extra flags, operating system
    if ((flags & EXTRA) != 0) {
      drop((int) little(2));
    }
    for (int text : new int[] {NAME, COMMENT}) {
      if ((flags & text) != 0) {
        dropText();
      }
    }
    drop((flags & HEADER_CRC) != 0 ? 2 : 0);
    inflater.reset();
    inflater.setInput(input, at, limit - at);
    crc.reset();
    inMember = true;
    anyMember = true;
  }

  private int inflate(byte[] buffer, int offset, int length) throws IOException {
    try {
      while (true) {
        int count = inflater.inflate(buffer, offset, length);
        at = limit - inflater.getRemaining();
        if (count > 0) {
          return count;
        }
        if (inflater.finished()) {
          end();
          return 0;
        }
        if (inflater.needsDictionary()) {
          throw damage("it needs a dictionary", before + at);
        }
        if (!fill()) {
          throw new EOFException();
        }
        inflater.setInput(input, at, limit - at);
      }
    } catch (DataFormatException e) {
      ZipException damage = damage(String.valueOf(e.getMessage()), before + at);
      damage.initCause(e);
      throw damage;
    }
  }

  /// Checks the trailer of a member.
  private void end() throws IOException {
    long place = before + at;
    if (little(4) != crc.getValue()) {
      throw damage("the checksum does not match", place);
    }
    if (little(4) != (inflater.getBytesWritten() & 0xFFFF_FFFFL)) {
      throw damage("the length does not match", place);
    }
    inMember = false;
  }

  private void drop(int bytes) throws IOException {
    for (int i = 0; i < bytes; i++) {
      little(1);
    }
  }

  private long little(int bytes) throws IOException {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      if (at == limit && !fill()) {
        throw new EOFException();
      }
      value |= (input[at++] & 0xFFL) << 8 * i;
    }
    return value;
  }

  /// Replaces the input, all of which is used; `false` at its end.
  private boolean fill() throws IOException {
    before += limit;
    at = 0;
    limit = Math.max(0, in.read(input, 0, BUFFER));
    return limit > 0;
  }

  private static ZipException damage(String what, long place) {
    return new ZipException(what + ", at byte " + place);
  }
}
