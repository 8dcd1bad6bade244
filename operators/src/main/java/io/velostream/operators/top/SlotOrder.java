package io.velostream.operators.top;

/// A total order of slots.
@FunctionalInterface
interface SlotOrder {
  /// Negative when slot `a` comes before slot `b`; 0 for the same slot only.
  int compare(int a, int b);
}
