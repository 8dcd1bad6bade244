package io.velostream.connector.protobuf;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.file.FileInput;
import io.velostream.connector.spi.TableRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// The messages of a file, one after the other, each behind its length. Memory is taken as bytes
/// come, whatever a length says.
final class DelimitedInput implements AutoCloseable {
  private static final int FIRST_BYTES = 1 << 16;

  /// Bytes of the longest message that arrays can hold with its length and room to read.
  private static final int MOST_BYTES = Integer.MAX_VALUE - 64;

  private static final int MOST_BYTES_OF_LENGTH = 5;

  private final String path;
  private final FileInput file;
  private final InputStream in;
  private byte[] data = new byte[FIRST_BYTES];

  /// What has been read from the file and not handed out is there from `at` up to `end`.
  private int at;

  private int end;

  /// Where in the content of the file the array begins.
  private long base;

  /// Where there the message begins that was handed out last, with its length.
  private long place;

  private DelimitedInput(String path, FileInput file) {
    this.path = path;
    this.file = file;
    this.in = file.stream();
  }

  /// Opens a file of a table.
  ///
  /// @throws UserException UNKNOWN_NAME when there is no such file
  /// @throws IOException when it cannot be read
  static DelimitedInput open(String path, TableRequest request) throws IOException {
    return new DelimitedInput(path, FileInput.open(path, request));
  }

  String path() {
    return path;
  }

  /// The file, which is closed with this.
  FileInput file() {
    return file;
  }

  /// Where in the content of the file the next message begins.
  long next() {
    return base + at;
  }

  /// Where the message begins that [#read] has given.
  long place() {
    return place;
  }

  /// Goes on at a message. Nothing must have been read before.
  ///
  /// @throws UserException BAD_INPUT when the file ends before that
  /// @throws IOException when it cannot be read
  void skipTo(long message) throws IOException {
    try {
      in.skipNBytes(message);
    } catch (EOFException _) {
      throw damaged("it was read up to byte %d before, and ends earlier now".formatted(message));
    }
    base = message;
  }

  /// Gives the next message.
  ///
  /// @return whether there is one
  /// @throws UserException BAD_INPUT when the file ends within it
  /// @throws IOException when the file cannot be read
  boolean read(WireInput message) throws IOException {
    place = next();
    if (!fill(1)) {
      file.checkLength(path);
      return false;
    }
    int bytes = readLength();
    if (!fill(bytes)) {
      throw damaged(
          "the message at byte %d has %d bytes, and the file ends after %d of them"
              .formatted(place, bytes, end - at));
    }
    message.reset(data, at, at + bytes);
    at += bytes;
    return true;
  }

  private int readLength() throws IOException {
    long value = 0;
    for (int i = 0; i < MOST_BYTES_OF_LENGTH; i++) {
      if (!fill(1)) {
        throw damaged("it ends within the length of the message at byte " + place);
      }
      byte b = data[at++];
      value |= (long) (b & 0x7F) << 7 * i;
      if (b >= 0) {
        if (value > MOST_BYTES) {
          throw damaged("the message at byte %d is said to have %d bytes".formatted(place, value));
        }
        return (int) value;
      }
    }
    throw damaged("no length of a message at byte " + place);
  }

  /// Sees to it that so many bytes are there.
  ///
  /// @return whether the file has them
  private boolean fill(int bytes) throws IOException {
    while (end - at < bytes) {
      if (at > 0 && data.length - at < bytes) {
        System.arraycopy(data, at, data, 0, end - at);
        base += at;
        end -= at;
        at = 0;
      }
      if (end == data.length) {
        data = Arrays.copyOf(data, (int) Math.min(2L * data.length, MOST_BYTES));
      }
      int count = in.read(data, end, data.length - end);
      if (count < 0) {
        return false;
      }
      end += count;
    }
    return true;
  }

  private UserException damaged(String what) {
    return new UserException(ErrorCode.BAD_INPUT, "'%s' is damaged: %s".formatted(path, what))
        .hint("each message must be behind its length, as writeDelimitedTo writes it");
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
