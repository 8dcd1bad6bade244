/// Drives a graph of operators, one step at a time, on one thread.
@NullMarked
package io.velostream.runtime.pipeline;

import org.jspecify.annotations.NullMarked;
