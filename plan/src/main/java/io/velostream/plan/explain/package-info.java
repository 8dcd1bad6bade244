/// Plans for people and for tools: what EXPLAIN prints.
///
/// [PlanText] is the text, [PlanJson] the same as JSON; both show [OperatorDescription]s.
@NullMarked
package io.velostream.plan.explain;

import org.jspecify.annotations.NullMarked;
