package io.velostream.plan;

/// A column of each input of a join whose values must be equal for two rows to match.
///
/// @param left index of a column of the left input
/// @param right index of a column of the right input, of the same type
/// @param nullsMatch whether NULL equals NULL, as for IS NOT DISTINCT FROM
public record JoinKey(int left, int right, boolean nullsMatch) {}
