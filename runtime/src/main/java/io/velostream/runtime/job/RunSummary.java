package io.velostream.runtime.job;

/// What a finished run did.
///
/// @param rowsIn rows read from all sources, undecodable ones not counted
/// @param rowsOut changes written: insertions and retractions
/// @param lateRows rows put aside because their window had closed
/// @param errorRows input rows that did not decode
/// @param bytesIn bytes read from files, before decompression
/// @param nanos time from the first read to the commit
/// @param peakStateRows the most rows of state held at the end of a step, sampled
/// @param droppedState rows and groups of state that were forgotten because of their age or number
public record RunSummary(
    long rowsIn,
    long rowsOut,
    long lateRows,
    long errorRows,
    long bytesIn,
    long nanos,
    long peakStateRows,
    long droppedState) {
  /// Rows read per second.
  public double rowsPerSecond() {
    return nanos == 0 ? 0 : rowsIn * 1e9 / nanos;
  }

  /// The same figures with another number of changes written.
  public RunSummary withRowsOut(long rows) {
    return new RunSummary(
        rowsIn, rows, lateRows, errorRows, bytesIn, nanos, peakStateRows, droppedState);
  }

  /// The figures of this run and another one together.
  public RunSummary plus(RunSummary other) {
    return new RunSummary(
        rowsIn + other.rowsIn,
        rowsOut + other.rowsOut,
        lateRows + other.lateRows,
        errorRows + other.errorRows,
        bytesIn + other.bytesIn,
        nanos + other.nanos,
        Math.max(peakStateRows, other.peakStateRows),
        droppedState + other.droppedState);
  }
}
