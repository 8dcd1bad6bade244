package io.velostream.runtime.pipeline;

import io.velostream.operators.Output;
import io.velostream.plan.Plan;
import io.velostream.runtime.lower.LoweringContext;

/// One of the plans of a job that run side by side.
///
/// @param lowering of the evaluation context that all of them have
/// @param output takes the result
public record PlanBranch(Plan plan, LoweringContext lowering, Output output) {}
