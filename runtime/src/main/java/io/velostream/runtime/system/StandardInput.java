package io.velostream.runtime.system;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/// Standard input, which can be opened again as long as only its head has been read: once to look
/// at the columns, once for the rows.
///
/// Opening it does not read; closing what was opened leaves it open.
final class StandardInput {
  /// More than any look at the columns reads.
  private static final int MAX_HEAD = 64 << 20;

  private final InputStream source;
  private ByteArrayOutputStream head = new ByteArrayOutputStream();
  private boolean headLost;

  StandardInput(InputStream source) {
    this.source = source;
  }

  /// The input from its very start.
  ///
  /// @throws IOException when too much of it has been read before
  InputStream open() throws IOException {
    if (headLost) {
      throw new IOException("standard input can be read only once");
    }
    InputStream rest = new Recorded();
    return head.size() == 0
        ? rest
        : new SequenceInputStream(new ByteArrayInputStream(head.toByteArray()), rest);
  }

  /// Reads on from the source and keeps what was read.
  private final class Recorded extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = source.read(buffer, offset, length);
      if (count > 0 && !headLost) {
        keep(buffer, offset, count);
      }
      return count;
    }

    @Override
    public int available() throws IOException {
      return source.available();
    }

    private void keep(byte[] buffer, int offset, int count) {
      if (head.size() + count > MAX_HEAD) {
        headLost = true;
        head = new ByteArrayOutputStream(0);
      } else {
        head.write(buffer, offset, count);
      }
    }
  }
}
