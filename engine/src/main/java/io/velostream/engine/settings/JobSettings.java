package io.velostream.engine.settings;

import io.velostream.plan.stage.Partitioning;
import io.velostream.runtime.parallel.Handover;

/// How statements are run.
///
/// @param mayShare whether the same statement might run in several pipelines, now or later: its
///   results then must not depend on how rows are grouped on the way
/// @param pipelines how many there are at most
/// @param partitioning how rows are spread over them
/// @param handover how rows are handed from one to another
public record JobSettings(
    boolean mayShare, int pipelines, Partitioning partitioning, Handover handover) {}
