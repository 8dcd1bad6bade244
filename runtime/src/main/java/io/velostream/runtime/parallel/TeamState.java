package io.velostream.runtime.parallel;

import io.velostream.connector.spi.ReadPosition;
import io.velostream.runtime.table.SideTable;
import io.velostream.state.snapshot.StateOutput;
import java.util.List;

/// What several pipelines remember at the end of an epoch.
///
/// @param pipelines by pipeline, its state in the form of a pipeline that runs alone, one part
///   behind the other; valid until the next epoch is cut
/// @param place where the table is to be read on; that of its beginning when the run is over
/// @param late the tables of late rows, as one pipeline would have filled them
/// @param errors undecodable input, likewise
/// @param rows read since the job began
/// @param savingNanos how long it took the pipeline that was slowest to save itself
/// @param last whether the run is over
public record TeamState(
    List<List<StateOutput>> pipelines,
    ReadPosition place,
    List<SideTable> late,
    SideTable errors,
    long rows,
    long savingNanos,
    boolean last) {
  public TeamState {
    pipelines = List.copyOf(pipelines);
    late = List.copyOf(late);
  }
}
