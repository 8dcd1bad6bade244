package io.velostream.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Processes that go from topic to topic are killed at random times, and so is the broker, and go
/// on in another number of pipelines: what readers of committed messages see is that of a run that
/// nobody disturbed.
///
/// `-Dvelostream.kills=200 -Dvelostream.kafka.broker-kills=20 -Dvelostream.kafka.rows=1000000`
/// kills more often than an ordinary run, over more rows; the seed is printed with a failure, and
/// given as `-Dvelostream.kill.seed`.
@Timeout(1_800)
class KillTest {
  private static final int KILLS = Integer.getInteger("velostream.kills", 20);
  private static final int BROKER_KILLS = Integer.getInteger("velostream.kafka.broker-kills", 5);
  private static final int MOST_KILLS_OF_ONE = 10;
  private static final int ROWS = Integer.getInteger("velostream.kafka.rows", 40_000);
  private static final int POISON = 100;
  private static final int[] PIPELINES = {1, 2, 4};

  @TempDir static Path folder;
  private static Broker broker;
  private static NumberedRows input;

  @BeforeAll
  static void fill() throws IOException, InterruptedException {
    broker = Broker.open();
    input = NumberedRows.write(broker, ROWS, POISON);
    TopicJob undisturbed = input.summing(folder, broker.servers(), "");
    assertThat(undisturbed.job().record()).as(undisturbed.job().log()).isZero();
    undisturbed.requireComplete("undisturbed");
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @FunctionalInterface
  private interface Kind {
    TopicJob fresh() throws IOException;
  }

  /// Kills jobs until that was often enough, and requires what each has written in the end.
  private static final class Killer implements Callable<Integer> {
    private final Kind kind;
    private final long seed;
    private final RandomGenerator random;
    private final AtomicInteger wanted;
    private final AtomicInteger wantedOfBroker;

    /// @param wanted kills that are still to come
    /// @param wantedOfBroker kills of the broker that are still to come, beside jobs that run
    Killer(Kind kind, long seed, AtomicInteger wanted, AtomicInteger wantedOfBroker) {
      this.kind = kind;
      this.seed = seed;
      this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      this.wanted = wanted;
      this.wantedOfBroker = wantedOfBroker;
    }

    private boolean goesOn() {
      return wanted.get() > 0 || wantedOfBroker.get() > 0;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
      int kills = 0;
      while (goesOn()) {
        TopicJob topics = kind.fresh();
        int code = -1;
        for (int lives = 1; code != 0; lives++) {
          Process process = topics.job().start(PIPELINES[random.nextInt(PIPELINES.length)]);
          if (lives <= MOST_KILLS_OF_ONE && goesOn()) {
            kill(topics.job(), process);
          }
          code = topics.job().await(process);
          if (code == 137) {
            kills++;
            wanted.decrementAndGet();
          }
          assertThat(code).as("seed %d, life %d: %s", seed, lives, topics.job().log()).isIn(0, 137);
        }
        topics.requireComplete("seed " + seed);
      }
      return kills;
    }

    /// Mostly while it writes, and sometimes while it starts.
    private void kill(Job job, Process process) throws IOException, InterruptedException {
      try {
        if (random.nextInt(5) == 0) {
          TimeUnit.MILLISECONDS.sleep(random.nextInt(300, 2_500));
        } else {
          job.awaitEpochs(process, random.nextInt(1, 6));
          TimeUnit.MICROSECONDS.sleep(random.nextInt(0, 40_000));
        }
      } finally {
        process.destroyForcibly();
      }
    }
  }

  @Test
  void killedAtAnyTimeAndStartedAgainTheTopicHasEachRowOnce()
      throws IOException, InterruptedException, ExecutionException {
    long seed = Long.getLong("velostream.kill.seed", System.nanoTime());
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    AtomicInteger wanted = new AtomicInteger(KILLS);
    AtomicInteger wantedOfBroker = new AtomicInteger(BROKER_KILLS);
    List<Kind> kinds =
        List.of(
            () -> input.doubling(folder, broker.servers(), ""),
            () -> input.summing(folder, broker.servers(), ""));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> killers =
          kinds.stream()
              .map(kind -> threads.submit(new Killer(kind, seed, wanted, wantedOfBroker)))
              .toList();
      try {
        killBroker(random, wantedOfBroker);
      } finally {
        wantedOfBroker.set(0);
      }
      for (Future<Integer> killer : killers) {
        assertThat(killer.get()).isPositive();
      }
    }
    assertThat(wanted.get()).as("kills of jobs that are still to come").isNotPositive();
  }

  private static void killBroker(RandomGenerator random, AtomicInteger wanted)
      throws IOException, InterruptedException {
    broker.restartPolitely();
    while (wanted.get() > 0) {
      TimeUnit.MILLISECONDS.sleep(random.nextInt(300, 2_000));
      broker.kill();
      TimeUnit.MILLISECONDS.sleep(random.nextInt(0, 500));
      broker.restart();
      wanted.decrementAndGet();
    }
  }
}
