package io.velostream.connector.parquet;

import io.velostream.columnar.BytesVector;
import io.velostream.columnar.Span;
import io.velostream.columnar.Vector;
import io.velostream.columnar.nested.SlotReader;
import io.velostream.columnar.nested.SlotWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/// A column of ARRAY, MAP or ROW, put together from the stored columns below it.
final class NestedColumn implements FileColumn {
  private final NestedPart root;
  private final List<LeafCursor> cursors;
  private final SlotWriter slots = new SlotWriter();
  private final long[] spans;
  private final boolean[] nulls;

  NestedColumn(NestedPart root, int batchRows) {
    this.root = root;
    this.cursors = root.cursors();
    this.spans = new long[batchRows];
    this.nulls = new boolean[batchRows];
  }

  @Override
  public List<LeafReader> leaves() {
    return cursors.stream().map(LeafCursor::reader).toList();
  }

  @Override
  public void startGroup() {
    cursors.forEach(LeafCursor::startGroup);
  }

  @Override
  public Vector read(int rows) throws IOException {
    slots.truncate(0);
    Arrays.fill(nulls, 0, rows, false);
    boolean anyNull = false;
    for (int row = 0; row < rows; row++) {
      int start = slots.length();
      root.read(slots);
      nulls[row] = SlotReader.isNull(slots.array(), start);
      anyNull |= nulls[row];
      spans[row] = Span.of(start, slots.length() - start);
    }
    slots.pad(BytesVector.PADDING);
    return new BytesVector(slots.array(), spans, anyNull ? nulls : null);
  }
}
