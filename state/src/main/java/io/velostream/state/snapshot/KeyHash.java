package io.velostream.state.snapshot;

import io.velostream.columnar.Vector;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The hash of a [KeyHasher], for whoever needs it now and then.
public final class KeyHash {
  private KeyHash() {}

  /// Writes the hash of each of `count` keys to `out`, from its start on.
  ///
  /// @param rows indexes of the rows, or `null` for the rows from 0 on
  public static void of(Vector[] columns, int @Nullable [] rows, int count, long[] out) {
    int[] indexes = rows == null ? IntStream.range(0, count).toArray() : rows;
    long[] hashes = new KeyHasher().hash(columns, indexes, count);
    System.arraycopy(hashes, 0, out, 0, count);
  }
}
