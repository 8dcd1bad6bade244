package io.velostream.runtime.checkpoint.store;

import io.velostream.connector.spi.ReadPosition;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Where one pipeline stood at the end of an epoch.
///
/// @param positions by source, in the order in which the plan has them
/// @param extents where its state lies, one piece behind the other; some of it may have been
///   written for earlier epochs
public record SavedPipeline(List<ReadPosition> positions, List<StateExtent> extents) {
  public SavedPipeline {
    positions = List.copyOf(positions);
    extents = List.copyOf(extents);
  }

  /// Bytes of its state.
  public long stateBytes() {
    return extents.stream().mapToLong(StateExtent::bytes).sum();
  }

  /// The files that its state lies in, without the folder.
  public Set<String> files() {
    Set<String> files = new LinkedHashSet<>();
    extents.forEach(extent -> files.add(extent.file()));
    return files;
  }
}
