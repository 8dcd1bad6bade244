/// The catalogue of scalar functions: what each is called, takes and returns, and the static method
/// that computes it.
@NullMarked
package io.velostream.expression.function;

import org.jspecify.annotations.NullMarked;
