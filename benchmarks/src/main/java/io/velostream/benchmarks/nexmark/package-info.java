/// The Nexmark suite: its queries in our SQL, each checked against DuckDB before it is timed.
@NullMarked
package io.velostream.benchmarks.nexmark;

import org.jspecify.annotations.NullMarked;
