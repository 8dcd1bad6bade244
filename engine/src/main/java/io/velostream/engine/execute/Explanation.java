package io.velostream.engine.execute;

import io.velostream.engine.ResultHandler;
import io.velostream.engine.StatementResult;
import io.velostream.expression.Program;
import io.velostream.expression.compile.CompiledEvaluators;
import io.velostream.plan.Plan;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.sql.CompiledStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// EXPLAIN: the plan as text or JSON, or the code generated for it.
final class Explanation {
  private Explanation() {}

  static StatementResult explain(CompiledStatement.Explain explain, ResultHandler results) {
    switch (explain.format()) {
      case TEXT -> lines("plan", explain.text()).sendTo(results);
      case JSON -> new TextRows("plan").add(explain.text().strip()).sendTo(results);
      case CODEGEN -> lines("code", code(explain.inner().plans())).sendTo(results);
    }
    return Definitions.result("");
  }

  private static String code(List<Plan> plans) {
    return plans.stream()
        .flatMap(plan -> code(plan.root()).stream())
        .collect(Collectors.joining("\n"));
  }

  private static List<String> code(PlanNode node) {
    List<String> parts = new ArrayList<>();
    node.inputs().forEach(input -> parts.addAll(code(input)));
    if (node instanceof RowNode.Calc calc) {
      Program program = new Program(calc.input().schema().types(), calc.filter(), calc.outputs());
      parts.add(CompiledEvaluators.describe(program));
    }
    return parts;
  }

  private static TextRows lines(String column, String text) {
    TextRows rows = new TextRows(column);
    text.lines().forEach(rows::add);
    return rows;
  }
}
