package io.velostream.conformance.oracle;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.Evaluators;
import io.velostream.plan.CombineNode;
import io.velostream.plan.JoinKind;
import io.velostream.plan.Plan;
import io.velostream.plan.PlanNode;
import io.velostream.plan.stage.SharedPlan;
import io.velostream.sql.optimize.Optimizer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Compares the engine with DuckDB: after each step of the input the sum of all deltas must be the
/// answer that a database gives over the same rows (O1), whatever the batch size (M1), in one
/// pipeline or in three (M2), and whichever pass of the optimiser is left out (O7).
///
/// What comes out when event time has passed is compared likewise, with the input ended there.
final class Oracle implements AutoCloseable {
  private static final Set<ErrorCode> OF_VALUES =
      EnumSet.of(
          ErrorCode.NUMERIC_OVERFLOW,
          ErrorCode.DIVISION_BY_ZERO,
          ErrorCode.INVALID_CAST,
          ErrorCode.INVALID_ARGUMENT);

  private static final int SHOWN_ROWS = 6;

  private static final int PIPELINES = 3;

  private final DuckDb duck;
  private final Fault fault;
  private boolean shared;

  /// @param fault how the engine is broken, to see whether it is noticed
  Oracle(Fault fault) throws SQLException {
    this.duck = new DuckDb();
    this.fault = fault;
  }

  /// DuckDB's version.
  String version() throws SQLException {
    return duck.version();
  }

  /// Whether the last case was run in several pipelines, too.
  boolean wasShared() {
    return shared;
  }

  /// Compares one case.
  Verdict judge(OracleCase oracleCase) {
    Dataset data = oracleCase.data();
    Question question = oracleCase.question();
    List<Map<String, Long>> expected = new ArrayList<>();
    shared = false;
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
    List<Kind> kinds =
        oracleCase.question().relation().columns().stream().map(Column::kind).toList();
    try {
      @Nullable String difference = difference(oracleCase, expected, kinds);
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

  private @Nullable String difference(
      OracleCase oracleCase, List<Map<String, Long>> expected, List<Kind> kinds) {
    Dataset data = oracleCase.data();
    Plan plan = Engine.plan(oracleCase.question(), data);
    return waits(plan.root())
        ? difference(oracleCase.published(Emit.FINAL), plan, expected, kinds)
        : difference(oracleCase, plan, expected, kinds);
  }

  /// Whether rows without a match come out when event time has passed all that could match them,
  /// whatever EMIT says.
  private static boolean waits(PlanNode node) {
    return node instanceof CombineNode.Join join
            && join.interval() != null
            && join.kind() != JoinKind.INNER
            && join.kind() != JoinKind.SEMI
        || node.inputs().stream().anyMatch(Oracle::waits);
  }

  private @Nullable String difference(
      OracleCase oracleCase, Plan plan, List<Map<String, Long>> expected, List<Kind> kinds) {
    Dataset data = oracleCase.data();
    @Nullable List<Map<String, Long>> first = null;
    for (Run run : Run.ALL) {
      Engine.Answers answers = run(plan, kinds, data, run);
      @Nullable String difference = compare(oracleCase, expected, answers);
      if (difference == null && first != null) {
        difference = compareRuns(oracleCase, first, answers.raw());
      }
      if (difference != null) {
        return run + ": " + difference;
      }
      first = answers.raw();
      if (fault != Fault.NONE) {
        return null;
      }
    }
    List<Map<String, Long>> alone = Objects.requireNonNull(first);
    @Nullable String difference = ended(oracleCase, expected, plan, kinds);
    if (difference == null) {
      difference = together(oracleCase, expected, plan, kinds, alone);
    }
    return difference == null ? withoutPasses(oracleCase, plan, kinds, alone) : difference;
  }

  private Engine.Answers run(Plan plan, List<Kind> kinds, Dataset data, Run run) {
    return Engine.run(plan, kinds, data, run.batchRows(), run.evaluators(), run.restarts(), fault);
  }

  /// What differs when the input ends at each prefix, where rows are only out at the end.
  private @Nullable String ended(
      OracleCase oracleCase, List<Map<String, Long>> expected, Plan plan, List<Kind> kinds) {
    if (oracleCase.question().emit().answersPrefixes()) {
      return null;
    }
    for (int steps = 1; steps < expected.size(); steps++) {
      Dataset prefix = oracleCase.data().prefix(steps);
      @Nullable String difference =
          difference(
              expected.get(steps - 1), run(plan, kinds, prefix, Run.PREFIX).canonical().getLast());
      if (difference != null) {
        return "Run ended after step " + steps + difference;
      }
    }
    return null;
  }

  /// What differs in several pipelines.
  private @Nullable String together(
      OracleCase oracleCase,
      List<Map<String, Long>> expected,
      Plan plan,
      List<Kind> kinds,
      List<Map<String, Long>> alone) {
    TeamRun team = new TeamRun(oracleCase.seed(), PIPELINES);
    Optional<SharedPlan> staged = team.share(plan);
    if (staged.isEmpty()) {
      return null;
    }
    shared = true;
    boolean marks = oracleCase.question().emit().answersPrefixes();
    for (int steps = marks ? expected.size() : 1; steps <= expected.size(); steps++) {
      Dataset data = oracleCase.data().prefix(steps);
      Engine.Answers answers = team.run(plan, staged.get(), kinds, data);
      @Nullable String difference = compare(oracleCase, expected.subList(0, steps), answers);
      if (difference == null && steps == expected.size()) {
        difference = compareRuns(oracleCase, alone, answers.raw());
      }
      if (difference != null) {
        return team + ", " + steps + " steps: " + difference;
      }
    }
    return null;
  }

  /// What changes when all passes of the optimiser are left out, or one of them, which the seed
  /// draws.
  private @Nullable String withoutPasses(
      OracleCase oracleCase, Plan whole, List<Kind> kinds, List<Map<String, Long>> first) {
    Dataset data = oracleCase.data();
    int drawn = Math.floorMod(oracleCase.seed(), Optimizer.NAMES.size());
    for (String passes : List.of(String.join(",", Optimizer.NAMES), Optimizer.NAMES.get(drawn))) {
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
    static final Run PREFIX = new Run(3, Evaluators.INTERPRETED, false);
    static final List<Run> ALL =
        List.of(
            new Run(1024, Evaluators.COMPILED, false),
            new Run(1, Evaluators.INTERPRETED, false),
            new Run(7, Evaluators.COMPILED, false),
            new Run(5, Evaluators.INTERPRETED, true));
  }
}
