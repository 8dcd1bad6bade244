package io.velostream.runtime.parallel;

import io.velostream.connector.spi.ReadPosition;
import io.velostream.state.snapshot.StateOutput;
import java.util.ArrayList;
import java.util.List;

/// What a crew remembers at the end of an epoch.
///
/// @param pipelines by pipeline, the nodes of the plan as they are saved, one part behind the other;
///   valid until the next epoch is cut
/// @param places by table, in the order of the plan, where it is to be read on; that of its
///   beginning when all of it was read
/// @param rows read since the job began
/// @param savingNanos how long it took the pipeline that was slowest to save itself
record CrewState(
    List<List<StateOutput>> pipelines, List<ReadPosition> places, long rows, long savingNanos) {
  CrewState {
    pipelines = List.copyOf(pipelines);
    places = List.copyOf(places);
  }

  /// This one, and that of another crew of the same pipelines whose nodes come behind.
  CrewState and(CrewState later) {
    List<List<StateOutput>> all = new ArrayList<>();
    for (int i = 0; i < pipelines.size(); i++) {
      List<StateOutput> own = new ArrayList<>(pipelines.get(i));
      own.addAll(later.pipelines.get(i));
      all.add(own);
    }
    List<ReadPosition> allPlaces = new ArrayList<>(places);
    allPlaces.addAll(later.places);
    return new CrewState(
        all, allPlaces, rows + later.rows, savingNanos + later.savingNanos);
  }
}
