/// The compile form of expressions.
@NullMarked
package io.velostream.expression.compile;

import org.jspecify.annotations.NullMarked;
