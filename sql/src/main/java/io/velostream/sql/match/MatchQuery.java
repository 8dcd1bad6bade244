package io.velostream.sql.match;

import io.velostream.columnar.error.SourcePosition;
import io.velostream.expression.match.MatchSlot;
import io.velostream.expression.match.RowPattern;
import io.velostream.expression.match.RowsPerMatch;
import io.velostream.expression.match.SkipRule;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;

/// A MATCH_RECOGNIZE clause whose names and types are known.
///
/// @param partition columns of the input
/// @param cells expressions over the input: the columns that slots refer to
/// @param aggregates what slots refer to, each over the input and without groups
/// @param conditions by variable; none where every row will do
/// @param slots those of the measures
/// @param passed columns of the input that the output begins with
public record MatchQuery(
    List<Integer> partition,
    List<RelFieldCollation> order,
    List<String> variables,
    RowPattern pattern,
    List<RexNode> cells,
    List<Aggregate> aggregates,
    List<Optional<Condition>> conditions,
    List<MatchSlot> slots,
    List<RexNode> measures,
    RowsPerMatch rows,
    SkipRule skip,
    Optional<Within> within,
    List<Integer> passed,
    RelDataType rowType) {
  /// The longest time between the first and the last row of a match.
  ///
  /// @param interval a constant
  public record Within(RexNode interval, SourcePosition position) {}

  /// A condition over slots.
  public record Condition(List<MatchSlot> slots, RexNode test) {}
}
