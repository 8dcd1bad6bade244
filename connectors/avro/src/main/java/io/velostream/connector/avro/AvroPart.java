package io.velostream.connector.avro;

import io.velostream.connector.formats.rows.ValueSink;

/// Reads one value that was written with one schema, and puts it as a value of one type.
@FunctionalInterface
interface AvroPart {
  void read(AvroInput in, ValueSink out);
}
