package io.velostream.conformance.oracle;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Many cases in a row.
final class OracleRun {
  private OracleRun() {}

  /// A difference, shrunk.
  ///
  /// @param repro the case as a test file
  record Finding(long seed, String repro) {}

  /// What a run came to.
  ///
  /// @param shared how many cases were run in several pipelines, too
  /// @param refusals why cases said nothing, and how many
  record Report(
      long seed, int agreed, int shared, Map<String, Integer> refusals, List<Finding> findings) {
    int refused() {
      return refusals.values().stream().mapToInt(Integer::intValue).sum();
    }

    String summary() {
      StringBuilder text = new StringBuilder();
      text.append("oracle: first seed ").append(seed).append(", ");
      text.append(agreed).append(" agreed, ").append(findings.size()).append(" differ, ");
      text.append(refused()).append(" said nothing; ");
      text.append(shared).append(" in several pipelines, too");
      refusals.forEach(
          (reason, count) -> text.append("\n  ").append(count).append(" x ").append(reason));
      return text.toString();
    }
  }

  /// What one thread has found, and what all threads have to do.
  private record Part(
      AtomicLong next,
      AtomicInteger differences,
      Map<String, Integer> refusals,
      List<Finding> own) {
    Part(AtomicLong next, AtomicInteger differences) {
      this(next, differences, new TreeMap<>(), new ArrayList<>());
    }

    Report run(long seed, int queries, int maxFindings) throws SQLException {
      int agreed = 0;
      int shared = 0;
      try (Oracle oracle = new Oracle(Fault.NONE)) {
        for (long s = next.getAndIncrement();
            s < seed + queries && differences.get() < maxFindings;
            s = next.getAndIncrement()) {
          OracleCase oracleCase = OracleCase.of(s);
          Verdict verdict = oracle.judge(oracleCase);
          shared += oracle.wasShared() ? 1 : 0;
          switch (verdict) {
            case Verdict.Agreement _ -> agreed++;
            case Verdict.Nothing nothing ->
                refusals.merge(firstLine(nothing.reason()), 1, Integer::sum);
            case Verdict.Difference difference -> {
              differences.incrementAndGet();
              own.add(finding(oracle, oracleCase, difference));
            }
          }
        }
        return new Report(seed, agreed, shared, refusals, own);
      }
    }
  }

  /// Runs the seeds `seed`, `seed + 1`, … on as many threads as there are cores, each with a
  /// database of its own, until there are `maxFindings` differences; they are shrunk.
  static Report run(long seed, int queries, int maxFindings) throws SQLException {
    AtomicLong next = new AtomicLong(seed);
    AtomicInteger differences = new AtomicInteger();
    int threads = Math.clamp(queries, 1, Runtime.getRuntime().availableProcessors());
    List<Future<Report>> parts = new ArrayList<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      for (int i = 0; i < threads; i++) {
        Part part = new Part(next, differences);
        parts.add(workers.submit(() -> part.run(seed, queries, maxFindings)));
      }
    }
    return joined(seed, parts);
  }

  private static Report joined(long seed, List<Future<Report>> parts) throws SQLException {
    int agreed = 0;
    int shared = 0;
    Map<String, Integer> refusals = new TreeMap<>();
    List<Finding> findings = new ArrayList<>();
    for (Future<Report> part : parts) {
      if (part.state() == Future.State.FAILED) {
        if (part.exceptionNow() instanceof SQLException e) {
          throw e;
        }
        throw new IllegalStateException("a thread of the oracle has failed", part.exceptionNow());
      }
      Report report = part.resultNow();
      agreed += report.agreed();
      shared += report.shared();
      report.refusals().forEach((reason, count) -> refusals.merge(reason, count, Integer::sum));
      findings.addAll(report.findings());
    }
    findings.sort(Comparator.comparingLong(Finding::seed));
    return new Report(seed, agreed, shared, refusals, findings);
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
