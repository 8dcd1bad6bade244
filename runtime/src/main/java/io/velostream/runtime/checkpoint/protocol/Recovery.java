package io.velostream.runtime.checkpoint.protocol;

import java.util.List;
import java.util.Optional;

/// How a process that has taken a job over goes on.
public sealed interface Recovery {
  /// From the beginning, as a new run.
  record Start() implements Recovery {}

  /// From what was saved.
  ///
  /// @param base the manifest whose state is restored; nothing for the beginning of the run
  /// @param commits by sink: the epochs to commit at once, whose output lies ready
  /// @param replay the manifests of the epochs to run again, over exactly their input, before
  ///   anything new
  /// @param finished whether there is nothing left to do after the commits
  record Resume(
      Optional<ManifestHead> base,
      List<List<ManifestHead>> commits,
      List<ManifestHead> replay,
      boolean finished)
      implements Recovery {
    public Resume {
      commits = commits.stream().map(List::copyOf).toList();
      replay = List.copyOf(replay);
    }
  }

  /// Not at all: whatever was done would lose or repeat rows.
  ///
  /// @param reason what was found, for the user
  record Refuse(String reason) implements Recovery {}
}
