package io.velostream.engine.execute;

import io.velostream.engine.ResultHandler;
import io.velostream.engine.StatementResult;
import io.velostream.expression.Program;
import io.velostream.expression.compile.CompiledEvaluators;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.sql.CompiledStatement;
import java.util.ArrayList;
import java.util.List;

/// EXPLAIN: the plan as text or JSON, or the code generated for it.
final class Explanation {
  private Explanation() {}

  static StatementResult explain(CompiledStatement.Explain explain, ResultHandler results) {
    switch (explain.format()) {
      case TEXT -> lines("plan", explain.text()).sendTo(results);
      case JSON -> new TextRows("plan").add(explain.text().strip()).sendTo(results);
      case CODEGEN -> lines("code", String.join("\n", code(explain.inner()))).sendTo(results);
    }
    return Definitions.result("");
  }

  private static List<String> code(CompiledStatement statement) {
    return switch (statement) {
      case CompiledStatement.Query query -> code(query.plan().root());
      case CompiledStatement.Insert insert -> code(insert.plan().root());
      case CompiledStatement.Change change -> code(change.plan().root());
      case CompiledStatement.InsertSet set ->
          set.inserts().stream().flatMap(i -> code(i.plan().root()).stream()).toList();
      case CompiledStatement.CreateTableAs create -> code(create.plan().root());
      case CompiledStatement.CreateTable _,
          CompiledStatement.CreateView _,
          CompiledStatement.Drop _,
          CompiledStatement.Show _,
          CompiledStatement.ShowCreate _,
          CompiledStatement.Describe _,
          CompiledStatement.DescribeFunction _,
          CompiledStatement.Explain _,
          CompiledStatement.SetOption _,
          CompiledStatement.ResetOption _ ->
          List.of();
    };
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
