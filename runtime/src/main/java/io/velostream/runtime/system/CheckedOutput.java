package io.velostream.runtime.system;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/// Standard output that tells when it cannot be written to: a [PrintStream] keeps that to itself.
final class CheckedOutput extends OutputStream {
  private final PrintStream out;

  CheckedOutput(PrintStream out) {
    this.out = out;
  }

  @Override
  public void write(int value) throws IOException {
    out.write(value);
    check();
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    check();
  }

  @Override
  public void flush() throws IOException {
    out.flush();
    check();
  }

  private void check() throws IOException {
    if (out.checkError()) {
      throw new IOException("it is closed or full");
    }
  }
}
