package io.velostream.runtime.checkpoint.store;

import io.velostream.connector.spi.StagedEpoch;

/// What a sink had of an epoch when the manifest was written.
///
/// @param digest of the net change: it depends neither on the order of rows nor on how often a row
///   came and went
public record SavedSink(StagedEpoch staged, long digest) {}
