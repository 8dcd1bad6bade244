package io.velostream.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A real server of PostgreSQL, which is killed as well.
class PostgresKillTest extends JdbcKillContract {
  private static final int SERVER_KILLS = Integer.getInteger("velostream.server-kills", 1);

  private static PostgresServer server;

  @BeforeAll
  static void start(@TempDir Path data) {
    try {
      server = PostgresServer.start(data.resolve("postgres"));
    } catch (IOException | IllegalStateException e) {
      System.err.println("PostgreSQL does not start here, its tests are skipped: " + e);
      abort("PostgreSQL does not start here: " + e);
    }
  }

  @AfterAll
  static void stop() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  @Override
  String freshUrl(Kind kind, Path work) throws SQLException {
    return server.freshUrl();
  }

  @Override
  int port() {
    return server.port();
  }

  @Override
  Job fresh(Kind kind) throws IOException, SQLException {
    Job job = super.fresh(kind);
    server.commitLate(job.url());
    return job;
  }

  @ParameterizedTest
  @EnumSource
  void aJobWhoseServerIsKilledGoesOn(Kind kind)
      throws IOException, InterruptedException, SQLException {
    Job job = fresh(kind);
    RandomGenerator random = random();
    Process process = start(job, PARALLELISM[random.nextInt(PARALLELISM.length)]);
    try {
      int kills = 0;
      for (int times = 0; times < SERVER_KILLS; times++) {
        // On a machine that is busy a job has half a dozen epochs.
        JobProcess.awaitCheckpoints(process, job.work(), random.nextInt(1, 4));
        TimeUnit.MICROSECONDS.sleep(random.nextInt(0, 10_000));
        kills += process.isAlive() ? 1 : 0;
        server.kill();
        server.restart();
      }
      assertThat(kills).as("kills of the server while the job ran").isPositive();
      assertThat(JobProcess.end(process)).as(() -> JobProcess.log(job.work())).isZero();
      check(job, kind, "%s, after %d kills".formatted(kind, kills));
    } finally {
      process.destroyForcibly();
    }
  }

  @ParameterizedTest
  @EnumSource
  void bothMayBeKilledAtOnce(Kind kind) throws IOException, InterruptedException, SQLException {
    Job job = fresh(kind);
    RandomGenerator random = random();
    for (int times = 0; times < SERVER_KILLS; times++) {
      Process process = start(job, PARALLELISM[random.nextInt(PARALLELISM.length)]);
      JobProcess.awaitCheckpoints(process, job.work(), random.nextInt(1, 6));
      TimeUnit.MICROSECONDS.sleep(random.nextInt(0, 10_000));
      process.destroyForcibly();
      server.kill();
      server.restart();
      assertThat(JobProcess.end(process)).as(() -> JobProcess.log(job.work())).isIn(0, 137);
    }
    assertThat(JobProcess.end(start(job, 1))).as(() -> JobProcess.log(job.work())).isZero();
    check(job, kind, kind.toString());
  }

  private static RandomGenerator random() {
    long seed = Long.getLong("velostream.kill.seed", System.nanoTime());
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }
}
