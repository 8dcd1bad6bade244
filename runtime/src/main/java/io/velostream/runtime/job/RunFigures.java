package io.velostream.runtime.job;

/// How a run stands.
///
/// @param rowsIn rows read from all sources, undecodable ones not counted
/// @param rowsOut changes written: insertions and retractions
/// @param bytesIn bytes read from files, before decompression
/// @param lateRows rows put aside because their window had closed
/// @param errorRows input rows that did not decode
/// @param stateRows rows of state held
/// @param stateBytes memory of that state
/// @param droppedState rows and groups of it that were forgotten because of their age or number
/// @param watermarkMicros the event time that the result has reached, in microseconds since the
///   epoch; [io.velostream.stream.Watermarks#NONE] when there is none
/// @param load how busy it is
public record RunFigures(
    long rowsIn,
    long rowsOut,
    long bytesIn,
    long lateRows,
    long errorRows,
    long stateRows,
    long stateBytes,
    long droppedState,
    long watermarkMicros,
    LoadFigures load) {}
