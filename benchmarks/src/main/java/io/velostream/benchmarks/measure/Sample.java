package io.velostream.benchmarks.measure;

/// One timed run.
///
/// @param nanos from opening the pipeline to closing it
/// @param records rows read
/// @param outputRows rows that came out in one pass over the input, retractions included
/// @param lateRows rows that one pass put aside because their window had closed
/// @param errorRows rows of one pass that did not decode
/// @param allocatedBytes heap that the thread allocated meanwhile; nothing is taken off for set-up
public record Sample(
    long nanos, long records, long outputRows, long lateRows, long errorRows, long allocatedBytes) {
  /// Records per second.
  public double rate() {
    return records * 1e9 / nanos;
  }

  /// Allocated bytes per record.
  public double bytesPerRecord() {
    return (double) allocatedBytes / records;
  }
}
