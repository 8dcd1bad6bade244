package io.velostream.runtime.system;

import java.io.FilterInputStream;
import java.io.InputStream;

/// Standard input, which stays open when its reader is done.
final class KeptOpenInput extends FilterInputStream {
  KeptOpenInput(InputStream in) {
    super(in);
  }

  @Override
  public void close() {
    // Standard input belongs to the process.
  }
}
