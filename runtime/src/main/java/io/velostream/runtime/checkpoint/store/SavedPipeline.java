package io.velostream.runtime.checkpoint.store;

import io.velostream.connector.spi.ReadPosition;
import java.util.List;

/// Where one pipeline stood at the end of an epoch.
///
/// @param positions by source, in the order in which the plan has them
/// @param stateFile the file with its state, without the folder
/// @param stateBytes the length of that file
public record SavedPipeline(List<ReadPosition> positions, String stateFile, long stateBytes) {
  public SavedPipeline {
    positions = List.copyOf(positions);
  }
}
