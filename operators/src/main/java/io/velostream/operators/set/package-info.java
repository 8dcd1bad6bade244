/// INTERSECT and EXCEPT of two inputs that both change.
@NullMarked
package io.velostream.operators.set;

import org.jspecify.annotations.NullMarked;
