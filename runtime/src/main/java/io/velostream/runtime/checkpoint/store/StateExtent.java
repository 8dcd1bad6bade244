package io.velostream.runtime.checkpoint.store;

/// A block of a state file that is a piece of the state of a pipeline.
///
/// @param file without the folder
/// @param offset where the block begins, in bytes from the start of the file
/// @param bytes of state in it
public record StateExtent(String file, long offset, long bytes) {
  /// Where the block ends.
  long end() {
    return offset + BlockWriter.AROUND_BYTES + bytes;
  }

  /// Whether another one lies right behind this one.
  boolean isFollowedBy(StateExtent next) {
    return next.file.equals(file) && next.offset == end();
  }
}
