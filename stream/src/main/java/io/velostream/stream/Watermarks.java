package io.velostream.stream;

/// Event-time bounds. A watermark `w` promises that rows with a time below `w` are not to be
/// expected any more; a row below it may still come and is then judged by its window.
///
/// Times are microseconds since the epoch.
public final class Watermarks {
  /// Nothing is known of event time yet.
  public static final long NONE = Long.MIN_VALUE;

  /// The input has ended: every time has passed.
  public static final long END = Long.MAX_VALUE;

  private Watermarks() {}
}
