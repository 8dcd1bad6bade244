package io.velostream.engine.settings;

import io.velostream.plan.stage.Partitioning;
import io.velostream.runtime.parallel.Handover;

/// How statements are run.
///
/// @param pipelines how many there are at most
/// @param partitioning how rows are spread over them
/// @param handover how rows are handed from one to another
public record JobSettings(int pipelines, Partitioning partitioning, Handover handover) {}
