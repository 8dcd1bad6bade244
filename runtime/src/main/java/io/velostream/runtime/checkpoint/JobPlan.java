package io.velostream.runtime.checkpoint;

import io.velostream.plan.Plan;

/// What a job does.
///
/// @param name under which the sink keeps its record; letters, digits, `_`, `-`, `.` and `%`
/// @param text all that must stay the same for a checkpoint to fit, in lines to be compared
/// @param copies the name of the folder of a savepoint of it
public record JobPlan(String name, Plan plan, String text, String copies) {
  /// A job whose savepoints go by its own name.
  public JobPlan(String name, Plan plan, String text) {
    this(name, plan, text, name);
  }
}
