package io.velostream.operators;

import io.velostream.columnar.Batch;
import io.velostream.columnar.MemorySized;
import io.velostream.state.snapshot.DamagedStateException;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateFormat;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;

/// The run-time form of one plan node.
///
/// **A step** is the unit of visibility. In each step the host calls, for every operator in
/// topological order:
///
/// 1. [#process] for each batch of each input (sources deliver one batch a step; operators upstream
///    may emit several),
/// 2. [#endStep] once,
/// 3. [#advance] once, if the watermark has moved.
///
/// What an operator emits in any of these calls belongs to the same step. The sum of what it has
/// emitted up to the end of a step is the answer over all input up to there (for held output: over
/// what the watermark has completed).
///
/// **Rules.** All calls come from one thread. Calls do not block. A batch given to `process` is
/// valid until `process` returns; a batch given to [Output#emit] is valid until `emit` returns. An
/// operator never writes into a batch that it received.
public interface Operator extends MemorySized {
  /// Takes a delta of the input number `input` (0 for the only one).
  void process(int input, Batch batch, Output output);

  /// The inputs of this step are complete: emit what the step changed, consolidated so that a group
  /// has at most one retraction and one insertion.
  void endStep(Output output);

  /// Event time has reached `watermark`: emit and forget what is now complete. The host passes the
  /// same watermark on to the operators downstream afterwards. `Watermarks.END` comes last, at the
  /// end of the input: then everything held is emitted.
  void advance(long watermark, Output output);

  /// Event time of one input has reached `watermark`; told before [#advance], which has the minimum
  /// of all. For operators that judge the rows of each input by its own time.
  default void reached(int input, long watermark) {}

  /// The watermark of the output when that of the inputs is at `watermark`: earlier, if rows with
  /// times before it can still come out.
  default long watermarkBehind(long watermark) {
    return watermark;
  }

  /// Whether no further input can matter to this or any later output, so that the host may stop
  /// reading for it.
  default boolean isSatisfied() {
    return false;
  }

  /// Names the form that [#save] writes.
  StateFormat stateFormat();

  /// Writes all that the operator remembers between steps; called between steps, and changes
  /// nothing. Keyed state is written with its keys, so that it can be shared out anew.
  void save(StateOutput out);

  /// Takes up state that an operator of the same description has saved, so that it goes on as that
  /// one would have. Called before the first step, once for each pipeline that there was, with the
  /// input at what [#save] has written.
  ///
  /// @param keys state of keys outside of these groups, by [KeyRange#hash] of the operator's keys
  ///   in their order, is passed over; so is state without keys unless the range holds it
  /// @throws DamagedStateException when the bytes cannot be what such an operator has saved
  void restore(StateInput in, KeyRange keys);

  /// Rows or groups of state held, for metrics and EXPLAIN ANALYZE.
  default long stateRows() {
    return 0;
  }

  /// Rows or groups of state that were forgotten although they could still have mattered, because
  /// of their age or because there were too many, and changes that came for them; since the job
  /// began.
  default long droppedState() {
    return 0;
  }

  @Override
  default long memoryBytes() {
    return 0;
  }
}
