package io.velostream.columnar;

import org.jspecify.annotations.Nullable;

/// A column of [Lane#BYTES] whose rows are ids into a [Dictionary].
///
/// Successive batches of one source column share the dictionary, so operators may remember what
/// they found out about an id. What stands at a NULL row is a valid id, otherwise unspecified.
public final class DictionaryVector implements Vector {
  private final int[] ids;
  private final Dictionary dictionary;
  private final boolean @Nullable [] nulls;

  /// Wraps the array without copying it.
  public DictionaryVector(int[] ids, Dictionary dictionary, boolean @Nullable [] nulls) {
    this.ids = ids;
    this.dictionary = dictionary;
    this.nulls = nulls;
  }

  /// Ids by row index, each at least 0 and below the size of the dictionary.
  public int[] ids() {
    return ids;
  }

  /// What the ids stand for.
  public Dictionary dictionary() {
    return dictionary;
  }

  @Override
  public boolean @Nullable [] nulls() {
    return nulls;
  }

  @Override
  public Lane lane() {
    return Lane.BYTES;
  }
}
