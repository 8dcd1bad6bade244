/// Timing: one query driven directly, by one thread, over input that is ready; warm-up, samples,
/// medians; and the order in which a scenario is checked and then timed.
@NullMarked
package io.velostream.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
