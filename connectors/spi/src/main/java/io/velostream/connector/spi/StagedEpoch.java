package io.velostream.connector.spi;

/// An epoch that is complete and not visible yet.
///
/// @param bytes what the sink needs to commit it, in its own words; nobody writes to them
/// @param isDurable whether it outlives the process that has staged it
@SuppressWarnings("ArrayRecordComponent") // never compared
public record StagedEpoch(byte[] bytes, boolean isDurable) {}
