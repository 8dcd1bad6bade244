package io.velostream.runtime.parallel;

import io.velostream.plan.stage.ForkedPlan;
import io.velostream.plan.stage.JoinedPlan;

/// Which part of what a run saves is that of a crew: pieces that lie one behind the other.
///
/// @param layout of the run
/// @param first the first piece
/// @param outlived whether others go on when the crew has come to its end
/// @param met whether its rows meet those of another one
record Section(Layout layout, int first, boolean outlived, boolean met) {
  /// All of a run.
  static Section of(Layout layout) {
    return new Section(layout, 0, false, false);
  }

  /// That of one of several crews side by side.
  Section part(int piece) {
    return new Section(layout, piece, true, false);
  }

  /// That of the left input of a plan of this section.
  Section left() {
    return new Section(layout, first, true, true);
  }

  /// That of the right input.
  Section right(JoinedPlan plan) {
    return new Section(layout, first + Layout.of(plan.left()).pieces().size(), true, true);
  }

  /// The piece behind both.
  int rest(JoinedPlan plan) {
    return right(plan).first + Layout.of(plan.right()).pieces().size();
  }

  /// The piece in which event time is derived.
  int time(ForkedPlan plan) {
    return first + 1 + plan.firstTimed();
  }

  /// The piece of a branch.
  int branch(ForkedPlan plan, int branch) {
    return first + 1 + branch + (branch >= plan.firstTimed() ? 1 : 0);
  }
}
