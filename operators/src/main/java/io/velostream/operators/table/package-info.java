/// Table functions over the columns of an input: one row in, several out.
@NullMarked
package io.velostream.operators.table;

import org.jspecify.annotations.NullMarked;
