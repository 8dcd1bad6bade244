package io.velostream.runtime.checkpoint;

import io.velostream.runtime.checkpoint.protocol.ManifestHead;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;

/// The savepoint that a run has begun with, as its first epoch notes it: if that is to be run
/// again, nothing else will do.
///
/// @param folder where it was found
/// @param run of the job that it was made of, as are the others
record Origin(String folder, long run, long epoch, long generation) {
  /// A savepoint in a folder.
  static Origin of(String folder, ManifestHead head) {
    return new Origin(folder, head.run(), head.epoch(), head.generation());
  }

  /// Whether a savepoint is this one.
  boolean is(ManifestHead head) {
    return run == head.run() && epoch == head.epoch() && generation == head.generation();
  }

  void write(StateOutput out) {
    out.putText(folder);
    out.putVarint(run);
    out.putVarint(epoch);
    out.putVarint(generation);
  }

  static Origin read(StateInput in) {
    return new Origin(in.getText(), in.getVarint(), in.getVarint(), in.getVarint());
  }
}
