/// The command `velostream bench`: scenarios over rows in memory, queries over files. Beside it, in
/// `micro`, benchmarks of single parts.
///
/// Nothing is timed before its result has been checked.
@NullMarked
package io.velostream.benchmarks;

import org.jspecify.annotations.NullMarked;
