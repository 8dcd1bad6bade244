package io.velostream.engine.execute;

import io.velostream.connector.spi.Connectors;
import io.velostream.engine.catalog.Catalog;
import io.velostream.engine.input.ArrivalSignal;
import io.velostream.engine.settings.Settings;
import io.velostream.runtime.checkpoint.Savepoints;
import io.velostream.runtime.job.Cancellation;
import io.velostream.stream.seam.World;

/// What statements of one session work on.
///
/// @param cancellation ends the statement in execution
/// @param arrivals wakes it when rows have been pushed in
/// @param jobs names those that are checkpointed
/// @param savepoints where savepoints of the job in execution are asked for
/// @param queries those that are under way
public record Environment(
    World world,
    Connectors connectors,
    Catalog catalog,
    Settings settings,
    Cancellation cancellation,
    ArrivalSignal arrivals,
    JobNames jobs,
    Savepoints savepoints,
    OpenQueries queries) {
  /// An environment in which nothing goes on yet.
  public Environment(World world, Connectors connectors, Catalog catalog, Settings settings) {
    this(
        world,
        connectors,
        catalog,
        settings,
        new Cancellation(),
        new ArrivalSignal(),
        new JobNames(),
        new Savepoints(),
        new OpenQueries());
  }
}
