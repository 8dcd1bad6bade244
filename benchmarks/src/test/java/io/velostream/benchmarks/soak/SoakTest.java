package io.velostream.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SoakTest {
  @TempDir Path folder;

  @Test
  void aShortSoakWithRestartsIsRight() throws IOException, InterruptedException {
    Soak.Outcome outcome =
        new Soak(folder, 6, 20_000, 2, 1).run(new PrintWriter(Writer.nullWriter()));
    assertThat(outcome.faults()).isEmpty();
    assertThat(outcome.restarts()).isPositive();
    assertThat(outcome.rows()).isEqualTo(120_000);
  }

  @Test
  void rowsHaveOneLength() {
    for (long row = 0; row < 20_000_000; row += 999_983) {
      byte[] line = SoakRows.line(row);
      assertThat(line).hasSize(SoakRows.BYTES);
      assertThat(new String(line, StandardCharsets.UTF_8)).containsOnlyOnce("\n").endsWith("\n");
    }
  }

  @Test
  void aCurveThatGrowsIsNotFlat() {
    HeapCurve flat = new HeapCurve();
    HeapCurve growing = new HeapCurve();
    for (int i = 0; i < 60; i++) {
      flat.add(i * 10, 30e6 + i % 7 * 1e6 + (i < 10 ? i * 1e6 : 10e6));
      growing.add(i * 10, 30e6 + i % 7 * 1e6 + i * 0.2e6);
    }
    assertThat(flat.isFlat()).isTrue();
    assertThat(growing.isFlat()).isFalse();
    assertThat(growing.slope()).isBetween(15e3, 25e3);
  }
}
