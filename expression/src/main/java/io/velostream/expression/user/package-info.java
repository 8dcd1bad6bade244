/// Scalar functions that a program brings along: a [io.velostream.expression.user.UserFunction] is
/// called by the evaluators as if it were a kernel of ours. Knows nothing of Java forms of values:
/// a body takes and gives boxed lanes.
@NullMarked
package io.velostream.expression.user;

import org.jspecify.annotations.NullMarked;
