/// Filter and projection.
@NullMarked
package io.velostream.operators.calc;

import org.jspecify.annotations.NullMarked;
