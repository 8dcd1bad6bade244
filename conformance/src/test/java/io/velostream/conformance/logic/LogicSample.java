package io.velostream.conformance.logic;

/// Which queries are asked: one in so many, chosen by a hash of its place, so that a run can be
/// repeated, and another seed asks others.
///
/// @param oneIn 1 asks them all
/// @param files the beginnings of the names of the scripts that are run, parted by commas; empty
///   for all
record LogicSample(int oneIn, long seed, String files) {
  boolean takes(String file, int line) {
    long mixed = (file.hashCode() * 31L + line + seed * 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
    return Math.floorMod(mixed ^ (mixed >>> 29), (long) oneIn) == 0;
  }

  boolean takes(String file) {
    if (files.isEmpty()) {
      return true;
    }
    for (String prefix : files.split(",", -1)) {
      if (file.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
