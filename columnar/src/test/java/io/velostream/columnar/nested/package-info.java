/// Tests of the form of nested values.
@NullMarked
package io.velostream.columnar.nested;

import org.jspecify.annotations.NullMarked;
