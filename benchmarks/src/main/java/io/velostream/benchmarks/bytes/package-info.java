/// The whole way from bytes on disk to a result: JSON lines and CSV.
@NullMarked
package io.velostream.benchmarks.bytes;

import org.jspecify.annotations.NullMarked;
