/// How a plan is cut into stages that several pipelines run side by side: [StagePlanner] makes a
/// [StagedPlan] of a plan, or says why it stays whole.
///
/// Pure functions over plan records; nothing here knows threads or queues.
@NullMarked
package io.velostream.plan.stage;

import org.jspecify.annotations.NullMarked;
