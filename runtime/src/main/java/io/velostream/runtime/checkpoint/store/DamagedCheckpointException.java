package io.velostream.runtime.checkpoint.store;

import java.io.IOException;

/// A file of a checkpoint is not what was written.
public final class DamagedCheckpointException extends IOException {
  private static final long serialVersionUID = 1L;

  /// @param offset where it was noticed, in bytes from the start of the file
  DamagedCheckpointException(String file, long offset, String what) {
    super("'%s' is damaged: byte %d: %s".formatted(file, offset, what));
  }
}
