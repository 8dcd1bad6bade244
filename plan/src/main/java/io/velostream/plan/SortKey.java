package io.velostream.plan;

/// One ORDER BY column.
public record SortKey(int column, boolean descending, boolean nullsFirst) {}
