package io.velostream.connector.datagen.nexmark;

/// The instants of events: evenly spaced, cut to milliseconds.
///
/// @param start of the first event, in microseconds since the epoch
/// @param perSecond events in a second of event time
record EventTimes(long start, long perSecond) {
  static final long MILLI = 1_000;
  private static final long SECOND = 1_000_000;

  /// The time of an event in microseconds since the epoch.
  long at(long event) {
    long micros = event / perSecond * SECOND + event % perSecond * SECOND / perSecond;
    return start + micros / MILLI * MILLI;
  }
}
