package io.velostream.columnar;

/// Something that holds memory worth counting.
public interface MemorySized {
  /// Bytes held, spare capacity included; an estimate without object headers.
  long memoryBytes();
}
