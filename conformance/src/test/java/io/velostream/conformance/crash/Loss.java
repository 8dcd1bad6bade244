package io.velostream.conformance.crash;

/// What a death takes with it.
public enum Loss {
  /// Only the process died: everything written is there.
  NOTHING,
  /// The machine died, and nothing had reached the disk that was not forced there.
  ALL_THAT_WAS_NOT_FORCED,
  /// The machine died, and any part of what was not forced had reached the disk.
  SOME_OF_IT
}
