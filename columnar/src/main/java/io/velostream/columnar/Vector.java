package io.velostream.columnar;

import org.jspecify.annotations.Nullable;

/// One column of a [Batch]: a value or NULL at each row index.
///
/// Flat vectors hold one array per lane; a [DictionaryVector] holds ids into a [Dictionary]. The
/// arrays may be longer than the batch. Whoever receives a vector only reads it: the arrays belong
/// to the producer, which may overwrite them as soon as the call that handed the batch over has
/// returned.
public sealed interface Vector
    permits LongVector, DoubleVector, WideVector, BytesVector, DictionaryVector {

  /// Marks NULL rows with `true`; `null` when no row of the vector is NULL.
  boolean @Nullable [] nulls();

  /// The lane of the values; BYTES for a dictionary.
  Lane lane();

  /// Whether the row holds NULL.
  default boolean isNull(int row) {
    boolean[] nulls = nulls();
    return nulls != null && nulls[row];
  }
}
