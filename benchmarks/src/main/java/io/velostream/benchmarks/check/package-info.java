/// Whether a result is right, before anything is timed: rows compared with the peer's, formulas,
/// and a checksum that does not depend on order.
@NullMarked
package io.velostream.benchmarks.check;

import org.jspecify.annotations.NullMarked;
