package io.velostream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.benchmarks.kafka.BrokerProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `bench kafka` before anything is measured: what it asks for, and what it does when no broker
/// comes up. The measurement has a broker of its own and runs on demand.
class KafkaCommandTest {
  private final StringWriter errors = new StringWriter();

  private int execute(String... arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(new StringWriter()))
        .setErr(new PrintWriter(errors))
        .execute(arguments);
  }

  @Test
  void numbersArePositive() {
    assertThat(execute("kafka", "--records", "0")).isEqualTo(2);
    assertThat(errors.toString())
        .contains("--records, --parallelism, --repeat, --warm-up and --seconds");
  }

  @Test
  void aBrokerThatDoesNotStartIsShownWithItsOutput(@TempDir Path folder) throws IOException {
    Path script = folder.resolve("velostream");
    Files.writeString(script, "#!/bin/sh\necho \"no Maven for $1 $2\"\nexit 3\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path data = folder.resolve("data");
    assertThatThrownBy(() -> BrokerProcess.start(script, data))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not start: no Maven for dev-kafka --port");
  }
}
