package io.velostream.cli;

/// What the command tells its caller.
final class ExitCode {
  /// Everything was done.
  static final int OK = 0;

  /// A statement, an option or the data is at fault.
  static final int USER_ERROR = 1;

  /// The command line is at fault.
  static final int USAGE = 2;

  /// A file, a disk or another part of the environment is at fault.
  static final int ENVIRONMENT = 3;

  /// Whoever read the output has left, as `head` does; what the shell says of a program that the
  /// signal SIGPIPE ended.
  static final int READER_GONE = 141;

  private ExitCode() {}
}
