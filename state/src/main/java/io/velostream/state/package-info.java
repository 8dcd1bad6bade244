/// Keyed state in primitive arrays: what operators remember between batches.
///
/// Start at [GroupTable]: it gives each distinct key a dense slot, under which an operator keeps
/// its values in plain arrays. [KeyEncoder] turns key columns of any type into fixed-width words,
/// so that one table serves all of them. [MultisetIndex] orders counted values within each slot,
/// [TimeOrdered] keeps state by window. Everything belongs to one thread; nothing here knows an
/// operator, a plan, a thread or a file.
@NullMarked
package io.velostream.state;

import org.jspecify.annotations.NullMarked;
