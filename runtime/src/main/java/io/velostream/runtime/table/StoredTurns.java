package io.velostream.runtime.table;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Dictionary;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.Vector;
import io.velostream.connector.spi.InputRange;
import io.velostream.connector.spi.TurnReader;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One of several readers of stored batches, which nobody changes meanwhile: takes the pieces that
/// one reader would deliver, every so many-th of them or every so many-th run of them.
public final class StoredTurns implements TurnReader {
  /// So many runs each reader has at least, if runs are longer than a piece: the readers' shares of
  /// the table differ by a run at most.
  private static final int LEAST_RUNS = 16;

  private final List<Batch> batches;
  private final List<Integer> columns;
  private final int batchRows;
  private final int number;
  private final int readers;
  private int run = 1;

  /// How many pieces of the table were read or passed over.
  private long pieces;

  private int next;
  private int taken;

  /// The same batches over frozen dictionaries, so that ids mean the same in all pipelines and
  /// words need not travel.
  public static List<Batch> forAll(List<Batch> batches) {
    IdentityHashMap<Dictionary, Dictionary> frozen = new IdentityHashMap<>();
    return batches.stream().map(batch -> frozen(batch, frozen)).toList();
  }

  private static Batch frozen(Batch batch, IdentityHashMap<Dictionary, Dictionary> frozen) {
    Vector[] columns = new Vector[batch.columnCount()];
    for (int c = 0; c < columns.length; c++) {
      columns[c] =
          batch.column(c) instanceof DictionaryVector v
              ? new DictionaryVector(
                  v.ids(), frozen.computeIfAbsent(v.dictionary(), Dictionary::frozen), v.nulls())
              : batch.column(c);
    }
    return batch.withColumns(columns);
  }

  /// @param columns indexes of the stored columns to deliver, in that order
  /// @param batchRows rows per piece at most
  /// @param number of this reader among `readers`
  public StoredTurns(
      List<Batch> batches, List<Integer> columns, int batchRows, int number, int readers) {
    this.batches = batches;
    this.columns = List.copyOf(columns);
    this.batchRows = batchRows;
    this.number = number;
    this.readers = readers;
  }

  @Override
  public int takeInRow(int most) {
    long all = 0;
    for (Batch batch : batches) {
      all += Math.ceilDiv(batch.rowCount(), batchRows);
    }
    run = 1;
    while (run * 2 <= most && run * 2L * readers * LEAST_RUNS <= all) {
      run *= 2;
    }
    return run;
  }

  @Override
  public @Nullable Batch read() {
    while (next < batches.size()) {
      Batch batch = batches.get(next);
      int from = taken;
      int count = Math.min(batchRows, batch.rowCount() - from);
      taken += count;
      if (taken == batch.rowCount()) {
        next++;
        taken = 0;
      }
      if (pieces++ / run % readers == number) {
        return piece(batch, from, count);
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
    Vector[] wanted = new Vector[columns.size()];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = batch.column(columns.get(i));
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
