package io.velostream.connector.formats.rows;

/// Takes values, each in the form of the lane of its type.
public interface ValueSink {
  /// NULL.
  void putNull();

  /// A value of lane LONG.
  void putLong(long value);

  /// A value of lane DOUBLE.
  void putDouble(double value);

  /// A value of lane WIDE.
  void putWide(long high, long low);

  /// A value of lane BYTES that is not nested; it is copied.
  void putBytes(byte[] data, int from, int length);

  /// Begins a nested value: its slot is to be written to what is returned, before [#close()].
  SlotSink open();

  /// Ends a nested value.
  void close();
}
