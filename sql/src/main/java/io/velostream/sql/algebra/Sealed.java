package io.velostream.sql.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.core.AsofJoin;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.type.RelDataType;

/// Rows that decorrelation leaves as they are: it does not look inside.
///
/// It knows no UNNEST, and would take an ASOF join for one of all pairs.
final class Sealed extends AbstractRelNode {
  private final RelNode content;

  /// @param content looks at no outer row
  Sealed(RelNode content) {
    super(content.getCluster(), content.getTraitSet());
    this.content = content;
  }

  /// Whether a node must stay what it is.
  static boolean stays(RelNode node) {
    return node instanceof AsofJoin
        || node instanceof Correlate correlate && JoinRules.isLateral(correlate.getRight());
  }

  /// Such a node, whose inputs are decorrelated on their own.
  static Sealed of(RelNode node, UnaryOperator<RelNode> decorrelation) {
    List<RelNode> inputs = new ArrayList<>(node.getInputs());
    if (node instanceof Correlate) {
      inputs.set(0, decorrelation.apply(inputs.getFirst()));
    } else {
      inputs.replaceAll(decorrelation);
    }
    return new Sealed(node.copy(node.getTraitSet(), inputs));
  }

  /// A query with the content in the place of all sealed rows.
  static RelNode open(RelNode query) {
    return query.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode other) {
            return other instanceof Sealed sealed
                ? sealed.content.accept(this)
                : super.visit(other);
          }
        });
  }

  @Override
  protected RelDataType deriveRowType() {
    return content.getRowType();
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer).item("content", content.getId());
  }
}
