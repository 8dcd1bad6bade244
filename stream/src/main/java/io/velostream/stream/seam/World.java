package io.velostream.stream.seam;

/// The seams bundled, as a session hands them to whoever needs them.
public record World(Clock clock, RandomSource random, Files files) {}
