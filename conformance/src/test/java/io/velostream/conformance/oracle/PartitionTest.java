package io.velostream.conformance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.expression.Evaluators;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Relations that hold between answers of the engine alone, for random predicates.
///
/// A predicate is true, false or unknown for each row, so the three parts of a query make up the
/// whole (ternary logic partitioning, Rigger and Su, OOPSLA 2020). A WHERE keeps as many rows as a
/// CASE over the same predicate counts (non-optimizing reference engine construction, Rigger and
/// Su, ESEC/FSE 2020).
class PartitionTest {
  private static final int CASES = Integer.getInteger("velostream.partition.cases", 40);

  static Stream<Integer> seeds() {
    return IntStream.rangeClosed(1, CASES).boxed();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theThreePartsMakeUpTheWhole(int seed) {
    Sample sample = Sample.of(seed);
    String p = sample.predicate;
    String whole = "SELECT k, v0, v1 FROM t";
    assertThat(sample.answer(parts(whole, p) + " EMIT CHANGES", sample.plainKinds()))
        .as("seed %s, predicate %s", seed, p)
        .isEqualTo(sample.answer(whole + " EMIT CHANGES", sample.plainKinds()));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aggregatesOfThePartsMakeUpTheWhole(int seed) {
    Sample sample = Sample.of(seed);
    String p = sample.predicate;
    String part = "SELECT k, COUNT(*) AS n, SUM(v0) AS s, MIN(v1) AS m FROM t";
    String parts =
        part
            + " WHERE "
            + p
            + " GROUP BY k UNION ALL "
            + part
            + " WHERE NOT "
            + p
            + " GROUP BY k UNION ALL "
            + part
            + " WHERE "
            + p
            + " IS NULL GROUP BY k";
    List<Kind> kinds = List.of(sample.kind("k"), Kind.BIG, Kind.BIG, sample.kind("v1"));
    assertThat(
            sample.answer(
                "SELECT k, SUM(n) AS n, SUM(s) AS s, MIN(m) AS m FROM ("
                    + parts
                    + ") AS x GROUP BY k EMIT CHANGES",
                kinds))
        .as("seed %s, predicate %s", seed, p)
        .isEqualTo(sample.answer(part + " GROUP BY k EMIT CHANGES", kinds));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whereKeepsWhatCaseCounts(int seed) {
    Sample sample = Sample.of(seed);
    String p = sample.predicate;
    List<Kind> kinds = List.of(Kind.BIG);
    assertThat(sample.answer("SELECT COUNT(*) AS n FROM t WHERE " + p + " EMIT CHANGES", kinds))
        .as("seed %s, predicate %s", seed, p)
        .isEqualTo(
            sample.answer(
                "SELECT COALESCE(SUM(CASE WHEN "
                    + p
                    + " THEN 1 ELSE 0 END), 0) AS n FROM t"
                    + " EMIT CHANGES",
                kinds));
  }

  private static String parts(String query, String p) {
    return query
        + " WHERE "
        + p
        + " UNION ALL "
        + query
        + " WHERE NOT "
        + p
        + " UNION ALL "
        + query
        + " WHERE "
        + p
        + " IS NULL";
  }

  /// A random dataset and predicate.
  private record Sample(Dataset data, String predicate) {
    static Sample of(int seed) {
      Random random = new Random(seed);
      List<Column> columns = Dataset.randomColumns(random);
      String predicate =
          "(" + new TermGenerator(random, columns).condition().sql(Dialect.VELOSTREAM) + ")";
      return new Sample(Dataset.random(random, columns, false, 0), predicate);
    }

    Kind kind(String column) {
      return data.columns().stream()
          .filter(c -> c.name().equals(column))
          .findFirst()
          .orElseThrow()
          .kind();
    }

    List<Kind> plainKinds() {
      return List.of(kind("k"), kind("v0"), kind("v1"));
    }

    List<Map<String, Long>> answer(String sql, List<Kind> kinds) {
      return Engine.run(
              Engine.plan(sql, data), kinds, data, 3, Evaluators.COMPILED, false, Fault.NONE)
          .canonical();
    }
  }
}
