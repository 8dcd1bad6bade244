/// Tests of the soak.
@NullMarked
package io.velostream.benchmarks.soak;

import org.jspecify.annotations.NullMarked;
