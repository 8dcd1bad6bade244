/// How long a cold start takes: runs of the launcher in processes of their own. Knows nothing of
/// the engine.
@NullMarked
package io.velostream.benchmarks.start;

import org.jspecify.annotations.NullMarked;
