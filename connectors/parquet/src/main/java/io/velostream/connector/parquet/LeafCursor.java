package io.velostream.connector.parquet;

import io.velostream.columnar.Span;
import io.velostream.columnar.nested.SlotReader;
import io.velostream.columnar.nested.SlotWriter;
import java.io.IOException;

/// Goes over the places of a stored column inside of a nested one, a page at a time.
final class LeafCursor {
  private final LeafReader reader;
  private final Leaf leaf;
  private final boolean nested;
  private final Lanes lanes;
  private int[] definitions = {};
  private int[] repetitions = {};
  private byte[] data = {};
  private int at;
  private int count;
  private int value;

  LeafCursor(Leaf leaf) {
    this.reader = new LeafReader(leaf);
    this.leaf = leaf;
    this.nested = SlotReader.isNested(leaf.type());
    this.lanes = new Lanes(leaf.conversion().lane, 0);
  }

  LeafReader reader() {
    return reader;
  }

  void startGroup() {
    at = 0;
    count = 0;
  }

  private void fill() throws IOException {
    reader.nextPage();
    at = 0;
    value = 0;
    count = reader.left();
    if (definitions.length < count) {
      definitions = new int[count];
      repetitions = new int[count];
    }
    int values = count;
    if (leaf.maxDefinition() > 0) {
      reader.definitions.read(definitions, 0, count);
      values = 0;
      for (int i = 0; i < count; i++) {
        values += definitions[i] == leaf.maxDefinition() ? 1 : 0;
      }
    }
    if (leaf.maxRepetition() > 0) {
      reader.repetitions.read(repetitions, 0, count);
    }
    lanes.reserve(values);
    lanes.clearBuffer();
    data = reader.readValues(lanes, 0, values);
    reader.taken(count);
  }

  /// How much of the path to the value is there.
  int definition() throws IOException {
    if (at == count) {
      fill();
    }
    return definitions[at];
  }

  /// At which level the next place repeats; 0 when a row begins there, or the row group is over.
  int repetition() throws IOException {
    if (at == count) {
      if (!reader.hasMore()) {
        return 0;
      }
      fill();
    }
    return repetitions[at];
  }

  /// Writes the value of the place, or NULL, and goes on.
  void read(SlotWriter out) throws IOException {
    if (definition() < leaf.maxDefinition()) {
      out.putNull();
      at++;
      return;
    }
    switch (lanes.lane) {
      case LONG -> out.putLong(lanes.longs[value]);
      case WIDE -> out.putWide(lanes.highs[value], lanes.longs[value]);
      case DOUBLE -> out.putDouble(lanes.doubles[value]);
      case BYTES -> {
        int from = Span.start(lanes.spans[value]);
        int length = Span.length(lanes.spans[value]);
        if (nested) {
          out.putSlots(data, from, from + length);
        } else {
          out.putBytes(data, from, length);
        }
      }
    }
    value++;
    at++;
  }

  /// Goes on from a place without a value.
  void skip() throws IOException {
    if (definition() == leaf.maxDefinition()) {
      throw new DamagedException("the levels of a nested value do not fit together");
    }
    at++;
  }
}
