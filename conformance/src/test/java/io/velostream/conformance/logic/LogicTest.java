package io.velostream.conformance.logic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/// Asks queries of sqllogictest; without its scripts on the class path it is skipped.
class LogicTest {
  private static final int ONE_IN = Integer.getInteger("velostream.logic.one-in", 70);
  private static final long SEED = Long.getLong("velostream.logic.seed", 1);
  private static final int THREADS = Integer.getInteger("velostream.logic.threads", 2);
  private static final long SECONDS = Long.getLong("velostream.logic.seconds", 3600);
  private static final String FILES = System.getProperty("velostream.logic.files", "");

  @Test
  void givesNoAnswerThatSqliteDoesNotGive()
      throws IOException, InterruptedException, ExecutionException {
    Optional<JarFile> jar = LogicScripts.find();
    assumeTrue(jar.isPresent(), "the scripts are not here: -Psqllogictest");
    LogicReport report =
        LogicScripts.run(jar.get(), new LogicSample(ONE_IN, SEED, FILES), THREADS, SECONDS);
    System.out.println(report.summary());
    assertThat(report.queries()).isPositive();
    assertThat(report.findings()).isEmpty();
  }
}
