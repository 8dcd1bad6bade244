package io.velostream.connector.avro;

import io.velostream.connector.formats.rows.MalformedException;

/// How messages of one schema become rows.
@FunctionalInterface
interface MessagePlan {
  /// Reads a message and keeps its rows.
  ///
  /// @throws MalformedException when the bytes are no such message
  void read(AvroInput in);
}
