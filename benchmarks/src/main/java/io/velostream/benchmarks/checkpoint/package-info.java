/// What it costs to save a job of much state, and how fast one goes on from what was saved.
///
/// Knows the engine's interface and the figures of its runs. Must not know DuckDB.
@NullMarked
package io.velostream.benchmarks.checkpoint;

import org.jspecify.annotations.NullMarked;
