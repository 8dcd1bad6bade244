package io.velostream.sql.validate;

import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.parser.SqlParserPos;

/// Takes the positions out of algebra whose text is not the statement's own, such as a view's: an
/// error must not point to a place in the wrong text.
final class PositionEraser {
  private PositionEraser() {}

  static RelNode erase(RelNode algebra) {
    RexBuilder builder = algebra.getCluster().getRexBuilder();
    RexShuttle eraser =
        new RexShuttle() {
          @Override
          public RexNode visitCall(RexCall call) {
            return builder.makeCall(
                SqlParserPos.ZERO,
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
            return super.visit(other).accept(eraser);
          }
        });
  }
}
