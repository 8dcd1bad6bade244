package io.velostream.engine.settings;

import io.velostream.plan.stage.Pacing;
import io.velostream.plan.stage.Partitioning;
import io.velostream.plan.stage.Sharing;
import io.velostream.runtime.parallel.Handover;

/// How statements are run.
///
/// @param pipelines how many there are at most
/// @param partitioning how rows are spread over them
/// @param pacing what inputs that meet wait for
/// @param handover how rows are handed from one to another
public record JobSettings(
    int pipelines, Partitioning partitioning, Pacing pacing, Handover handover) {
  /// The part of them that plans depend on.
  public Sharing sharing() {
    return new Sharing(pipelines, partitioning, pacing);
  }
}
