/// UNION ALL.
@NullMarked
package io.velostream.operators.union;

import org.jspecify.annotations.NullMarked;
