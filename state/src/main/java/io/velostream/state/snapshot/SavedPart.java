package io.velostream.state.snapshot;

import org.jspecify.annotations.Nullable;

/// A part of saved state that is written once, and referred to by later saves for as long as it has
/// not changed. Whoever keeps the state holds on to it; whoever writes files says where it lies.
///
/// Belongs to no thread: one that saves must have seen what the one that wrote files has done.
public final class SavedPart {
  private final long bytes;
  private @Nullable StateFile file;
  private long at;

  SavedPart(long bytes) {
    this.bytes = bytes;
  }

  /// Its length.
  public long bytes() {
    return bytes;
  }

  /// Says where it was written.
  ///
  /// @param offset where it is found in the file
  public void liesIn(StateFile holder, long offset) {
    file = holder;
    at = offset;
  }

  /// What was written of it is gone.
  public void forget() {
    file = null;
  }

  /// The file that it lies in; `null` when it lies nowhere.
  public @Nullable StateFile file() {
    return file;
  }

  /// Where it is found in the file.
  public long offset() {
    return at;
  }

  /// Whether it may be referred to instead of being written.
  boolean isKept() {
    StateFile holder = file;
    return holder != null && !holder.isRetired();
  }
}
