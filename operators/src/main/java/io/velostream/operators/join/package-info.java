/// Joins of two inputs that both change.
///
/// [HashJoin] keeps the rows of both inputs by the hash of their keys and answers each delta of the
/// one with the rows of the other; [JoinSide] is what it keeps of one input. Knows nothing of plans
/// or SQL, nor of time: what a watermark frees is for other operators.
@NullMarked
package io.velostream.operators.join;

import org.jspecify.annotations.NullMarked;
