package io.velostream.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Up to a minute of fuzzing in the ordinary run, always over the same inputs, so that nobody is
/// surprised by what another's change has nothing to do with. For new ones, longer:
/// `-Dvelostream.fuzz.seconds=600 -Dvelostream.fuzz.runs=100000000 -Dvelostream.fuzz.seed=S`.
class FuzzTest {
  private static final long SECONDS = Long.getLong("velostream.fuzz.seconds", 15);
  private static final long RUNS = Long.getLong("velostream.fuzz.runs", 4_000);
  private static final long SEED = Long.getLong("velostream.fuzz.seed", 20_261_121);

  @Test
  void anyTextIsAStatementOrAnErrorWithoutJargon() throws ReflectiveOperationException {
    fuzz(SqlTarget.class);
  }

  @Test
  void anyBytesAreRowsOfCsvOrErrors() throws ReflectiveOperationException {
    fuzz(CsvTarget.class);
  }

  @Test
  void anyBytesAreRowsOfJsonOrErrors() throws ReflectiveOperationException {
    fuzz(JsonTarget.class);
  }

  @Test
  void anyBytesAreChangesOrErrors() throws ReflectiveOperationException {
    fuzz(DebeziumTarget.class);
  }

  @Test
  void anyBytesAreRecordsOfAvroOrErrors() throws ReflectiveOperationException {
    fuzz(AvroTarget.class);
  }

  @Test
  void anyBytesAreMessagesOfProtocolBuffersOrErrors() throws ReflectiveOperationException {
    fuzz(ProtobufTarget.class);
  }

  @Test
  void anyOptionsGenerateRowsOrAnError() throws ReflectiveOperationException {
    fuzz(DatagenTarget.class);
  }

  private static void fuzz(Class<? extends Target> target) throws ReflectiveOperationException {
    Fuzzer.Report report = Fuzzer.run(target, SEED, RUNS, SECONDS);
    String summary =
        "%s: %d runs, %d inputs kept, %d edges, seed %d"
            .formatted(
                target.getSimpleName(), report.runs(), report.corpus(), report.edges(), SEED);
    System.out.println(summary);
    assertThat(List.of(report.finding())).as(summary).containsExactly("");
    assertThat(report.edges()).as(summary).isGreaterThan(100);
  }
}
