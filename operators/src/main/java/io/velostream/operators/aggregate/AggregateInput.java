package io.velostream.operators.aggregate;

import java.util.List;
import java.util.OptionalInt;

/// Which rows, and which of their columns, go into an accumulator. Functions over the same input
/// share its count and its set of distinct values.
///
/// @param columns the argument columns
/// @param filter the BOOLEAN column that must be TRUE
/// @param distinct whether equal values count once
/// @param keepNulls whether rows with a NULL argument count
record AggregateInput(
    List<Integer> columns, OptionalInt filter, boolean distinct, boolean keepNulls) {}
