package io.velostream.connector.formats.rows;

import io.velostream.columnar.nested.SlotWriter;

/// Takes values that are parts of a nested one.
public final class SlotSink implements ValueSink {
  private final SlotWriter out = new SlotWriter();

  /// Where containers begin and end.
  public SlotWriter out() {
    return out;
  }

  @Override
  public void putNull() {
    out.putNull();
  }

  @Override
  public void putLong(long value) {
    out.putLong(value);
  }

  @Override
  public void putDouble(double value) {
    out.putDouble(value);
  }

  @Override
  public void putWide(long high, long low) {
    out.putWide(high, low);
  }

  @Override
  public void putBytes(byte[] data, int from, int length) {
    out.putBytes(data, from, length);
  }

  @Override
  public SlotSink open() {
    return this;
  }

  @Override
  public void close() {}
}
