package io.velostream.benchmarks.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.benchmarks.data.TableSpec;
import io.velostream.benchmarks.data.Tables;
import io.velostream.columnar.Batch;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChecksumTest {
  @Test
  void doesNotDependOnOrderOrBatches() {
    assertThat(of(Tables.trades().generate(1_000, 10).batches()))
        .isEqualTo(of(Tables.trades().generate(1_000, 1_000).batches().reversed()));
    assertThat(of(Tables.trades().generate(1_000, 10).batches().reversed()))
        .isEqualTo(of(Tables.trades().generate(1_000, 10).batches()));
  }

  @Test
  void doesNotDependOnTheFormOfStrings() {
    assertThat(of(Tables.tradesOfPlainBytes().generate(500, 64).batches()))
        .isEqualTo(of(Tables.trades().generate(500, 64).batches()));
  }

  @Test
  void tellsResultsApart() {
    assertThat(of(Tables.trades().generate(501, 64).batches()))
        .isNotEqualTo(of(Tables.trades().generate(500, 64).batches()));
  }

  @Test
  void forgetsWhatIsRetracted() {
    TableSpec table = Tables.trades();
    Batch kept = table.generate(100, 100).batches().getFirst();
    Batch passing = table.generate(300, 100).batches().get(2);
    long[] minusOne = new long[100];
    Arrays.fill(minusOne, -1);
    Batch retraction = new Batch(passing.columns(), 100, null, minusOne);
    Checksum checksum = new Checksum();
    List.of(passing, kept, retraction).forEach(checksum::emit);
    assertThat(checksum.hex()).isEqualTo(of(List.of(kept)));
    assertThat(checksum.changes()).isEqualTo(300);
    assertThat(checksum.net()).isEqualTo(100);
  }

  private static String of(List<Batch> batches) {
    Checksum checksum = new Checksum();
    batches.forEach(checksum::emit);
    return checksum.hex();
  }
}
