package io.velostream.sql.match;

import java.util.List;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;

/// MATCH_RECOGNIZE in the algebra.
public final class MatchRel extends SingleRel {
  private final MatchQuery query;

  /// @param input the rows that are looked at
  public MatchRel(RelNode input, MatchQuery query) {
    this(input.getTraitSet(), input, query);
  }

  private MatchRel(RelTraitSet traits, RelNode input, MatchQuery query) {
    super(input.getCluster(), traits, input);
    this.query = query;
    this.rowType = query.rowType();
  }

  /// What is looked for.
  public MatchQuery query() {
    return query;
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new MatchRel(traits, inputs.getFirst(), query);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer).item("query", query);
  }
}
