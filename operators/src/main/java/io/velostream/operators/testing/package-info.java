/// A harness that mistreats any operator: tiny batches, garbage between the rows, dictionaries and
/// spare capacity, with the same result demanded of all. Published for the tests of other modules.
@NullMarked
package io.velostream.operators.testing;

import org.jspecify.annotations.NullMarked;
