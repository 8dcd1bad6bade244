package io.velostream.connector.avro;

import io.velostream.connector.formats.TextBuffer;

/// Writes one value, in the boxed form of its type and never NULL.
@FunctionalInterface
interface WritePart {
  void write(Object value, TextBuffer out);
}
