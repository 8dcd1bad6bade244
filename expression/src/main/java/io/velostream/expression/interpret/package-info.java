/// The interpret form of expressions.
@NullMarked
package io.velostream.expression.interpret;

import org.jspecify.annotations.NullMarked;
