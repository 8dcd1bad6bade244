package io.velostream.plan;

/// What a lookup join keeps of the rows that it has found.
public sealed interface LookupCache {
  /// Nothing: the table is asked for the keys of each batch anew.
  record None() implements LookupCache {}

  /// Some of the rows found last.
  ///
  /// @param maxRows how many rows are kept; a key without rows counts as one
  /// @param expireMicros for how long a row counts since it was found; 0 for as long as it is kept
  /// @param missing whether it is kept of a key that there are no rows
  record Partial(long maxRows, long expireMicros, boolean missing) implements LookupCache {}

  /// The whole table, as it was when it was read.
  ///
  /// @param reloadMicros after how long it is read anew; 0 for never
  record Full(long reloadMicros) implements LookupCache {}
}
