package io.velostream.runtime.checkpoint;

import io.velostream.runtime.checkpoint.store.CheckpointStore;
import io.velostream.stream.seam.Files;
import java.io.IOException;

/// Where the statements of a set begin that run one after the other, when they start from a
/// savepoint: those that had ended are complete, one was under way, and those behind it, of which
/// there is nothing in the savepoint, begin at the beginning.
public final class SetBeginning {
  private boolean underWay;

  /// How the next statement begins.
  ///
  /// @param policy that of the statement if it were alone
  /// @param files where the savepoint is
  /// @throws IOException when the savepoint cannot be read
  public CheckpointPolicy next(CheckpointPolicy policy, Files files) throws IOException {
    String from = policy.from();
    if (from.isEmpty() || (underWay && !files.isFolder(from))) {
      return policy.from("");
    }
    if (files.isFolder(from)) {
      // What has no manifest, or more than one, is found out where it is needed.
      underWay =
          CheckpointStore.open(from, files).manifests().manifests().stream()
              .anyMatch(manifest -> !manifest.head().last());
    }
    return policy;
  }
}
