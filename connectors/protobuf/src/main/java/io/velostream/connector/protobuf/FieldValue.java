package io.velostream.connector.protobuf;

import io.velostream.connector.formats.rows.MalformedException;
import io.velostream.connector.formats.rows.ValueSink;

/// Puts the value of a field of a message that has been scanned.
@FunctionalInterface
interface FieldValue {
  /// @param index of the field in the scan
  /// @throws MalformedException when the bytes are no such value
  void put(WireInput in, FieldScan scan, int index, ValueSink out);
}
