package io.velostream.connector.spi;

/// Who writes to a sink.
///
/// @param job the name of the job, under which the sink keeps its record
/// @param run the generation that has started the job from the beginning
/// @param generation counts the processes that have taken the job over, from 1; the highest one is
///   the one that may write
public record SinkOwner(String job, long run, long generation) {}
