package io.velostream.operators.testing;

import io.velostream.columnar.Batch;
import io.velostream.columnar.BytesVector;
import io.velostream.columnar.Dictionary;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.Lane;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Span;
import io.velostream.columnar.Values;
import io.velostream.columnar.Vector;
import io.velostream.columnar.WideInteger;
import io.velostream.columnar.WideVector;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Builds batches from rows of Java objects, in any layout a producer may choose, and reads batches
/// back. One maker stands for one source: its dictionaries live as long as it does.
public final class BatchMaker {
  private static final int PADDING_ROWS = 3;

  private final List<Lane> lanes;
  private final @Nullable Dictionary[] dictionaries;
  private final SplittableRandom random;

  /// @param lanes of the columns
  /// @param seed decides on what stands in garbage rows
  public BatchMaker(List<Lane> lanes, long seed) {
    this.lanes = List.copyOf(lanes);
    dictionaries = new @Nullable Dictionary[lanes.size()];
    random = new SplittableRandom(seed);
  }

  /// A dense batch of flat vectors.
  public static Batch plain(List<Lane> lanes, List<Row> rows) {
    return new BatchMaker(lanes, 0).make(rows, Delivery.PLAIN);
  }

  /// A batch of the rows in the layout asked for; `cut` is for the caller to mind.
  public Batch make(List<Row> rows, Delivery delivery) {
    int count = rows.size();
    int[] places = new int[count];
    int at = 0;
    for (int i = 0; i < count; i++) {
      at += delivery.selected() ? random.nextInt(3) : 0;
      places[i] = at++;
    }
    int capacity = at + (delivery.padded() || delivery.selected() ? PADDING_ROWS : 0);
    Vector[] columns = new Vector[lanes.size()];
    for (int c = 0; c < columns.length; c++) {
      columns[c] = column(c, rows, places, capacity, delivery);
    }
    return new Batch(
        columns, count, delivery.selected() ? places : null, weights(rows, places, capacity));
  }

  /// The live rows of a batch in order.
  public static List<Row> read(Batch batch) {
    List<Row> rows = new ArrayList<>(batch.rowCount());
    for (int k = 0; k < batch.rowCount(); k++) {
      rows.add(read(batch, batch.rowAt(k)));
    }
    return rows;
  }

  /// One row of a batch.
  public static Row read(Batch batch, int row) {
    List<@Nullable Object> values = new ArrayList<>();
    for (Vector column : batch.columns()) {
      values.add(Values.get(column, row));
    }
    return new Row(batch.weightAt(row), values);
  }

  private long @Nullable [] weights(List<Row> rows, int[] places, int capacity) {
    if (rows.stream().allMatch(row -> row.weight() == 1)) {
      return null;
    }
    long[] weights = new long[capacity];
    for (int i = 0; i < places.length; i++) {
      weights[places[i]] = rows.get(i).weight();
    }
    return weights;
  }

  private Vector column(int index, List<Row> rows, int[] places, int capacity, Delivery delivery) {
    @Nullable Object[] cells = new @Nullable Object[capacity];
    boolean[] nulls = new boolean[capacity];
    boolean anyNull = delivery.explicitNulls();
    for (int i = 0; i < places.length; i++) {
      Object cell = rows.get(i).values().get(index);
      cells[places[i]] = cell;
      nulls[places[i]] = cell == null;
      anyNull |= cell == null;
    }
    boolean[] marks = anyNull ? nulls : null;
    return switch (lanes.get(index)) {
      case LONG -> sometimesBounded(new LongVector(longs(cells), marks), places);
      case DOUBLE -> new DoubleVector(doubles(cells), marks);
      case WIDE -> wide(cells, marks);
      case BYTES -> delivery.dictionaries() ? coded(index, cells, marks) : flat(cells, marks);
    };
  }

  /// As batches of a table in memory are; rows that do not live count, too.
  private LongVector sometimesBounded(LongVector vector, int[] places) {
    int rows = places.length == 0 ? 0 : places[places.length - 1] + 1;
    return random.nextBoolean() ? vector.bounded(rows) : vector;
  }

  private long[] longs(@Nullable Object[] cells) {
    long[] values = new long[cells.length];
    for (int i = 0; i < cells.length; i++) {
      values[i] = cells[i] instanceof Long value ? value : random.nextLong();
    }
    return values;
  }

  private double[] doubles(@Nullable Object[] cells) {
    double[] values = new double[cells.length];
    for (int i = 0; i < cells.length; i++) {
      values[i] =
          cells[i] instanceof Double value ? value : Double.longBitsToDouble(random.nextLong());
    }
    return values;
  }

  private Vector wide(@Nullable Object[] cells, boolean @Nullable [] nulls) {
    long[] high = longs(new @Nullable Object[cells.length]);
    long[] low = longs(new @Nullable Object[cells.length]);
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] instanceof BigInteger value) {
        high[i] = WideInteger.high(value);
        low[i] = WideInteger.low(value);
      }
    }
    return new WideVector(high, low, nulls);
  }

  /// Values lie back to front in the data, with a gap at the start, since spans allow both.
  private Vector flat(@Nullable Object[] cells, boolean @Nullable [] nulls) {
    int total = 5;
    for (Object cell : cells) {
      total += cell instanceof Slice value ? value.length() : 0;
    }
    byte[] data = new byte[total + BytesVector.PADDING];
    random.nextBytes(data);
    long[] spans = new long[cells.length];
    int at = total;
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] instanceof Slice value) {
        at -= value.length();
        System.arraycopy(value.array(), value.offset(), data, at, value.length());
        spans[i] = Span.of(at, value.length());
      } else {
        spans[i] = Span.of(random.nextInt(total), 0);
      }
    }
    return new BytesVector(data, spans, nulls);
  }

  private Vector coded(int index, @Nullable Object[] cells, boolean @Nullable [] nulls) {
    Dictionary dictionary = dictionaries[index];
    if (dictionary == null) {
      dictionary = new Dictionary();
      dictionary.idOf(Slice.utf8("unused"));
      dictionaries[index] = dictionary;
    }
    int[] ids = new int[cells.length];
    for (int i = 0; i < cells.length; i++) {
      ids[i] =
          cells[i] instanceof Slice value
              ? dictionary.idOf(value)
              : random.nextInt(dictionary.size());
    }
    return new DictionaryVector(ids, dictionary, nulls);
  }
}
