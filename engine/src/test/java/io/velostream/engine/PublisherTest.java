package io.velostream.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PublisherTest {
  private static final String THREE = "SELECT v FROM (VALUES (1), (2), (3)) AS t (v)";

  private final Session session = Session.open();
  private final Tasks tasks = new Tasks();
  private final Log log = new Log();

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void runsOnDemandOnly() {
    session.changes(THREE).publish(tasks).subscribe(log);
    tasks.runAll();
    assertThat(log.events).isEmpty();
    log.subscription().request(2);
    assertThat(log.events).as("the caller's thread delivers nothing").isEmpty();
    tasks.runAll();
    assertThat(log.events).containsExactly("+I[1]", "+I[2]");
    log.subscription().request(Long.MAX_VALUE);
    log.subscription().request(Long.MAX_VALUE);
    tasks.runAll();
    assertThat(log.events).containsExactly("+I[1]", "+I[2]", "+I[3]", "complete");
  }

  @Test
  void closesTheResultAtItsEnd() {
    Changes changes = session.changes(THREE);
    changes.publish(tasks).subscribe(log);
    log.subscription().request(10);
    tasks.runAll();
    assertThatIllegalStateException().isThrownBy(changes::hasNext);
  }

  @Test
  void deliversTheErrorThatEndsTheQuery() {
    session.changes("SELECT 1 / v FROM (VALUES (0)) AS t (v)").publish(tasks).subscribe(log);
    log.subscription().request(1);
    tasks.runAll();
    assertThat(log.error)
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DIVISION_BY_ZERO));
  }

  @Test
  void refusesDemandThatIsNotPositive() {
    session.changes(THREE).publish(tasks).subscribe(log);
    log.subscription().request(0);
    log.subscription().request(5);
    tasks.runAll();
    assertThat(log.error).isInstanceOf(IllegalArgumentException.class);
    assertThat(log.events).isEmpty();
  }

  @Test
  void refusesASecondSubscriber() {
    Flow.Publisher<Change> publisher = session.changes(THREE).publish(tasks);
    publisher.subscribe(new Log());
    publisher.subscribe(log);
    assertThat(log.error).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void deliversNothingAfterTheSubscriberCancels() {
    Changes changes = session.changes(THREE);
    changes.publish(tasks).subscribe(log);
    log.cancelAfter = 1;
    log.subscription().request(3);
    tasks.runAll();
    assertThat(log.events).containsExactly("+I[1]");
    assertThatIllegalStateException().isThrownBy(changes::hasNext);
  }

  @Test
  void stopsWaitingWhenTheSubscriberCancels() throws InterruptedException {
    InputTable input =
        session.input(InputSpec.of("numbers", Schema.of(Field.of("v", DataType.BIGINT))));
    try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
      session.changes("SELECT v FROM numbers").publish(executor).subscribe(log);
      log.subscription().request(10);
      input.add(1L);
      assertThat(log.first.await(30, TimeUnit.SECONDS)).isTrue();
      log.subscription().cancel();
      executor.shutdown();
      assertThat(executor.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(log.events).containsExactly("+I[1]");
  }

  @Test
  void demandOfSeveralThreadsIsMetOnceInOrderAndByOneTaskAtATime() throws InterruptedException {
    for (int round = 0; round < 300; round++) {
      Ordered seen = new Ordered();
      try (ExecutorService executor = Executors.newFixedThreadPool(3)) {
        session.changes(forty()).publish(executor).subscribe(seen);
        together(
            () -> IntStream.range(0, 20).forEach(_ -> seen.subscription.request(1)),
            () -> IntStream.range(0, 21).forEach(_ -> seen.subscription.request(1)));
      }
      List<String> all = IntStream.range(100, 140).mapToObj(i -> "+I[" + i + "]").toList();
      assertThat(seen.events).as("round %d", round).startsWith(all.toArray(String[]::new));
      assertThat(seen.events.subList(40, seen.events.size())).containsExactly("complete");
    }
  }

  @Test
  void whoCancelsWhileRowsComeClosesTheResultOnce() throws InterruptedException {
    for (int round = 0; round < 300; round++) {
      Ordered seen = new Ordered();
      Changes changes = session.changes(forty());
      try (ExecutorService executor = Executors.newFixedThreadPool(3)) {
        changes.publish(executor).subscribe(seen);
        together(
            () -> IntStream.range(0, 20).forEach(_ -> seen.subscription.request(1)),
            () -> seen.subscription.cancel());
      }
      assertThat(seen.events).hasSizeLessThanOrEqualTo(20).doesNotContain("complete");
      assertThatIllegalStateException().isThrownBy(changes::hasNext);
    }
  }

  private static String forty() {
    return IntStream.range(100, 140)
        .mapToObj(i -> "(" + i + ")")
        .collect(Collectors.joining(", ", "SELECT v FROM (VALUES ", ") AS t (v)"));
  }

  private static void together(Runnable first, Runnable second) throws InterruptedException {
    Thread other = Thread.ofPlatform().start(first);
    second.run();
    other.join();
  }

  /// Notices when it is told two things at a time. What it writes down is ordered by nothing but
  /// the subscription.
  private static final class Ordered implements Flow.Subscriber<Change> {
    private final List<String> events = new ArrayList<>();
    private final AtomicInteger inside = new AtomicInteger();
    private Flow.Subscription subscription;

    private void told(String event) {
      assertThat(inside.incrementAndGet()).isEqualTo(1);
      events.add(event);
      inside.decrementAndGet();
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
    }

    @Override
    public void onNext(Change change) {
      told(change.toString());
    }

    @Override
    public void onError(Throwable given) {
      told("error " + given);
    }

    @Override
    public void onComplete() {
      told("complete");
    }
  }

  /// An executor whose tasks run when the test says so.
  private static final class Tasks implements Executor {
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    @Override
    public void execute(Runnable task) {
      waiting.add(task);
    }

    void runAll() {
      while (!waiting.isEmpty()) {
        waiting.remove().run();
      }
    }
  }

  private static final class Log implements Flow.Subscriber<Change> {
    private final List<String> events = new ArrayList<>();
    private final CountDownLatch first = new CountDownLatch(1);
    private Flow.Subscription subscription;
    private Throwable error;
    private int cancelAfter = Integer.MAX_VALUE;

    Flow.Subscription subscription() {
      return subscription;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
    }

    @Override
    public void onNext(Change change) {
      events.add(change.toString());
      first.countDown();
      if (events.size() == cancelAfter) {
        subscription.cancel();
      }
    }

    @Override
    public void onError(Throwable given) {
      error = given;
    }

    @Override
    public void onComplete() {
      events.add("complete");
    }
  }
}
