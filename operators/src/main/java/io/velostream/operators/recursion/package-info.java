/// WITH RECURSIVE: rounds over the rows of the round before, until none comes any more
/// ([Recursion]). What a round computes is an [io.velostream.operators.Operator] that others make
/// of several; it is not known here what they are.
@NullMarked
package io.velostream.operators.recursion;

import org.jspecify.annotations.NullMarked;
