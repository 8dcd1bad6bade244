package io.velostream.operators.aggregate;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Lane;
import io.velostream.columnar.Span;
import io.velostream.columnar.nested.SlotReader;
import io.velostream.columnar.nested.SlotWriter;
import io.velostream.columnar.nested.Tag;
import io.velostream.state.BytesBuffer;
import io.velostream.state.ColumnBuffer;
import io.velostream.state.DoubleBuffer;
import io.velostream.state.LongBuffer;
import io.velostream.state.OrderedValues;
import io.velostream.state.WideBuffer;
import java.util.List;

/// ARRAY_AGG and MAP_AGG: the values in order as a nested value.
final class SlotsReader implements ValueReader<OrderedValues> {
  private final List<DataType> types;
  private final int firstColumn;
  private final boolean map;
  private final ColumnBuffer[] parts;
  private final SlotWriter slots = new SlotWriter();

  private SlotsReader(List<DataType> types, int firstColumn, boolean map) {
    this.types = types;
    this.firstColumn = firstColumn;
    this.map = map;
    parts =
        types.stream().map(type -> ColumnBuffer.of(type.lane(), 0)).toArray(ColumnBuffer[]::new);
  }

  /// An ARRAY of the values of a column.
  static SlotsReader array(DataType type, int column) {
    return new SlotsReader(List.of(type), column, false);
  }

  /// A MAP of keys in column 0 to values in column 1; of equal keys the last entry stays.
  static SlotsReader map(DataType key, DataType value) {
    return new SlotsReader(List.of(key, value), 0, true);
  }

  @Override
  public Lane lane() {
    return Lane.BYTES;
  }

  @Override
  public void write(OrderedValues values, int group, ColumnBuffer out, int at) {
    int count = values.order(group);
    for (int p = 0; p < parts.length; p++) {
      parts[p].reset();
      parts[p].reserve(count);
      values.write(firstColumn + p, values.ordered(), 0, count, parts[p], 0);
    }
    slots.truncate(0);
    slots.begin(map ? Tag.MAP : Tag.ARRAY);
    for (int i = 0; i < count; i++) {
      for (long n = map ? 1 : values.occurrences()[i]; n > 0; n--) {
        for (int p = 0; p < parts.length; p++) {
          put(parts[p], types.get(p), i);
        }
      }
    }
    if (map) {
      slots.endMap(1);
    } else {
      slots.end();
    }
    ((BytesBuffer) out).set(at, slots.array(), 0, slots.length());
  }

  private void put(ColumnBuffer part, DataType type, int at) {
    if (part.isNull(at)) {
      slots.putNull();
      return;
    }
    switch (part) {
      case LongBuffer b -> slots.putLong(b.values()[at]);
      case DoubleBuffer b -> slots.putDouble(b.values()[at]);
      case WideBuffer b -> slots.putWide(b.high()[at], b.low()[at]);
      case BytesBuffer b -> {
        int start = Span.start(b.spans()[at]);
        int length = Span.length(b.spans()[at]);
        if (SlotReader.isNested(type)) {
          slots.putSlots(b.data(), start, start + length);
        } else {
          slots.putBytes(b.data(), start, length);
        }
      }
    }
  }
}
