/// Joins of two inputs that both change.
///
/// [HashJoin] keeps the rows of both inputs by the hash of their keys and answers each delta of the
/// one with the rows of the other; [JoinSide] is what it keeps of one input. Where [TimeBounds] say
/// how far apart the times of matching rows may lie, event time frees it, and [Lateness] tells
/// which rows come too late. Knows nothing of plans or SQL.
@NullMarked
package io.velostream.operators.join;

import org.jspecify.annotations.NullMarked;
