/// The peer: DuckDB in this process, through JDBC, on one thread. The only place that knows it.
@NullMarked
package io.velostream.benchmarks.duckdb;

import org.jspecify.annotations.NullMarked;
