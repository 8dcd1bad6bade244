/// Deterministic input: every value is a function of the record number, so that each run, each
/// batch size and each engine sees the same rows.
///
/// A [TableSpec] describes a table, [DataSet] is a number of its rows ready in memory.
@NullMarked
package io.velostream.benchmarks.data;

import org.jspecify.annotations.NullMarked;
