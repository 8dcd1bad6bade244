package io.velostream.runtime.table;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Dictionary;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.Vector;
import io.velostream.connector.spi.InputRange;
import io.velostream.connector.spi.TurnReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One of several readers of stored batches, which nobody changes meanwhile: takes the pieces that
/// one reader would deliver, every so many-th of them or every so many-th run of them.
public final class StoredTurns implements TurnReader {
  /// So many runs each reader has at least, if runs are longer than a piece: the readers' shares of
  /// the table differ by a run at most.
  private static final int LEAST_RUNS = 16;

  private final SharedBatches shared;
  private final List<Batch> batches;
  private final int[] counts;
  private final int[] columns;
  private final int batchRows;
  private final int number;
  private final int readers;
  private int run = 1;

  /// By column, the dictionary met last, and its frozen form.
  private final @Nullable Dictionary[] met;

  private final @Nullable Dictionary[] metFrozen;

  /// How many pieces of the table were read or passed over.
  private long passed;

  private int next;
  private int taken;

  StoredTurns(SharedBatches shared, List<Integer> columns, int number, int readers) {
    this.shared = shared;
    this.batches = shared.batches();
    this.counts = shared.counts();
    this.columns = columns.stream().mapToInt(Integer::intValue).toArray();
    this.batchRows = shared.batchRows();
    this.number = number;
    this.readers = readers;
    this.met = new Dictionary[this.columns.length];
    this.metFrozen = new Dictionary[this.columns.length];
  }

  @Override
  public int takeInRow(int most) {
    long pieces = shared.pieces((long) most * readers * LEAST_RUNS);
    run = 1;
    while (run * 2 <= most && run * 2L * readers * LEAST_RUNS <= pieces) {
      run *= 2;
    }
    return run;
  }

  @Override
  public @Nullable Batch read() {
    while (next < counts.length) {
      int at = next;
      int from = taken;
      int count = Math.min(batchRows, counts[at] - from);
      taken += count;
      if (taken == counts[at]) {
        next++;
        taken = 0;
      }
      if (passed++ / run % readers == number) {
        return piece(batches.get(at), from, count);
      }
    }
    return null;
  }

  /// They are parts of the table.
  @Override
  public int batchesKept() {
    return Integer.MAX_VALUE;
  }

  @Override
  public boolean hadTurn() {
    return true;
  }

  @Override
  public List<InputRange> placesOf(long first, long last) {
    long piece = 0;
    long row = 0;
    long from = 0;
    long to = 0;
    for (Batch batch : batches) {
      long behind = piece + Math.max(1, Math.ceilDiv(batch.rowCount(), batchRows));
      if (first >= piece && first < behind) {
        from = row + (first - piece) * batchRows;
      }
      if (last >= piece) {
        to = row + Math.min(batch.rowCount(), (last + 1 - piece) * batchRows);
      }
      piece = behind;
      row += batch.rowCount();
    }
    return first < piece && from < to ? List.of(InputRange.rows(from + 1, to)) : List.of();
  }

  private Batch piece(Batch batch, int from, int count) {
    Vector[] wanted = new Vector[columns.length];
    for (int i = 0; i < wanted.length; i++) {
      Vector column = batch.column(columns[i]);
      wanted[i] =
          column instanceof DictionaryVector coded
              ? new DictionaryVector(coded.ids(), frozen(i, coded.dictionary()), coded.nulls())
              : column;
    }
    Batch whole = batch.withColumns(wanted);
    if (count == batch.rowCount()) {
      return whole;
    }
    int[] rows = new int[count];
    for (int k = 0; k < count; k++) {
      rows[k] = batch.rowAt(from + k);
    }
    return whole.select(rows, count);
  }

  private Dictionary frozen(int column, Dictionary dictionary) {
    Dictionary known = metFrozen[column];
    if (known == null || met[column] != dictionary) { // nearly always the same object
      known = shared.frozen(dictionary);
      met[column] = dictionary;
      metFrozen[column] = known;
    }
    return known;
  }

  @Override
  public long bytesRead() {
    return 0;
  }

  @Override
  public long bytesTotal() {
    return -1;
  }

  @Override
  public void close() {}
}
