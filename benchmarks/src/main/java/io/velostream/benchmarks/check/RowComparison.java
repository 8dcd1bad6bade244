package io.velostream.benchmarks.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Compares two results as multisets of rows.
///
/// Both are sorted, by the exact columns first, and compared pairwise: exact columns must be equal,
/// approximate ones within a relative tolerance of 1e-9, because a floating-point sum depends on
/// the order of addition.
public final class RowComparison {
  private static final double TOLERANCE = 1e-9;

  private final List<String> columns;
  private final List<Integer> order;
  private final Set<String> approximate;

  /// @param columns the names of the columns
  /// @param approximate those compared within the tolerance
  public RowComparison(List<String> columns, Set<String> approximate) {
    this.columns = List.copyOf(columns);
    this.approximate = Set.copyOf(approximate);
    this.order = new ArrayList<>();
    for (int c = 0; c < columns.size(); c++) {
      if (!approximate.contains(columns.get(c))) {
        order.add(c);
      }
    }
    for (int c = 0; c < columns.size(); c++) {
      if (approximate.contains(columns.get(c))) {
        order.add(c);
      }
    }
  }

  /// The first difference, readable; empty when the results are the same.
  public Optional<String> difference(List<ResultRow> ours, List<ResultRow> expected) {
    if (ours.size() != expected.size()) {
      return Optional.of(ours.size() + " rows instead of " + expected.size());
    }
    List<ResultRow> left = sorted(ours);
    List<ResultRow> right = sorted(expected);
    for (int r = 0; r < left.size(); r++) {
      for (int c = 0; c < columns.size(); c++) {
        Object mine = left.get(r).values().get(c);
        Object theirs = right.get(r).values().get(c);
        if (!same(mine, theirs, approximate.contains(columns.get(c)))) {
          return Optional.of(
              columns.get(c)
                  + " is "
                  + mine
                  + " instead of "
                  + theirs
                  + " in "
                  + left.get(r).values());
        }
      }
    }
    return Optional.empty();
  }

  private List<ResultRow> sorted(List<ResultRow> rows) {
    Comparator<ResultRow> comparator = (_, _) -> 0;
    for (int c : order) {
      comparator = comparator.thenComparing((a, b) -> order(a.values().get(c), b.values().get(c)));
    }
    return rows.stream().sorted(comparator).toList();
  }

  private static int order(@Nullable Object a, @Nullable Object b) {
    if (a == null || b == null) {
      return Boolean.compare(a != null, b != null);
    }
    if (a instanceof Number x && b instanceof Number y) {
      return Double.compare(x.doubleValue(), y.doubleValue());
    }
    return a.toString().compareTo(b.toString());
  }

  private static boolean same(@Nullable Object a, @Nullable Object b, boolean approximately) {
    if (approximately && a instanceof Number x && b instanceof Number y) {
      double left = x.doubleValue();
      double right = y.doubleValue();
      return left == right
          || Math.abs(left - right) <= TOLERANCE * Math.max(Math.abs(left), Math.abs(right));
    }
    return a == null ? b == null : a.equals(b);
  }
}
