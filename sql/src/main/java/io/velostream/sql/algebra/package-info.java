/// Rewrites of Calcite's algebra that come before lowering: subqueries become joins, conditions
/// move to the joins that they are about, and joins are put in an order without pairs of
/// everything.
///
/// [JoinAlgebra] is the way in. Knows Calcite only, nothing of plan nodes; queries without joins
/// and subqueries pass unchanged.
@NullMarked
package io.velostream.sql.algebra;

import org.jspecify.annotations.NullMarked;
