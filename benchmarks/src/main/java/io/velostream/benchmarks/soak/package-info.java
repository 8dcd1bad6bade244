/// A job that runs for long: whether it keeps no more memory at the end than at the beginning, and
/// whether its output is right after many restarts.
@NullMarked
package io.velostream.benchmarks.soak;

import org.jspecify.annotations.NullMarked;
