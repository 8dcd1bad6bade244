package io.velostream.conformance.oracle;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.Evaluators;
import io.velostream.plan.Plan;
import io.velostream.sql.optimize.Optimizer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Compares the engine with DuckDB: after each step of the input the sum of all deltas must be the
/// answer that a database gives over the same rows (O1), whatever the batch size (M1), and
/// whichever pass of the optimiser is left out (O7).
final class Oracle implements AutoCloseable {
  private static final Set<ErrorCode> OF_VALUES =
      EnumSet.of(
          ErrorCode.NUMERIC_OVERFLOW,
          ErrorCode.DIVISION_BY_ZERO,
          ErrorCode.INVALID_CAST,
          ErrorCode.INVALID_ARGUMENT);

  private static final int SHOWN_ROWS = 6;

  private static final List<String> PASSES =
      Stream.concat(Stream.of(String.join(",", Optimizer.NAMES)), Optimizer.NAMES.stream())
          .toList();

  private final DuckDb duck;
  private final Fault fault;

  /// @param fault how the engine is broken, to see whether it is noticed
  Oracle(Fault fault) throws SQLException {
    this.duck = new DuckDb();
    this.fault = fault;
  }

  /// DuckDB's version.
  String version() throws SQLException {
    return duck.version();
  }

  /// Compares one case.
  Verdict judge(OracleCase oracleCase) {
    Dataset data = oracleCase.data();
    Question question = oracleCase.question();
    List<Map<String, Long>> expected = new ArrayList<>();
    @Nullable String refusal = null;
    try {
      duck.load(data);
      for (int steps = 1; steps <= data.steps().size(); steps++) {
        expected.add(duck.answer(question, steps));
      }
    } catch (SQLException e) {
      refusal = String.valueOf(e.getMessage());
    }
    return refusal == null ? judge(oracleCase, expected) : new Verdict.Nothing(refusal);
  }

  private Verdict judge(OracleCase oracleCase, List<Map<String, Long>> expected) {
    Dataset data = oracleCase.data();
    List<Kind> kinds =
        oracleCase.question().relation().columns().stream().map(Column::kind).toList();
    try {
      Plan plan = Engine.plan(oracleCase.question(), data);
      @Nullable List<Map<String, Long>> first = null;
      for (Run run : Run.ALL) {
        Engine.Answers answers =
            Engine.run(plan, kinds, data, run.batchRows(), run.evaluators(), run.restarts(), fault);
        @Nullable String difference = compare(oracleCase, expected, answers);
        if (difference == null && first != null) {
          difference = compareRuns(oracleCase, first, answers.raw());
        }
        if (difference != null) {
          return new Verdict.Difference(run + ": " + difference);
        }
        first = answers.raw();
        if (fault != Fault.NONE) {
          break;
        }
      }
      @Nullable String difference =
          fault == Fault.NONE && first != null
              ? withoutPasses(oracleCase, plan, kinds, first)
              : null;
      return difference == null ? new Verdict.Agreement() : new Verdict.Difference(difference);
    } catch (UserException e) {
      if (e.code() == ErrorCode.NOT_SUPPORTED) {
        return new Verdict.Nothing("not supported: " + e.message());
      }
      // an intermediate state may overflow where the final one does not
      return OF_VALUES.contains(e.code()) && e.message().contains("SUM")
          ? new Verdict.Nothing(e.message())
          : new Verdict.Difference(e.code() + " at " + e.position() + ": " + e.message());
    } catch (RuntimeException | AssertionError | LinkageError e) {
      StackTraceElement[] stack = e.getStackTrace();
      return new Verdict.Difference(
          "internal failure: " + e + (stack.length == 0 ? "" : " at " + stack[0]));
    }
  }

  /// What changes when passes of the optimiser are left out, each alone and all together.
  private @Nullable String withoutPasses(
      OracleCase oracleCase, Plan whole, List<Kind> kinds, List<Map<String, Long>> first) {
    Dataset data = oracleCase.data();
    for (String passes : PASSES) {
      Plan plan = Engine.plan(oracleCase.question(), data, passes);
      if (plan.equals(whole)) {
        continue;
      }
      Engine.Answers answers = Engine.run(plan, kinds, data, 7, Evaluators.COMPILED, false, fault);
      @Nullable String difference = compareRuns(oracleCase, first, answers.raw());
      if (difference != null) {
        return "without " + passes + ": " + difference;
      }
    }
    return null;
  }

  private static @Nullable String compare(
      OracleCase oracleCase, List<Map<String, Long>> expected, Engine.Answers answers) {
    int last = expected.size() - 1;
    if (oracleCase.question().emit().answersPrefixes()) {
      for (int i = 0; i <= last; i++) {
        @Nullable String difference = difference(expected.get(i), answers.canonical().get(i));
        if (difference != null) {
          return "after step " + (i + 1) + difference;
        }
      }
    }
    for (Map<String, Long> sums : answers.canonical()) {
      for (Map.Entry<String, Long> row : sums.entrySet()) {
        if (row.getValue() < 0) {
          return "count below 0: " + row;
        }
      }
    }
    @Nullable String difference = difference(expected.get(last), answers.canonical().getLast());
    return difference == null ? null : "at the end" + difference;
  }

  /// Runs of our own must agree to the last bit.
  private static @Nullable String compareRuns(
      OracleCase oracleCase, List<Map<String, Long>> first, List<Map<String, Long>> second) {
    int from = oracleCase.question().emit().answersPrefixes() ? 0 : first.size() - 1;
    for (int i = from; i < first.size(); i++) {
      @Nullable String difference = difference(first.get(i), second.get(i));
      if (difference != null) {
        return "unlike another run, step " + (i + 1) + difference;
      }
    }
    return null;
  }

  private static @Nullable String difference(Map<String, Long> want, Map<String, Long> got) {
    if (want.equals(got)) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    Set<String> rows = new TreeSet<>(want.keySet());
    rows.addAll(got.keySet());
    int shown = 0;
    for (String row : rows) {
      long expected = want.getOrDefault(row, 0L);
      long actual = got.getOrDefault(row, 0L);
      if (expected != actual && shown++ < SHOWN_ROWS) {
        text.append("\n    ").append(row).append(": ").append(expected);
        text.append(" expected, ").append(actual).append(" found");
      }
    }
    return text.toString();
  }

  @Override
  public void close() throws SQLException {
    duck.close();
  }

  /// A way to run a plan.
  private record Run(int batchRows, Evaluators evaluators, boolean restarts) {
    static final List<Run> ALL =
        List.of(
            new Run(1024, Evaluators.COMPILED, false),
            new Run(1, Evaluators.INTERPRETED, false),
            new Run(7, Evaluators.COMPILED, false),
            new Run(5, Evaluators.INTERPRETED, true));
  }
}
