package io.velostream.connector.protobuf;

import io.velostream.connector.formats.rows.MalformedException;
import io.velostream.connector.formats.rows.ValueSink;

/// Reads one value of a field, behind its tag, into what takes it.
@FunctionalInterface
interface FieldPart {
  /// @throws MalformedException when the bytes are no such value
  void read(WireInput in, ValueSink out);
}
