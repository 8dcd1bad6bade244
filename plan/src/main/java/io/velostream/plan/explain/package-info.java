/// What EXPLAIN shows of a plan: as a text tree, as JSON, and as warnings.
///
/// [PlanText] and [PlanJson] print the same facts, which `NodeExplainers` gathers bottom-up, node
/// by node: each operator with its arguments, whether its output can retract, which state it keeps
/// and what bounds it. [ExpressionText] prints expressions as SQL; [UnboundedState] warns of state
/// that time does not bound. Nothing here runs a plan or knows SQL text.
@NullMarked
package io.velostream.plan.explain;

import org.jspecify.annotations.NullMarked;
