package io.velostream.engine;

import io.velostream.stream.seam.Files;

/// Where a program keeps the checkpoints of what a session writes, so that a session of the same
/// name goes on with it after any death. A statement that cannot be resumed runs nevertheless, from
/// its beginning; one whose session sets `checkpoint.dir` is kept there instead.
///
/// @param files where the folder is; need not be those that SQL sees
/// @param folder of this name alone; made if need be
/// @param name tells the outputs who writes to them: letters, digits, `_`, `-`, `.` and `%`. No
///   other session may ever have it, but those that go on with this one's statements
/// @param from the folder that was given to [Session#savepoint], to start from its savepoints where
///   nothing else was saved; empty for the beginning. A statement that cannot be resumed is refused
///   then
public record JobKeeping(Files files, String folder, String name, String from) {
  /// From the beginning.
  public JobKeeping(Files files, String folder, String name) {
    this(files, folder, name, "");
  }
}
