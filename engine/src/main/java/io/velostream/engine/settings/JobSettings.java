package io.velostream.engine.settings;

import io.velostream.plan.stage.Partitioning;

/// How statements are run.
///
/// @param mayShare whether the same statement might run in several pipelines, now or later: its
///   results then must not depend on how rows are grouped on the way
/// @param pipelines how many there are at most
/// @param partitioning how rows are spread over them
/// @param queueBatches batches that may wait between two of them
public record JobSettings(
    boolean mayShare, int pipelines, Partitioning partitioning, int queueBatches) {}
