/// Tests of sinks that cannot be reached.
@NullMarked
package io.velostream.runtime.retry;

import org.jspecify.annotations.NullMarked;
