package io.velostream.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Transactions that brokers end, because their time is over or a successor is there.
@Timeout(300)
class TransactionTest {
  private static final String SHORT = ", 'properties.transaction.timeout.ms' = '1000'";

  @TempDir Path folder;
  private Broker broker;
  private NumberedRows input;
  private final List<Process> processes = new ArrayList<>();

  @BeforeEach
  void fill() throws IOException {
    broker = Broker.shared();
    input = NumberedRows.write(broker, 20_000, 100);
  }

  @AfterEach
  void stop() {
    processes.forEach(Process::destroyForcibly);
  }

  /// Those of jobs that are open now.
  private List<String> open(String topic) throws ExecutionException, InterruptedException {
    try (Admin admin = broker.admin()) {
      return admin.listTransactions().all().get().stream()
          .filter(one -> one.state() == TransactionState.ONGOING)
          .map(TransactionListing::transactionalId)
          .filter(id -> id.endsWith("." + topic))
          .toList();
    }
  }

  private Process start(TopicJob topics) throws IOException {
    Process process = topics.job().start();
    processes.add(process);
    return process;
  }

  /// A process that was stopped while it had a transaction open.
  private Process frozen(TopicJob topics)
      throws IOException, InterruptedException, ExecutionException {
    Process process = start(topics);
    topics.job().awaitEpochs(process, 2);
    Job.signal(process, "STOP");
    while (open(topics.output()).isEmpty()) {
      assertThat(process.isAlive()).as(topics.job().log()).isTrue();
      Job.signal(process, "CONT");
      topics.job().awaitEpochs(process, 1);
      Job.signal(process, "STOP");
    }
    return process;
  }

  private void awaitAbort(TopicJob topics) throws InterruptedException, ExecutionException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!open(topics.output()).isEmpty()) {
      assertThat(System.nanoTime()).as("the broker does not abort").isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  @Test
  void nothingDependsOnHowLongNobodyRan()
      throws IOException, InterruptedException, ExecutionException {
    TopicJob topics = input.doubling(folder, broker.servers(), SHORT);
    frozen(topics).destroyForcibly().waitFor();
    awaitAbort(topics);
    assertThat(topics.job().await(start(topics))).as(topics.job().log()).isZero();
    topics.requireComplete("after the broker has aborted");
  }

  @Test
  void aProcessThatSleptLongerThanItsTransactionGoesOn()
      throws IOException, InterruptedException, ExecutionException {
    TopicJob topics = input.summing(folder, broker.servers(), SHORT);
    Process process = frozen(topics);
    awaitAbort(topics);
    Job.signal(process, "CONT");
    assertThat(topics.job().await(process)).as(topics.job().log()).isZero();
    topics.requireComplete("after it has slept");
  }

  @Test
  void aProcessThatWasSucceededWritesNothing()
      throws IOException, InterruptedException, ExecutionException {
    TopicJob topics = input.doubling(folder, broker.servers(), "");
    Process zombie = frozen(topics);
    assertThat(topics.job().await(start(topics))).as(topics.job().log()).isZero();
    topics.requireComplete("the successor");
    Job.signal(zombie, "CONT");
    assertThat(topics.job().await(zombie)).as(topics.job().log()).isEqualTo(3);
    assertThat(topics.job().log()).contains("another process has taken this job over");
    topics.requireComplete("with the zombie gone");
  }

  @Test
  void aZombieThatWakesWhileItsSuccessorRunsIsShutOut()
      throws IOException, InterruptedException, ExecutionException {
    TopicJob topics = input.summing(folder, broker.servers(), SHORT);
    Process zombie = frozen(topics);
    Process successor = start(topics);
    topics.job().awaitEpochs(successor, 2);
    Job.signal(zombie, "CONT");
    assertThat(topics.job().await(zombie)).as(topics.job().log()).isEqualTo(3);
    assertThat(topics.job().await(successor)).as(topics.job().log()).isZero();
    topics.requireComplete("both");
  }
}
