/// ORDER BY, OFFSET and LIMIT.
@NullMarked
package io.velostream.operators.sort;

import org.jspecify.annotations.NullMarked;
