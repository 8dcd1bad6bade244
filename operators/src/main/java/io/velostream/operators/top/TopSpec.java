package io.velostream.operators.top;

import io.velostream.columnar.Lane;
import io.velostream.operators.rows.SortColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// The rows of each partition whose rank is within a range.
///
/// @param lanes of the input's columns
/// @param partitionKeys columns; none when all rows belong together
/// @param from the lowest rank that is put out, 1 or more
/// @param to the highest one
/// @param showsRank whether the output has the rank as its last column; without it, fewer rows
///   change
/// @param closingColumn among the partition keys, the end of a window: a partition is complete when
///   the watermark reaches its value, and is then forgotten; later rows of it are late
/// @param changes whether each step puts out by how much the result has changed; otherwise the
///   result is put out once, when it is complete
/// @param retracts whether the input may hold retractions: then all rows are kept, as any of them
///   may move up; otherwise those that are in the result
public record TopSpec(
    List<Lane> lanes,
    List<Integer> partitionKeys,
    List<SortColumn> order,
    Ranking ranking,
    long from,
    long to,
    boolean showsRank,
    OptionalInt closingColumn,
    boolean changes,
    boolean retracts) {
  public TopSpec {
    lanes = List.copyOf(lanes);
    partitionKeys = List.copyOf(partitionKeys);
    order = List.copyOf(order);
    if (from < 1 || to < 0) {
      throw new IllegalArgumentException("ranks " + from + " to " + to);
    }
    if (closingColumn.isPresent() && !partitionKeys.contains(closingColumn.getAsInt())) {
      throw new IllegalArgumentException("the closing column is no partition key");
    }
  }

  /// The lanes of the output.
  public List<Lane> output() {
    List<Lane> output = new ArrayList<>(lanes);
    if (showsRank) {
      output.add(Lane.LONG);
    }
    return output;
  }

  /// Whether a partition needs no more than a few rows, known beforehand.
  boolean keepsFew(int most) {
    return !retracts && ranking == Ranking.ROW_NUMBER && to <= most;
  }
}
