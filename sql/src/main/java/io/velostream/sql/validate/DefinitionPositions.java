package io.velostream.sql.validate;

import io.velostream.columnar.error.SourcePosition;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;

/// Says of the positions in algebra that they are places in a definition, such as a view's: an
/// error must not point to a place in the wrong text.
final class DefinitionPositions {
  private DefinitionPositions() {}

  /// The algebra of a text that is part of a definition.
  ///
  /// @param start where it begins there
  static RelNode mark(RelNode algebra, String definition, SourcePosition start) {
    RexBuilder builder = algebra.getCluster().getRexBuilder();
    RexShuttle marker =
        new RexShuttle() {
          @Override
          public RexNode visitCall(RexCall call) {
            SourcePosition place = FrontEndErrors.position(call.getParserPosition());
            return builder.makeCall(
                DefinitionPos.of(place.within(definition, start)),
                call.getType(),
                call.getOperator(),
                visitList(call.getOperands(), (boolean[]) null));
          }

          @Override
          public RexNode visitOver(RexOver over) {
            // An OVER raises errors of its operands only, and those are calls.
            return super.visitOver(over);
          }
        };
    return algebra.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode other) {
            return super.visit(other).accept(marker);
          }
        });
  }
}
