package io.velostream.conformance.oracle;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Many cases in a row.
final class OracleRun {
  private OracleRun() {}

  /// A difference, shrunk.
  ///
  /// @param repro the case as a test file
  record Finding(long seed, String repro) {}

  /// What a run came to.
  ///
  /// @param refusals why cases said nothing, and how many
  record Report(long seed, int agreed, Map<String, Integer> refusals, List<Finding> findings) {
    int refused() {
      return refusals.values().stream().mapToInt(Integer::intValue).sum();
    }

    String summary() {
      StringBuilder text = new StringBuilder();
      text.append("oracle: first seed ").append(seed).append(", ");
      text.append(agreed).append(" agreed, ").append(findings.size()).append(" differ, ");
      text.append(refused()).append(" said nothing");
      refusals.forEach(
          (reason, count) -> text.append("\n  ").append(count).append(" x ").append(reason));
      return text.toString();
    }
  }

  /// Runs the seeds `seed`, `seed + 1`, … and shrinks the first `maxFindings` differences.
  static Report run(long seed, int queries, int maxFindings) throws SQLException {
    int agreed = 0;
    Map<String, Integer> refusals = new TreeMap<>();
    List<Finding> findings = new ArrayList<>();
    try (Oracle oracle = new Oracle(Fault.NONE)) {
      for (long s = seed; s < seed + queries && findings.size() < maxFindings; s++) {
        OracleCase oracleCase = OracleCase.of(s);
        switch (oracle.judge(oracleCase)) {
          case Verdict.Agreement _ -> agreed++;
          case Verdict.Nothing nothing ->
              refusals.merge(firstLine(nothing.reason()), 1, Integer::sum);
          case Verdict.Difference difference ->
              findings.add(finding(oracle, oracleCase, difference));
        }
      }
    }
    return new Report(seed, agreed, refusals, findings);
  }

  private static Finding finding(
      Oracle oracle, OracleCase oracleCase, Verdict.Difference difference) throws SQLException {
    String kind = firstWord(difference.description());
    OracleCase smallest =
        new Shrinker(c ->
            oracle.judge(c) instanceof Verdict.Difference d
                && firstWord(d.description()).equals(kind))
            .shrink(oracleCase);
    String description =
        oracle.judge(smallest) instanceof Verdict.Difference d
            ? d.description()
            : difference.description();
    return new Finding(oracleCase.seed(), Repro.text(smallest, description, oracle.version()));
  }

  /// Keeps the shrinker from wandering from one kind of failure to another: an error stays that
  /// error, a wrong answer a wrong answer.
  private static String firstWord(String description) {
    String word = description.split("[ :]", 2)[0];
    return word.startsWith("Run[") ? "Run" : word;
  }

  private static String firstLine(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() > 60 ? line.substring(0, 60) : line;
  }
}
