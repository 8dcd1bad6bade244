package io.velostream.runtime.checkpoint;

import io.velostream.plan.Plan;

/// What a job does.
///
/// @param name under which the sink keeps its record; letters, digits, `_`, `-`, `.` and `%`
/// @param text all that must stay the same for a checkpoint to fit, in lines to be compared
public record JobPlan(String name, Plan plan, String text) {}
