/// How long a record takes from its arrival to the changes that it makes, below full load.
///
/// Knows scenarios and the engine's public API. Must not know DuckDB.
@NullMarked
package io.velostream.benchmarks.latency;

import org.jspecify.annotations.NullMarked;
