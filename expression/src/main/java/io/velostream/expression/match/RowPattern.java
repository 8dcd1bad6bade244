package io.velostream.expression.match;

import java.util.List;

/// A regular expression over the rows of a partition. Variables are numbers.
///
/// Where several ways match, the order of preference decides: of a choice the parts in their order,
/// of a greedy repetition more rounds before fewer. Rounds beyond the least number take rows.
public sealed interface RowPattern {
  /// Matches no row.
  record Empty() implements RowPattern {}

  /// One row that meets the condition of a variable.
  record Variable(int index) implements RowPattern {}

  /// All parts, one behind the other.
  record Sequence(List<RowPattern> parts) implements RowPattern {
    public Sequence {
      parts = List.copyOf(parts);
    }
  }

  /// One of the parts, the first ones rather.
  record Choice(List<RowPattern> parts) implements RowPattern {
    public Choice {
      parts = List.copyOf(parts);
    }
  }

  /// The part, several times over.
  ///
  /// @param most [#UNLIMITED] or at least `least`
  /// @param greedy whether more rounds are preferred to fewer
  record Repeat(RowPattern part, int least, int most, boolean greedy) implements RowPattern {
    /// As often as there are rows.
    public static final int UNLIMITED = -1;
  }

  /// All parts, each once, in any order; orders that begin with earlier parts rather.
  record Permute(List<RowPattern> parts) implements RowPattern {
    public Permute {
      parts = List.copyOf(parts);
    }
  }

  /// The part, whose rows ALL ROWS PER MATCH does not show.
  record Exclude(RowPattern part) implements RowPattern {}

  /// No row, before the first one of the partition.
  record PartitionStart() implements RowPattern {}

  /// No row, behind the last one of the partition.
  record PartitionEnd() implements RowPattern {}

  /// Number of rows in the pattern as it is written out, without repetitions by numbers and without
  /// PERMUTE; `Long.MAX_VALUE` beyond that.
  default long size() {
    return switch (this) {
      case Empty _, PartitionStart _, PartitionEnd _ -> 0;
      case Variable _ -> 1;
      case Sequence(List<RowPattern> parts) -> sum(parts);
      case Choice(List<RowPattern> parts) -> sum(parts);
      case Repeat repeat ->
          times(repeat.part.size(), Math.max(1, Math.max(repeat.most, repeat.least + 1)));
      case Permute(List<RowPattern> parts) -> times(sum(parts), factorial(parts.size()));
      case Exclude(RowPattern part) -> part.size();
    };
  }

  private static long sum(List<RowPattern> parts) {
    long sum = 0;
    for (RowPattern part : parts) {
      long size = part.size();
      sum = sum > Long.MAX_VALUE - size ? Long.MAX_VALUE : sum + size;
    }
    return sum;
  }

  private static long factorial(int n) {
    long product = 1;
    for (int i = 2; i <= n; i++) {
      product = times(product, i);
    }
    return product;
  }

  private static long times(long a, long b) {
    return a != 0 && b > Long.MAX_VALUE / a ? Long.MAX_VALUE : a * b;
  }
}
