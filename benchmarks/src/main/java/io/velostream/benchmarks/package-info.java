/** The {@code velostream bench} command: benchmark scenarios and micro benchmarks. */
@NullMarked
package io.velostream.benchmarks;

import org.jspecify.annotations.NullMarked;
