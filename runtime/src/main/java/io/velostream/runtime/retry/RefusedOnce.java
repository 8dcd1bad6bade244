package io.velostream.runtime.retry;

import io.velostream.columnar.Slice;
import io.velostream.connector.spi.BadRows;
import java.util.HashMap;
import java.util.Map;

/// Stands between a sink and whoever takes the rows that it refuses. A [RetryingWriter] may give
/// the rows of an epoch several times, to one connection after the other: a row that was passed on
/// is not passed on again when the next one refuses it, too.
///
/// Rows are told apart by what is in them, and equal ones are counted, not by how many were refused
/// before them: what a database refuses may be another row when it is back. Such a row is passed
/// on, and one that it takes only then has been passed on already. Belongs to the thread of the
/// writer.
public final class RefusedOnce implements BadRows {
  private final BadRows taker;

  /// How often each row of the epoch was passed on.
  private final Map<Slice, Integer> passed = new HashMap<>();

  /// The same of those that are to be expected again.
  private final Map<Slice, Integer> expected = new HashMap<>();

  private boolean remembers;

  /// Passes on everything until the first [#begin].
  public RefusedOnce(BadRows taker) {
    this.taker = taker;
  }

  /// An epoch begins: what was refused before is over.
  void begin() {
    forget();
    remembers = true;
  }

  /// The rows of the epoch are given from its beginning.
  void again() {
    expected.clear();
    expected.putAll(passed);
  }

  /// The rows of the epoch will not be given again.
  void forget() {
    remembers = false;
    passed.clear();
    expected.clear();
  }

  @Override
  public void report(String source, long position, Slice raw, String reason) {
    Integer left = expected.remove(raw);
    if (left != null) {
      if (left > 1) {
        expected.put(raw.copy(), left - 1);
      }
      return;
    }
    taker.report(source, position, raw, reason);
    if (remembers) {
      passed.merge(raw.copy(), 1, Integer::sum);
    }
  }
}
