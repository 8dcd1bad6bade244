package io.velostream.runtime.table;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Dictionary;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/// Stored batches that several readers share. Nobody changes them meanwhile, or adds to their
/// dictionaries.
///
/// Readers see them over frozen dictionaries, the same for all of them: ids mean the same in all
/// pipelines, and words need not travel. A dictionary is frozen when a reader first comes to it: to
/// look for all of them before the start takes longer than many a query.
public final class SharedBatches {
  private final List<Batch> batches;

  /// Rows of each batch: a reader passes over those of others without looking at them.
  private final int[] counts;

  private final int batchRows;
  private final ConcurrentHashMap<Dictionary, Dictionary> frozen = new ConcurrentHashMap<>();

  /// @param stored what there is of it now; batches that are added later are not read
  /// @param batchRows rows per piece at most
  public SharedBatches(StoredBatches stored, int batchRows) {
    this.batches = List.copyOf(stored.batches());
    this.counts = stored.counts();
    this.batchRows = batchRows;
  }

  /// A reader of some columns.
  ///
  /// @param columns indexes of the stored columns to deliver, in that order
  /// @param number of this reader among `readers`
  public StoredTurns reader(List<Integer> columns, int number, int readers) {
    return new StoredTurns(this, columns, number, readers);
  }

  List<Batch> batches() {
    return batches;
  }

  int[] counts() {
    return counts;
  }

  int batchRows() {
    return batchRows;
  }

  /// How many pieces the rows are read in, counted up to `most`.
  long pieces(long most) {
    long pieces = 0;
    for (int i = 0; i < counts.length && pieces < most; i++) {
      pieces += Math.ceilDiv(counts[i], batchRows);
    }
    return Math.min(pieces, most);
  }

  /// A dictionary of a stored batch, as all readers see it.
  Dictionary frozen(Dictionary dictionary) {
    return frozen.computeIfAbsent(dictionary, Dictionary::frozen);
  }
}
