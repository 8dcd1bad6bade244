package io.velostream.runtime.parallel;

import io.velostream.runtime.job.LastInput;
import org.jspecify.annotations.Nullable;

/// Why a run ends early: the first failure of any of its threads. Any thread may call all methods.
///
/// Where data is at fault, the first is that of the earliest turn and not the one that happened to
/// be found first: readers go on up to that turn before all is ended.
final class Ending {
  private volatile long faultyTurn = Long.MAX_VALUE;
  private @Nullable Throwable fault;
  private LastInput faultsInput = LastInput.NONE;
  private int readersLeft;
  private volatile @Nullable Throwable failure;
  private LastInput failuresInput = LastInput.NONE;

  /// @param readers that will each say once when they have stopped
  Ending(int readers) {
    readersLeft = readers;
  }

  /// The data of a turn is at fault.
  ///
  /// @param input what was being worked on
  synchronized void failAt(long turn, LastInput input, Throwable cause) {
    if (turn < faultyTurn) {
      faultyTurn = turn;
      faultsInput = input;
      fault = cause;
    }
  }

  /// What was being worked on when that happened which has ended the run; empty when nothing has,
  /// or nobody knows.
  synchronized LastInput faultyInput() {
    return failuresInput;
  }

  /// Whether the run ends before that turn.
  boolean isBefore(long turn) {
    return faultyTurn < turn;
  }

  /// A reader will not read any more.
  synchronized void stopped() {
    readersLeft--;
    Throwable found = fault;
    if (readersLeft == 0 && found != null) {
      fail(found);
      fellOn(found, faultsInput);
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

  /// Says what was being worked on when a failure happened that was reported.
  @SuppressWarnings("ReferenceEquality") // others may have been the first
  synchronized void fellOn(Throwable cause, LastInput input) {
    if (failure == cause && failuresInput.isEmpty()) {
      failuresInput = input;
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
