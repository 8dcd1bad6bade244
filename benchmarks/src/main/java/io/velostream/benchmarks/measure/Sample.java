package io.velostream.benchmarks.measure;

/// One timed run.
///
/// @param nanos from opening the pipeline to closing it
/// @param records rows read
/// @param outputRows rows that came out, retractions included
/// @param allocatedBytes heap that the thread allocated meanwhile; nothing is taken off for set-up
public record Sample(long nanos, long records, long outputRows, long allocatedBytes) {
  /// Records per second.
  public double rate() {
    return records * 1e9 / nanos;
  }

  /// Allocated bytes per record.
  public double bytesPerRecord() {
    return (double) allocatedBytes / records;
  }
}
