package io.velostream.conformance.simulation;

/// A sum over everything that happens in a simulation, in order: equal for equal histories.
public final class Trace {
  private long hash = 0x9E3779B97F4A7C15L;
  private long events;

  /// Something happened.
  void add(long event) {
    hash = Long.rotateLeft(hash ^ event, 23) * 0xD6E8FEB86659FD93L;
    events++;
  }

  /// Something happened to something with a name.
  void add(long event, String name) {
    add(event * 31 + name.hashCode());
  }

  long hash() {
    return hash;
  }

  /// How many things have happened.
  long events() {
    return events;
  }
}
