package io.velostream.runtime.checkpoint;

/// A copy of what a job was saved as, which nobody deletes.
///
/// @param job its name
/// @param folder where the copy lies
/// @param epoch the epoch at whose end it was made
/// @param rows read up to there
public record Savepoint(String job, String folder, long epoch, long rows) {}
