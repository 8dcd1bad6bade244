package io.velostream.connector.formats.rows;

import io.velostream.columnar.BytesVectorBuilder;
import io.velostream.columnar.DoubleVectorBuilder;
import io.velostream.columnar.Field;
import io.velostream.columnar.LongVectorBuilder;
import io.velostream.columnar.VectorBuilder;
import io.velostream.columnar.WideVectorBuilder;

/// Takes the values of one column, one per row.
public final class ColumnSink implements ValueSink {
  private final Field field;
  private final RowFaults faults;
  private final VectorBuilder builder;
  private final SlotSink slots = new SlotSink();

  ColumnSink(Field field, RowFaults faults) {
    this.field = field;
    this.faults = faults;
    this.builder = VectorBuilder.of(field.type().lane());
  }

  VectorBuilder builder() {
    return builder;
  }

  @Override
  public void putNull() {
    if (!field.nullable()) {
      faults.add("column '" + field.name() + "' is NOT NULL but has no value");
    }
    builder.appendNull();
  }

  @Override
  public void putLong(long value) {
    ((LongVectorBuilder) builder).append(value);
  }

  @Override
  public void putDouble(double value) {
    ((DoubleVectorBuilder) builder).append(value);
  }

  @Override
  public void putWide(long high, long low) {
    ((WideVectorBuilder) builder).append(high, low);
  }

  @Override
  public void putBytes(byte[] data, int from, int length) {
    ((BytesVectorBuilder) builder).append(data, from, length);
  }

  @Override
  public SlotSink open() {
    slots.out().truncate(0);
    return slots;
  }

  @Override
  public void close() {
    ((BytesVectorBuilder) builder).append(slots.out().slice());
  }
}
