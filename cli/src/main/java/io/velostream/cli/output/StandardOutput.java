package io.velostream.cli.output;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.Locale;

/// Standard output, with failures that tell a reader who has left from a disk that is full.
public final class StandardOutput extends FileOutputStream {
  /// A process has one standard output.
  private static volatile boolean readerGone;

  StandardOutput() {
    super(FileDescriptor.out);
  }

  @Override
  public void write(int value) throws IOException {
    try {
      super.write(value);
    } catch (IOException e) {
      throw explained(e);
    }
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    write(bytes, 0, bytes.length);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      super.write(bytes, offset, length);
    } catch (IOException e) {
      throw explained(e);
    }
  }

  /// Whether a write has failed because nobody reads any more: no reason to say anything.
  public static boolean readerIsGone() {
    return readerGone;
  }

  /// The JDK has the system's text only: EPIPE on Unix, ERROR_NO_DATA and ERROR_BROKEN_PIPE on
  /// Windows.
  private static IOException explained(IOException e) {
    String text = String.valueOf(e.getMessage());
    if (text.toLowerCase(Locale.ROOT).contains("pipe")) {
      readerGone = true;
    }
    return new IOException("cannot write to standard output: " + text, e);
  }
}
