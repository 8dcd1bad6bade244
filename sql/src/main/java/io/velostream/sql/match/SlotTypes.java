package io.velostream.sql.match;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.expression.match.MatchSlot;
import io.velostream.sql.validate.FrontEndErrors;
import io.velostream.sql.validate.Types;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlNode;

/// Finds the types of slots, and gathers the expressions and aggregates that they refer to.
final class SlotTypes {
  private final Schema input;
  private final MatchExpressions expressions;
  private final List<RexNode> cells = new ArrayList<>();
  private final List<Aggregate> aggregates = new ArrayList<>();
  private final List<String> aggregateTexts = new ArrayList<>();

  SlotTypes(Schema input, MatchExpressions expressions) {
    this.input = input;
    this.expressions = expressions;
  }

  /// The expressions that the columns of slots refer to.
  List<RexNode> cells() {
    return cells;
  }

  /// What aggregates of slots refer to.
  List<Aggregate> aggregates() {
    return aggregates;
  }

  List<MatchSlot> of(List<SlotDraft> drafts) {
    List<SqlNode> sources = new ArrayList<>();
    for (SlotDraft draft : drafts) {
      if (draft instanceof SlotDraft.Cell cell) {
        sources.add(cell.expression());
      }
    }
    List<RexNode> typed = sources.isEmpty() ? List.of() : expressions.expressions(sources, input);
    List<MatchSlot> slots = new ArrayList<>();
    int next = 0;
    for (SlotDraft draft : drafts) {
      slots.add(
          switch (draft) {
            case SlotDraft.Cell cell -> {
              int column = cell(typed.get(next++));
              yield new MatchSlot.Cell(
                  column, Types.fromCalcite(cells.get(column).getType()), cell.row());
            }
            case SlotDraft.Classifier classifier -> new MatchSlot.Classifier(classifier.row());
            case SlotDraft.Number _ -> new MatchSlot.Number();
            case SlotDraft.Aggregate aggregate -> aggregate(aggregate);
          });
    }
    return slots;
  }

  private int cell(RexNode expression) {
    int known = cells.indexOf(expression);
    if (known < 0) {
      cells.add(expression);
    }
    return known < 0 ? cells.size() - 1 : known;
  }

  /// Calls of the same aggregate over other variables are calls of their own.
  private MatchSlot aggregate(SlotDraft.Aggregate draft) {
    String text = draft.call() + " of " + draft.variables();
    int known = aggregateTexts.indexOf(text);
    if (known < 0) {
      aggregates.add(algebra(draft.call()));
      aggregateTexts.add(text);
      known = aggregates.size() - 1;
    }
    RelNode algebra = aggregates.get(known);
    DataType type = Types.fromCalcite(algebra.getRowType().getFieldList().getFirst().getType());
    return new MatchSlot.Aggregate(known, type, draft.variables(), draft.toEnd());
  }

  private Aggregate algebra(SqlNode call) {
    RelNode algebra = expressions.aggregate(call, input);
    if (algebra instanceof Project project
        && project.getProjects().size() == 1
        && project.getProjects().getFirst() instanceof RexInputRef) {
      algebra = project.getInput();
    }
    if (algebra instanceof Aggregate aggregate && aggregate.getAggCallList().size() == 1) {
      return aggregate;
    }
    throw FrontEndErrors.notSupported(
        "this aggregate in MATCH_RECOGNIZE is",
        FrontEndErrors.position(call),
        "COUNT, SUM, AVG, MIN and MAX are, and others that stand for themselves");
  }

  /// Expressions over slots.
  List<RexNode> expressions(List<SqlNode> sources, List<MatchSlot> slots) {
    if (sources.isEmpty()) {
      return List.of();
    }
    List<Field> fields = new ArrayList<>();
    for (MatchSlot slot : slots) {
      fields.add(new Field(SlotCollector.name(fields.size()), slot.type(), true));
    }
    // A condition of constants has no slot, but there is no table without a column.
    fields.add(new Field(SlotCollector.name(fields.size()), DataType.BIGINT, true));
    return expressions.expressions(sources, new Schema(fields));
  }
}
