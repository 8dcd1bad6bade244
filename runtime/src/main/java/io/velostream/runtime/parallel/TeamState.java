package io.velostream.runtime.parallel;

import io.velostream.connector.spi.ReadPosition;
import io.velostream.runtime.pipeline.SavedNodes;
import io.velostream.state.snapshot.StateOutput;
import java.util.ArrayList;
import java.util.List;

/// What several pipelines remember at the end of an epoch.
///
/// @param pipelines by pipeline, its state in the form of a pipeline that runs alone, one part
///   behind the other; valid until the next epoch is cut
/// @param places by table, in the order of the plan, where it is to be read on; that of its
///   beginning when all of it was read
/// @param putAside by plan, what was put aside
/// @param rows read since the job began
/// @param savingNanos how long it took the pipeline that was slowest to save itself
/// @param last whether the run is over
public record TeamState(
    List<List<StateOutput>> pipelines,
    List<ReadPosition> places,
    List<PutAside> putAside,
    long rows,
    long savingNanos,
    boolean last) {
  public TeamState {
    pipelines = List.copyOf(pipelines);
    places = List.copyOf(places);
    putAside = List.copyOf(putAside);
  }

  /// That of a crew.
  ///
  /// @param nodes how many its plan has
  static TeamState of(CrewState crew, int nodes, List<PutAside> putAside, boolean last) {
    List<List<StateOutput>> pipelines = new ArrayList<>();
    for (List<StateOutput> content : crew.pipelines()) {
      pipelines.add(content.isEmpty() ? List.of() : whole(content, nodes));
    }
    return new TeamState(pipelines, crew.places(), putAside, crew.rows(), crew.savingNanos(), last);
  }

  private static List<StateOutput> whole(List<StateOutput> content, int nodes) {
    StateOutput count = new StateOutput();
    count.putVarint(nodes);
    long length = count.size() + content.stream().mapToLong(StateOutput::size).sum();
    StateOutput head = new StateOutput();
    head.putHead(SavedNodes.PIPELINE, length);
    head.putAll(count);
    List<StateOutput> all = new ArrayList<>(content);
    all.addFirst(head);
    return all;
  }
}
