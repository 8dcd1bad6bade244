package io.velostream.operators.join;

/// A column of each input whose values must be equal for two rows to match.
///
/// @param left index of a column of the left input
/// @param right index of a column of the right input, of the same lane
/// @param nullsMatch whether NULL equals NULL; otherwise NULL equals nothing
public record JoinKey(int left, int right, boolean nullsMatch) {}
