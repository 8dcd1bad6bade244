package io.velostream.runtime.parallel;

import org.jspecify.annotations.Nullable;

/// Why a run ends early: the first failure of any of its threads. Any thread may call all methods.
///
/// Where data is at fault, the first is that of the earliest turn and not the one that happened to
/// be found first: readers go on up to that turn before all is ended.
final class Ending {
  private volatile long faultyTurn = Long.MAX_VALUE;
  private @Nullable Throwable fault;
  private String faultyInput = "";
  private int readersLeft;
  private volatile @Nullable Throwable failure;

  /// @param readers that will each say once when they have stopped
  Ending(int readers) {
    readersLeft = readers;
  }

  /// The data of a turn is at fault.
  ///
  /// @param input where that lies, for people; empty when that is not known
  synchronized void failAt(long turn, String input, Throwable cause) {
    if (turn < faultyTurn) {
      faultyTurn = turn;
      faultyInput = input;
      fault = cause;
    }
  }

  /// Where the data lies that is at fault, for people; empty when none is, or nobody knows.
  synchronized String faultyInput() {
    return faultyInput;
  }

  /// Whether the run ends before that turn.
  boolean isBefore(long turn) {
    return faultyTurn < turn;
  }

  /// A reader will not read any more.
  synchronized void stopped() {
    readersLeft--;
    if (readersLeft == 0 && fault != null) {
      fail(fault);
    }
  }

  /// A thread cannot go on, so that the others should not.
  @SuppressWarnings("ReferenceEquality") // one and the same may be reported twice
  synchronized void fail(Throwable cause) {
    Throwable first = failure;
    if (first == null) {
      failure = cause;
    } else if (first != cause) {
      first.addSuppressed(cause);
    }
  }

  /// Whether all should stop.
  boolean isDue() {
    return failure != null;
  }

  /// What was the first to fail, or `null`.
  @Nullable Throwable failure() {
    return failure;
  }
}
