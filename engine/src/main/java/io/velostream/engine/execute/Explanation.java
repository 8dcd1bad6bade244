package io.velostream.engine.execute;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.engine.ResultHandler;
import io.velostream.engine.StatementResult;
import io.velostream.expression.Program;
import io.velostream.expression.compile.CompiledEvaluators;
import io.velostream.plan.Plan;
import io.velostream.plan.PlanNode;
import io.velostream.plan.explain.PlanJson;
import io.velostream.plan.explain.PlanText;
import io.velostream.sql.CompiledStatement;
import java.util.ArrayList;
import java.util.List;

/// EXPLAIN: the plan as text or JSON, or the code generated for it.
final class Explanation {
  private Explanation() {}

  static StatementResult explain(CompiledStatement.Explain explain, ResultHandler results) {
    List<Plan> plans = plans(explain.statement());
    switch (explain.format()) {
      case TEXT -> lines("plan", plans.stream().map(PlanText::of).toList()).sendTo(results);
      case JSON -> {
        TextRows rows = new TextRows("plan");
        plans.forEach(plan -> rows.add(PlanJson.of(plan)));
        rows.sendTo(results);
      }
      case CODEGEN ->
          lines("code", plans.stream().flatMap(p -> code(p.root()).stream()).toList())
              .sendTo(results);
    }
    return Definitions.result("");
  }

  private static List<Plan> plans(CompiledStatement statement) {
    return switch (statement) {
      case CompiledStatement.Query query -> List.of(query.plan());
      case CompiledStatement.Insert insert -> List.of(insert.plan());
      case CompiledStatement.InsertSet set ->
          set.inserts().stream().map(CompiledStatement.Insert::plan).toList();
      case CompiledStatement.CreateAs create -> List.of(create.plan());
      case CompiledStatement.Create _,
          CompiledStatement.CreateView _,
          CompiledStatement.Drop _,
          CompiledStatement.Show _,
          CompiledStatement.ShowCreate _,
          CompiledStatement.Describe _,
          CompiledStatement.Explain _,
          CompiledStatement.Set _,
          CompiledStatement.Reset _ ->
          throw new UserException(
                  ErrorCode.INVALID_STATEMENT, "there is no plan for this kind of statement")
              .hint("EXPLAIN takes a query, INSERT, or CREATE … AS");
    };
  }

  private static List<String> code(PlanNode node) {
    List<String> parts = new ArrayList<>();
    node.inputs().forEach(input -> parts.addAll(code(input)));
    if (node instanceof PlanNode.Calc calc) {
      Program program = new Program(calc.input().schema().types(), calc.filter(), calc.outputs());
      parts.add(CompiledEvaluators.describe(program));
    }
    return parts;
  }

  private static TextRows lines(String column, List<String> texts) {
    TextRows rows = new TextRows(column);
    texts.forEach(text -> text.lines().forEach(rows::add));
    return rows;
  }
}
