package io.velostream.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.velostream.conformance.file.FileRunner;
import io.velostream.conformance.file.Outcome;
import io.velostream.conformance.file.TestFile;
import io.velostream.conformance.file.TestFiles;
import io.velostream.conformance.file.Variant;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every test file under every variant of settings.
class SqlFilesTest {
  private static final int LEAST_CASES = 250;

  /// With `-Dvariants=parallelism=2` only the variants whose names have that part.
  private static final String ONLY = System.getProperty("variants", "");

  /// With `-Dvariants.seed=1` the files are restarted in another number of pipelines; with
  /// `-Dvariants.seed=all` in each.
  private static final @Nullable Integer SEED = seed(System.getProperty("variants.seed", "0"));

  private static @Nullable Integer seed(String text) {
    return text.equals("all") ? null : Integer.valueOf(text);
  }

  @TestFactory
  Stream<DynamicNode> files() {
    return TestFiles.below(TestFiles.ROOT).stream().map(SqlFilesTest::container);
  }

  @Test
  void thereAreEnoughCases() {
    int cases =
        TestFiles.below(TestFiles.ROOT).stream()
            .mapToInt(path -> TestFiles.read(path).caseCount())
            .sum();
    assertThat(cases).isGreaterThanOrEqualTo(LEAST_CASES);
  }

  private static DynamicNode container(Path path) {
    TestFile file = TestFiles.read(path);
    return dynamicContainer(
        TestFiles.ROOT.relativize(path).toString(),
        variants(file.name())
            .filter(variant -> variant.toString().contains(ONLY))
            .map(variant -> dynamicTest(variant.toString(), () -> check(file, variant))));
  }

  private static Stream<Variant> variants(String file) {
    List<Variant> all = SEED == null ? Variant.matrix() : Variant.matrix(file, SEED);
    return all.stream();
  }

  private static void check(TestFile file, Variant variant) {
    List<String> failures =
        FileRunner.run(file, variant, 0).stream()
            .filter(outcome -> !outcome.holds())
            .map(outcome -> describe(file, outcome))
            .toList();
    assertThat(failures).as(file.name() + " with " + variant).isEmpty();
  }

  private static String describe(TestFile file, Outcome outcome) {
    return "\n" + file.name() + ":" + outcome.line() + "\n  " + outcome.failure();
  }
}
