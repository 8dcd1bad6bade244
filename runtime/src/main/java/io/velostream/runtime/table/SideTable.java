package io.velostream.runtime.table;

import io.velostream.columnar.Batch;
import io.velostream.columnar.BytesVectorBuilder;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Lane;
import io.velostream.columnar.LongVectorBuilder;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Vector;
import io.velostream.columnar.VectorBuilder;
import io.velostream.connector.spi.BadRows;
import io.velostream.operators.LateRows;
import io.velostream.operators.rows.SavedRows;
import io.velostream.state.snapshot.StateFormat;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.ArrayList;
import java.util.List;

/// Rows that were put aside with a reason: late rows of an operator, or input that did not decode.
/// All are counted; the first so many are kept to be queried.
public final class SideTable {
  /// The columns of a table of undecodable input.
  public static final Schema ERROR_SCHEMA =
      Schema.of(
          new Field("source", DataType.STRING, false),
          new Field("position", DataType.BIGINT, false),
          new Field("reason", DataType.STRING, false),
          new Field("raw", DataType.STRING, false));

  private static final StateFormat FORMAT = new StateFormat("side-table", 1);
  private static final String ERRORS = "$errors";
  private static final String LATE = "$late";
  private static final int ROWS_PER_BATCH = 4096;

  private final String name;
  private StoredBatches stored;
  private final int keptRows;
  private List<VectorBuilder> open;
  private long count;

  /// Source, place and reason of the first undecodable row.
  private String first = "";

  private SideTable(String name, Schema schema, int keptRows) {
    this.name = name;
    this.stored = new StoredBatches(schema);
    this.keptRows = keptRows;
    this.open = builders(schema);
  }

  /// The table `<job>$errors`, for undecodable input.
  public static SideTable errors(String job, int keptRows) {
    return new SideTable(job + ERRORS, ERROR_SCHEMA, keptRows);
  }

  /// A table for the late rows of an operator: its input's columns and `late_reason`.
  ///
  /// @param number counts the operators of the job that can have late rows, from 1: the tables are
  ///   called `<job>$late`, `<job>$late_2` and so on
  public static SideTable late(String job, int number, Schema input, int keptRows) {
    String name = job + LATE + (number == 1 ? "" : "_" + number);
    List<Field> fields = new ArrayList<>(input.fields());
    fields.add(new Field("late_reason", DataType.STRING, false));
    return new SideTable(name, new Schema(fields), keptRows);
  }

  /// A table without rows that is like this one in everything else.
  public SideTable emptyCopy() {
    return new SideTable(name, schema(), keptRows);
  }

  /// Takes out all that was put aside so far: this table is as if nothing had been.
  public SideTable take() {
    SideTable taken = emptyCopy();
    taken.stored = rows();
    taken.count = count;
    taken.first = first;
    stored = new StoredBatches(stored.schema());
    count = 0;
    first = "";
    return taken;
  }

  /// Whether a table of that name holds rows that were put aside.
  public static boolean isSideTable(String name) {
    return name.endsWith(ERRORS) || name.matches(".*\\$late(_\\d+)?");
  }

  /// The table's name, such as `totals$late`.
  public String name() {
    return name;
  }

  /// The columns.
  public Schema schema() {
    return stored.schema();
  }

  /// How many rows were put aside, kept or not.
  public long count() {
    return count;
  }

  /// Source, line and reason of the first undecodable row; empty when there is none.
  public String first() {
    return first;
  }

  /// The kept rows. Complete the collection first: rows put aside afterwards are not in it.
  public StoredBatches rows() {
    seal();
    return stored;
  }

  /// A receiver of undecodable input.
  public BadRows badRows() {
    return this::addError;
  }

  /// A receiver of late rows.
  public LateRows lateRows() {
    return this::addLate;
  }

  /// Adds the rows number `from` to `to - 1` of another table of the same columns. That one must be
  /// complete, and keep at least as many rows.
  public void addAll(SideTable other, long from, long to) {
    if (count == 0 && from == 0) {
      first = other.first;
    }
    long before = count;
    long start = 0;
    for (Batch batch : other.rows().batches()) {
      long last = Math.min(to - start, batch.rowCount());
      for (long row = Math.max(from - start, 0); row < last && count < keptRows; row++) {
        copy(batch, (int) row);
        count++;
        sealWhenFull();
      }
      start += batch.rowCount();
    }
    count = before + to - from;
  }

  private void copy(Batch batch, int row) {
    for (int c = 0; c < batch.columnCount(); c++) {
      open.get(c).append(batch.column(c), row);
    }
  }

  /// Writes all that was put aside.
  public void save(StateOutput out) {
    out.begin(FORMAT);
    out.putVarint(count);
    out.putText(first);
    List<Batch> batches = rows().batches();
    out.putVarint(batches.size());
    for (Batch batch : batches) {
      int rows = batch.rowCount();
      int[] slots = new int[rows];
      for (int k = 0; k < rows; k++) {
        slots[k] = batch.rowAt(k);
      }
      SavedRows.save(
          lanes(),
          batch.columns(),
          slots,
          rows,
          out,
          (_, _, n) -> {
            for (int k = 0; k < n; k++) {
              out.putByte(0);
            }
          });
    }
    out.end();
  }

  /// Takes up what a table of the same job has saved; called before anything is put aside.
  public void restore(StateInput in) {
    in.enter(FORMAT);
    count = in.getVarint();
    first = in.getText();
    for (int left = in.getCount(1); left > 0; left--) {
      SavedRows.restore(
          lanes(),
          in,
          (columns, n) -> {
            for (int k = 0; k < n; k++) {
              in.getByte();
              for (int c = 0; c < columns.length; c++) {
                open.get(c).append(columns[c], k);
              }
              sealWhenFull();
            }
          });
    }
    in.leave();
  }

  private List<Lane> lanes() {
    return stored.schema().types().stream().map(DataType::lane).toList();
  }

  private void addError(String source, long position, Slice raw, String reason) {
    if (count == 0) {
      first = source + ":" + position + ": " + reason;
    }
    if (count++ < keptRows) {
      ((BytesVectorBuilder) open.get(0)).append(Slice.utf8(source));
      ((LongVectorBuilder) open.get(1)).append(position);
      ((BytesVectorBuilder) open.get(2)).append(Slice.utf8(reason));
      ((BytesVectorBuilder) open.get(3)).append(raw);
      sealWhenFull();
    }
  }

  private void addLate(Batch batch, int row, String reason) {
    if (count++ < keptRows) {
      copy(batch, row);
      ((BytesVectorBuilder) open.getLast()).append(Slice.utf8(reason));
      sealWhenFull();
    }
  }

  private void sealWhenFull() {
    if (open.getFirst().size() == ROWS_PER_BATCH) {
      seal();
    }
  }

  private void seal() {
    int rows = open.getFirst().size();
    if (rows > 0) {
      stored.adopt(
          new Batch(
              open.stream().map(VectorBuilder::build).toArray(Vector[]::new), rows, null, null));
      open = builders(stored.schema());
    }
  }

  private static List<VectorBuilder> builders(Schema schema) {
    return schema.types().stream().map(t -> VectorBuilder.of(t.lane())).toList();
  }
}
