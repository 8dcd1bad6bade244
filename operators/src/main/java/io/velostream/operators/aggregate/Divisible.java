package io.velostream.operators.aggregate;

import io.velostream.columnar.Batch;
import io.velostream.operators.Operator;
import io.velostream.operators.Output;

/// An aggregate whose work two objects can do, each a half: the first groups the rows of a step and
/// decides which of them are late, the second brings together what several first halves have
/// grouped. The result is that of one object that does both.
///
/// The first half is told of event time, as often as it moves, and keeps its groups over any number
/// of steps; these become one step of the second half.
public interface Divisible extends Operator {
  /// The first half hears that event time has reached `watermark`: rows that come from now on are
  /// judged by it. Called in place of [#advance].
  void hear(long watermark);

  /// The first half hands over all groups, and forgets them; called in place of [#endStep].
  void handOver(PartialOutput output);

  /// The second half takes groups; called in place of [#process].
  ///
  /// @param keys as a [PartialOutput] gets them
  /// @param states their states, in the same order
  void take(Batch keys, PartialState states, Output output);
}
