package io.velostream.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Processes that go from topic to topic and are killed at random times, and so is the broker: what
/// readers of committed messages see is that of a run that nobody disturbed.
///
/// `-Dvelostream.kills=N` kills at least N times; the seed is printed with a failure.
@Timeout(400)
class KillTest {
  private static final int KILLS = Integer.getInteger("velostream.kills", 3);
  private static final int MOST_KILLS_OF_ONE = 3;
  private static final int PARTITIONS = 4;
  private static final int ROWS = 20_000;

  @TempDir static Path folder;
  private static Broker broker;
  private static String input;
  private static final List<String> EXPECTED = new ArrayList<>();
  private static final List<String> BAD = new ArrayList<>();

  @BeforeAll
  static void fill() throws IOException {
    broker = Broker.open();
    input = broker.topic(PARTITIONS);
    for (int p = 0; p < PARTITIONS; p++) {
      String[] values = new String[ROWS / PARTITIONS];
      for (int i = 0; i < values.length; i++) {
        int id = p * values.length + i;
        values[i] = i % 997 == 7 ? "bad " + id : "{\"id\":%d,\"q\":%d}".formatted(id, id % 100);
        if (i % 997 == 7) {
          BAD.add("bad " + id);
        } else if (id % 100 > 50) {
          EXPECTED.add("{\"id\":%d,\"q\":%d}".formatted(id, id % 100 * 2));
        }
      }
      broker.write(input, p, values);
    }
    EXPECTED.sort(null);
    BAD.sort(null);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  /// A job with a topic of its own.
  private record Job(Path work, String output, String letters) {
    static Job fresh() throws IOException {
      Job job =
          new Job(
              Files.createTempDirectory(folder, "run"), broker.topic(PARTITIONS), broker.topic(1));
      String kafka =
          "WITH ('connector' = 'kafka', 'properties.bootstrap.servers' = '%s', 'format' = 'json',"
                  .formatted(broker.servers())
              + " 'topic' = '%s' %s)";
      Files.writeString(
          job.work().resolve("job.sql"),
          """
          SET 'checkpoint.dir' = '%s';
          SET 'checkpoint.interval' = '20 ms';
          SET 'batch.rows' = '200';
          CREATE TABLE bad (source VARCHAR, "position" BIGINT, reason VARCHAR, raw VARCHAR) %s;
          CREATE TABLE i (id BIGINT, q BIGINT) %s;
          CREATE TABLE o (id BIGINT, q BIGINT) %s;
          INSERT INTO o SELECT id, q * 2 FROM i WHERE q > 50;
          """
              .formatted(
                  job.work().resolve("state"),
                  kafka.formatted(job.letters(), ""),
                  kafka.formatted(
                      input,
                      ", 'scan.bounded.mode' = 'latest-offset', 'error.policy' = 'dead-letter',"
                          + " 'error.dead-letter' = 'bad'"),
                  kafka.formatted(job.output(), "")));
      return job;
    }

    Process start() throws IOException {
      return new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xmx300m",
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "--sun-misc-unsafe-memory-access=allow",
              "--enable-native-access=ALL-UNNAMED",
              "-cp",
              System.getProperty("java.class.path"),
              JobMain.class.getName(),
              work.resolve("job.sql").toString())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(work.resolve("out.txt").toFile()))
          .start();
    }

    /// How many files the folder of checkpoints has had: grows with epochs.
    String epochs() throws IOException {
      Path state = work.resolve("state");
      if (!Files.isDirectory(state)) {
        return "";
      }
      try (Stream<Path> files = Files.walk(state)) {
        return String.join(
            " ", files.map(Path::toString).filter(f -> f.contains("manifest")).sorted().toList());
      } catch (java.io.UncheckedIOException e) {
        return "changing"; // a file was deleted while it was listed
      }
    }

    void awaitEpochs(Process process, int count) throws IOException, InterruptedException {
      String last = epochs();
      for (int seen = 0; seen < count && process.isAlive(); ) {
        TimeUnit.MILLISECONDS.sleep(2);
        String now = epochs();
        seen += now.equals(last) ? 0 : 1;
        last = now;
      }
    }

    String log() throws IOException {
      return Files.readString(work.resolve("out.txt"));
    }

    List<String> rows() {
      return broker.messages(output).stream().sorted().toList();
    }

    List<String> bad() {
      return broker.messages(letters).stream()
          .map(text -> text.replaceAll(".*\"raw\":\"([^\"]*)\".*", "$1"))
          .sorted()
          .toList();
    }
  }

  @Test
  void killedAtAnyTimeAndStartedAgainTheTopicHasEachRowOnce()
      throws IOException, InterruptedException {
    long seed = Long.getLong("velostream.kill.seed", System.nanoTime());
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    int kills = 0;
    while (kills < KILLS) {
      Job job = Job.fresh();
      int code = -1;
      for (int lives = 1; code != 0; lives++) {
        Process process = job.start();
        if (lives <= MOST_KILLS_OF_ONE) {
          try {
            job.awaitEpochs(process, random.nextInt(1, 6));
            TimeUnit.MICROSECONDS.sleep(random.nextInt(0, 40_000));
          } finally {
            process.destroyForcibly();
          }
        }
        code = process.waitFor();
        kills += code == 0 ? 0 : 1;
        assertThat(code).as("seed %d, life %d: %s", seed, lives, job.log()).isIn(0, 137);
      }
      assertThat(job.rows()).as("seed %d", seed).isEqualTo(EXPECTED);
      assertThat(job.bad()).as("seed %d", seed).isEqualTo(BAD);
    }
  }

  @Test
  void aBrokerThatDiesHoldsAJobUpAndNoMore() throws IOException, InterruptedException {
    Job job = Job.fresh();
    Process process = job.start();
    try {
      job.awaitEpochs(process, 3);
      broker.killAndRestart();
      assertThat(process.waitFor(90, TimeUnit.SECONDS)).as(job.log()).isTrue();
      assertThat(process.exitValue()).as(job.log()).isZero();
      assertThat(job.rows()).isEqualTo(EXPECTED);
      assertThat(job.bad()).isEqualTo(BAD);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aProcessThatWasSucceededWritesNothing() throws IOException, InterruptedException {
    Job job = Job.fresh();
    Process zombie = job.start();
    try {
      job.awaitEpochs(zombie, 2);
      signal(zombie, "STOP");
      assertThat(zombie.isAlive()).isTrue();
      Process successor = job.start();
      assertThat(successor.waitFor()).as(job.log()).isZero();
      assertThat(job.rows()).isEqualTo(EXPECTED);
      signal(zombie, "CONT");
      assertThat(zombie.waitFor()).as(job.log()).isEqualTo(3);
      assertThat(job.rows()).isEqualTo(EXPECTED);
      assertThat(job.bad()).isEqualTo(BAD);
    } finally {
      zombie.destroyForcibly();
    }
  }

  private static void signal(Process process, String name)
      throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
  }
}
