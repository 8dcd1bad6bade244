package io.velostream.conformance.quidem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CalciteScriptsTest {
  private static final Path SKIPPED = Path.of("src", "test", "resources", "calcite", "skipped.txt");

  @Test
  void answersTheQueriesOfCalcitesScriptsThatNeedNoJoin() throws IOException, SQLException {
    String folder = System.getProperty(CalciteScripts.PROPERTY, "");
    assumeTrue(!folder.isEmpty(), "no folder given: -D" + CalciteScripts.PROPERTY + "=…");
    int[] counts = new int[7];
    Set<String> failed = new TreeSet<>();
    CalciteScripts.run(
        Path.of(folder),
        (block, verdict) -> {
          int at = block.isJoinless() ? 0 : 2;
          int passed = verdict.passes() ? 1 : 0;
          counts[at]++;
          counts[at + 1] += passed;
          if (at == 0) {
            if (!verdict.passes()) {
              failed.add(block.id());
            }
            counts[6] += verdict.fewerDigits() ? 1 : 0;
            counts[4] += block.isSpatial() ? 0 : 1;
            counts[5] += block.isSpatial() ? 0 : passed;
          }
          assertThat(verdict.fault()).as(block.id()).doesNotContain("CRASH");
        });
    System.out.printf(
        "Calcite's scripts: %d of %d queries without a join pass (without spatial ones %d of %d;"
            + " %d print fewer digits there), and %d of %d with one%n",
        counts[1], counts[0], counts[5], counts[4], counts[6], counts[3], counts[2]);
    // What passes now must leave the list; what fails must not join it unseen.
    assertThat(failed).isEqualTo(skipped());
  }

  private static Set<String> skipped() throws IOException {
    Set<String> skipped = new TreeSet<>();
    for (String line : Files.readAllLines(SKIPPED)) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] parts = line.split(" \\| ", 3);
      assertThat(parts).as(line).hasSize(3);
      for (String number : parts[1].split(",")) {
        skipped.add(parts[0] + " " + number);
      }
    }
    return skipped;
  }
}
