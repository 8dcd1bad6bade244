package io.velostream.runtime.checkpoint;

/// What a job is, as its checkpoints know it.
///
/// @param name under which the sink keeps its record; letters, digits, `_`, `-`, `.` and `%`
/// @param text all that must stay the same for a checkpoint to fit, in lines to be compared
/// @param copies the name of the folder of a savepoint of it
public record JobPlan(String name, String text, String copies) {
  /// A job whose savepoints go by its own name.
  public JobPlan(String name, String text) {
    this(name, text, name);
  }
}
