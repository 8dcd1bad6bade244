package io.velostream.runtime.parallel;

import io.velostream.connector.spi.ReadPosition;
import io.velostream.state.snapshot.StateInput;
import java.util.List;

/// From where a run in several pipelines goes on.
///
/// @param pipelines what each of the pipelines has saved that there were, however many; behind that
///   of the first one come the side tables. Nothing for a run from the beginning
/// @param places by table, in the order of the plan, where it is to be read on; none to begin at
///   the beginning
public record SavedTeam(List<StateInput> pipelines, List<ReadPosition> places) {
  /// The beginning.
  public static final SavedTeam NONE = new SavedTeam(List.of(), List.of());

  public SavedTeam {
    pipelines = List.copyOf(pipelines);
    places = List.copyOf(places);
  }
}
