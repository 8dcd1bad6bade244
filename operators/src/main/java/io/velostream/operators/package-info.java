/// The single-threaded operators. Start at [Operator], the contract.
///
/// An operator is built from an immutable description and keeps its state in primitive arrays. It
/// knows no thread, clock, file or queue, so that the runtime, the test harness, a simulation and
/// other hosts can all drive it.
@NullMarked
package io.velostream.operators;

import org.jspecify.annotations.NullMarked;
