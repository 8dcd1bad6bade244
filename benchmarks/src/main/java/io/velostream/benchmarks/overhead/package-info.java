/// What each part of a job costs: scenario 2 with the parts added one by one.
///
/// Knows the runtime's parts and scenarios. Must not know DuckDB.
@NullMarked
package io.velostream.benchmarks.overhead;

import org.jspecify.annotations.NullMarked;
