package io.velostream.runtime.parallel;

import io.velostream.connector.spi.ReadPosition;
import io.velostream.state.snapshot.StateInput;
import java.util.List;

/// From where a run in several pipelines goes on.
///
/// @param pipelines what each of the pipelines has saved that there were, however many; behind that
///   of the first one come the side tables. Nothing for a run from the beginning
/// @param place where the table is to be read on
public record SavedTeam(List<StateInput> pipelines, ReadPosition place) {
  /// The beginning.
  public static final SavedTeam NONE = new SavedTeam(List.of(), ReadPosition.START);

  public SavedTeam {
    pipelines = List.copyOf(pipelines);
  }
}
