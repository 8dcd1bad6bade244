package io.velostream.expression.compile;

import java.util.Set;

/// What a loop may rely on; there is one generated class for each variant that was met.
///
/// @param nulls whether some input column has NULLs in this batch
/// @param selected whether the rows are given by a selection
/// @param dictionaries the used input columns that are dictionary vectors
/// @param memos whether values of expressions over one dictionary column are looked up by id
record Variant(boolean nulls, boolean selected, Set<Integer> dictionaries, boolean memos) {
  Variant {
    dictionaries = Set.copyOf(dictionaries);
  }

  boolean isDictionary(int column) {
    return dictionaries.contains(column);
  }

  Variant selected(boolean selection) {
    return new Variant(nulls, selection, dictionaries, memos);
  }
}
