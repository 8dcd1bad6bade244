package io.velostream.conformance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FeaturePairsTest {
  @Test
  void nearlyAllFeaturesThatCanMeetDoSoInAThousandQuestions() {
    Set<String> possible = FeaturePairs.of(1_000_000, 8_000);
    Set<String> met = FeaturePairs.of(1, 1_000);
    Set<String> missed = new TreeSet<>(possible);
    missed.removeAll(met);
    System.out.println(
        "feature pairs: "
            + met.size()
            + " of "
            + possible.size()
            + " of "
            + FeaturePairs.count()
            + " features; missed "
            + missed);
    assertThat(missed.size() * 20).as("missed: %s", missed).isLessThanOrEqualTo(possible.size());
  }
}
