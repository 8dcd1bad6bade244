package io.velostream.server.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.engine.DataFlow;
import io.velostream.engine.JavaFunction;
import io.velostream.engine.Session;
import io.velostream.runtime.checkpoint.Savepoint;
import io.velostream.runtime.system.SystemWorld;
import io.velostream.server.log.EventLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Jobs side by side: some of them real, over real files, some made to misbehave.
@Timeout(120)
class JobManagerTest {
  private static final Duration BOUND = Duration.ofSeconds(20);

  @TempDir Path folder;

  private final Tasks tasks = new Tasks();
  private final Journal journal = new Journal();
  private final Map<String, Supplier<JobRun>> made = new LinkedHashMap<>();
  private final List<JobManager> managers = new ArrayList<>();
  private final CountDownLatch hangs = new CountDownLatch(1);
  private final AtomicLong later = new AtomicLong();
  private JobManager manager = manager();

  private JobManager manager() {
    JobManager fresh =
        new JobManager(
            new JobManager.Surroundings(
                this::prepare,
                journal,
                tasks,
                task -> Thread.ofPlatform().daemon().unstarted(task),
                SystemWorld.create().clock(),
                () -> 0.5,
                EventLog.NONE,
                RestartPolicy.STANDARD,
                Duration.ofSeconds(10),
                20));
    managers.add(fresh);
    return fresh;
  }

  private JobRun prepare(JobSpec spec, String identity, String savepoint, JobObserver observer) {
    Supplier<JobRun> fake = made.get(spec.name());
    return fake != null
        ? fake.get()
        : new SessionRun(
            spec, observer, this::session, Long.MAX_VALUE, () -> System.nanoTime() + later.get());
  }

  private Session session() {
    Session session = Session.open();
    session.register(JavaFunction.of("stuck", Long.class, Long.class, this::hang));
    session.execute(
        """
        CREATE TABLE numbers (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '5000',
          'fields.id.kind' = 'sequence', 'fields.id.start' = '1');
        CREATE TABLE few (id BIGINT) WITH ('connector' = 'datagen', 'number-of-rows' = '1000',
          'fields.id.kind' = 'sequence', 'fields.id.start' = '1');
        CREATE TABLE copy (id BIGINT) WITH ('connector' = 'file', 'path' = '%1$s/copy.csv');
        CREATE TABLE twice (id BIGINT) WITH ('connector' = 'file', 'path' = '%1$s/twice.csv');
        CREATE TABLE nothing (id BIGINT) WITH ('connector' = 'blackhole');
        """
            .formatted(folder));
    return session;
  }

  private Long hang(Long value) {
    byte[] held = new byte[1 << 20];
    Thread.ofPlatform().daemon().start(() -> sleep(held));
    hangs.countDown();
    sleep(held);
    return value;
  }

  private static void sleep(byte[] held) {
    while (held.length > 0) {
      try {
        Thread.sleep(Duration.ofMinutes(10));
      } catch (InterruptedException _) {
        Thread.onSpinWait(); // goes on
      }
    }
  }

  private JobSpec spec(String name, String sql, String... settings) {
    Map<String, String> set = new LinkedHashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      set.put(settings[i], settings[i + 1]);
    }
    try (Session session = session()) {
      DataFlow flow = session.flow(session.parse(sql).getFirst());
      return new JobSpec(name, sql, set, Map.of(), flow.reads(), flow.writes(), flow.bounded());
    }
  }

  private void start(String name, String sql, String... settings) {
    manager.create(spec(name, sql, settings), false);
    manager.wish(name, JobEvent.START);
  }

  private void startFake(String name, Supplier<JobRun> run) {
    made.put(name, run);
    manager.create(new JobSpec(name, "", Map.of(), Map.of(), Set.of(), Set.of(), true), false);
    manager.wish(name, JobEvent.START);
  }

  private JobState state(String name) {
    return manager.status(name).state();
  }

  private void awaitState(String name, JobState wanted) {
    await(() -> state(name) == wanted, () -> name + " is " + manager.status(name));
  }

  private static void await(BooleanSupplier condition, Supplier<String> otherwise) {
    long deadline = System.nanoTime() + BOUND.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(otherwise).isLessThan(deadline);
      Thread.onSpinWait();
      try {
        Thread.sleep(2);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  @AfterEach
  void endAll() {
    managers.forEach(m -> m.close(Duration.ofSeconds(1)));
  }

  @Test
  void runsToTheEndOfItsInput() throws IOException {
    start("copy", "INSERT INTO copy SELECT id FROM few");
    awaitState("copy", JobState.FINISHED);
    JobStatus status = manager.status("COPY");
    assertThat(status.report().figures().rowsIn()).isEqualTo(1000);
    assertThat(status.report().figures().rowsOut()).isEqualTo(1000);
    assertThat(status.failure()).isEmpty();
    assertThat(Files.readAllLines(folder.resolve("copy.csv"))).hasSize(1001);
    manager.wish("copy", JobEvent.START);
    awaitState("copy", JobState.FINISHED);
  }

  @Test
  void whatOneJobThrowsIsItsFailureAlone() {
    start("steady", "INSERT INTO nothing SELECT id FROM numbers");
    awaitState("steady", JobState.RUNNING);
    startFake("bug", () -> new Failing(() -> new IllegalStateException("oops")));
    startFake("deep", () -> new Failing(StackOverflowError::new));
    startFake("full", () -> new Failing(() -> new OutOfMemoryError("Java heap space")));
    startFake(
        "gone", () -> new Failing(() -> new EnvironmentException("x", new IOException(), false)));
    startFake(
        "unmade",
        () -> {
          throw new OutOfMemoryError("unable to create native thread");
        });
    for (String name : List.of("bug", "deep", "full", "gone", "unmade")) {
      awaitState(name, JobState.BACKING_OFF);
    }
    assertThat(manager.status("full").failure().orElseThrow().code()).isEqualTo("OUT_OF_MEMORY");
    assertThat(manager.status("bug").retryIn()).contains(Duration.ofMillis(750));
    long before = manager.status("steady").report().figures().rowsIn();
    await(
        () -> manager.status("steady").report().figures().rowsIn() > before, () -> "steady stands");
    assertThat(state("steady")).isEqualTo(JobState.RUNNING);
  }

  @Test
  void aPoisonousRowEndsTheTryingAndIsNamed() {
    start("poisoned", "INSERT INTO nothing SELECT 1 / (id - 500) FROM few", "batch.rows", "100");
    awaitState("poisoned", JobState.BACKING_OFF);
    tasks.runAll();
    awaitState("poisoned", JobState.BACKING_OFF);
    assertThat(manager.status("poisoned").restarts()).isEqualTo(1);
    tasks.runAll();
    awaitState("poisoned", JobState.FAILED);
    JobStatus status = manager.status("poisoned");
    JobFailure failure = status.failure().orElseThrow();
    assertThat(failure.code()).isEqualTo("DIVISION_BY_ZERO");
    assertThat(failure.line()).isEqualTo(1);
    assertThat(failure.column()).isGreaterThan(0);
    assertThat(failure.input()).isEqualTo("few rows 401 to 500");
    assertThat(status.reason())
        .isEqualTo("it has failed 3 times on the same input: few rows 401 to 500");
    assertThat(status.restarts()).isEqualTo(2);
  }

  /// The statement has read something: it may be right for other rows.
  @Test
  void whatComesOutAtTheEndOfATableIsAFaultOfItsRows() {
    start("poisoned", "INSERT INTO nothing SELECT 1 / (COUNT(*) - 1000) FROM few EMIT FINAL");
    awaitState("poisoned", JobState.BACKING_OFF);
    tasks.runAll();
    awaitState("poisoned", JobState.BACKING_OFF);
    tasks.runAll();
    awaitState("poisoned", JobState.FAILED);
    assertThat(manager.status("poisoned").reason())
        .isEqualTo("it has failed 3 times on the same input: few");
  }

  @Test
  void aStatementAtFaultFailsAtOnce() {
    startFake(
        "wrong", () -> new Failing(() -> new UserException(ErrorCode.UNKNOWN_NAME, "no table")));
    awaitState("wrong", JobState.FAILED);
    assertThat(manager.status("wrong").reason()).contains("statement is at fault");
  }

  @Test
  void isHeldAndGoesOnWhereItWas() {
    start("steady", "INSERT INTO copy SELECT id FROM numbers");
    await(() -> manager.status("steady").report().figures().rowsIn() > 0, () -> "nothing was read");
    assertThat(manager.wish("steady", JobEvent.PAUSE)).isEqualTo(JobState.PAUSED);
    awaitStandstill("steady");
    long held = manager.status("steady").report().figures().rowsIn();
    assertThatExceptionOfType(UserException.class)
        .isThrownBy(() -> manager.wish("steady", JobEvent.START))
        .withMessageContaining("RESUME JOB");
    assertThat(manager.wish("steady", JobEvent.RESUME)).isEqualTo(JobState.RUNNING);
    await(
        () -> manager.status("steady").report().figures().rowsIn() > held, () -> "it stands still");
  }

  private void awaitStandstill(String name) {
    long[] last = {-1};
    int[] same = {0};
    await(
        () -> {
          long now = manager.status(name).report().figures().rowsIn();
          same[0] = now == last[0] ? same[0] + 1 : 0;
          last[0] = now;
          return same[0] > 100;
        },
        () -> "it goes on");
  }

  @Test
  void stoppingAnEndlessJobCommitsWhatItHasPutOut() throws IOException {
    start("endless", "INSERT INTO copy SELECT id FROM numbers");
    await(
        () -> manager.status("endless").report().figures().rowsOut() > 0, () -> "nothing came out");
    manager.wish("endless", JobEvent.STOP);
    awaitState("endless", JobState.STOPPED);
    long out = manager.status("endless").report().figures().rowsOut();
    assertThat(Files.readAllLines(folder.resolve("copy.csv"))).hasSize((int) out + 1);
  }

  @Test
  void stoppingAJobWhoseInputEndsCommitsNothing() {
    JobSpec bounded =
        new JobSpec(
            "bounded",
            "INSERT INTO copy SELECT id FROM numbers",
            Map.of(),
            Map.of(),
            Set.of(),
            Set.of(),
            true);
    manager.create(bounded, false);
    manager.wish("bounded", JobEvent.START);
    awaitState("bounded", JobState.RUNNING);
    manager.wish("bounded", JobEvent.PAUSE);
    manager.wish("bounded", JobEvent.STOP);
    awaitState("bounded", JobState.STOPPED);
    assertThat(folder.resolve("copy.csv")).doesNotExist();
  }

  @Test
  void restartMakesAnotherRun() {
    start("steady", "INSERT INTO nothing SELECT id FROM numbers");
    awaitState("steady", JobState.RUNNING);
    long since = manager.status("steady").sinceMicros();
    manager.wish("steady", JobEvent.RESTART);
    await(
        () -> state("steady") == JobState.RUNNING && manager.status("steady").sinceMicros() > since,
        () -> manager.status("steady").toString());
  }

  @Test
  void aReaderWaitsForTheJobThatWritesItsInput() throws IOException {
    CountDownLatch writing = new CountDownLatch(1);
    made.put("writer", () -> new Waiting(writing));
    JobSpec writer = spec("writer", "INSERT INTO copy SELECT id FROM few");
    JobSpec reader = spec("reader", "INSERT INTO twice SELECT id * 2 FROM copy");
    assertThat(JobGraph.ordered(List.of(reader, writer)))
        .extracting(JobSpec::name)
        .containsExactly("writer", "reader");
    manager.create(reader, false);
    manager.create(writer, false);
    manager.wish("writer", JobEvent.START);
    manager.wish("reader", JobEvent.START);
    assertThat(state("reader")).isEqualTo(JobState.WAITING);
    assertThat(manager.status("reader").waitsFor()).containsExactly("writer");
    Files.writeString(folder.resolve("copy.csv"), "id\n21\n");
    writing.countDown();
    awaitState("reader", JobState.FINISHED);
    assertThat(Files.readAllLines(folder.resolve("twice.csv"))).containsExactly("id", "42");
  }

  @Test
  void circlesAreRefused() {
    manager.create(spec("one", "INSERT INTO copy SELECT id FROM twice"), false);
    assertThatExceptionOfType(UserException.class)
        .isThrownBy(
            () -> manager.create(spec("two", "INSERT INTO twice SELECT id FROM copy"), false))
        .withMessageContaining("'one' reads from 'two' reads from 'one'");
    assertThat(manager.exists("two")).isFalse();
    assertThatExceptionOfType(UserException.class)
        .isThrownBy(
            () -> manager.create(spec("self", "INSERT INTO copy SELECT id FROM copy"), false))
        .withMessageContaining("reads what it writes");
  }

  @Test
  void aRunThatDoesNotEndIsAbandoned() {
    startFake("deaf", () -> new Waiting(new CountDownLatch(1)));
    manager.wish("deaf", JobEvent.STOP);
    assertThat(state("deaf")).isEqualTo(JobState.STOPPING);
    tasks.runAll();
    tasks.runAll();
    assertThat(state("deaf")).isEqualTo(JobState.FAILED);
    assertThat(manager.status("deaf").reason()).contains("abandoned");
  }

  @Test
  void namesAreTakenOnceAndJobsAtWorkStay() {
    start("steady", "INSERT INTO nothing SELECT id FROM numbers");
    JobSpec same = spec("STEADY", "INSERT INTO nothing SELECT id FROM few");
    assertThatExceptionOfType(UserException.class)
        .isThrownBy(() -> manager.create(same, false))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.AMBIGUOUS_NAME));
    assertThatExceptionOfType(UserException.class)
        .isThrownBy(() -> manager.create(same, true))
        .withMessageContaining("cannot be replaced");
    assertThatExceptionOfType(UserException.class)
        .isThrownBy(() -> manager.drop("steady"))
        .withMessageContaining("cannot be dropped");
    assertThatExceptionOfType(UserException.class)
        .isThrownBy(() -> manager.status("stedy"))
        .satisfies(e -> assertThat(e.hint()).contains("steady"));
    manager.wish("steady", JobEvent.STOP);
    awaitState("steady", JobState.STOPPED);
    manager.create(same, true);
    awaitState("steady", JobState.CREATED);
    manager.drop("steady");
    assertThat(manager.all()).isEmpty();
    assertThat(journal.jobs).isEmpty();
  }

  /// Its function hangs, and has left a thread and memory behind; it does not even heed
  /// interruption.
  @Test
  void aJobStuckInAFunctionIsToldOfAndAbandonedAndTheOthersGoOn() {
    start("steady", "INSERT INTO nothing SELECT id FROM numbers");
    start("stuck", "INSERT INTO copy SELECT stuck(id) FROM few");
    await(() -> hangs.getCount() == 0, () -> "nobody hangs");
    assertThat(manager.status("stuck").stall()).isEmpty();
    later.set(Duration.ofSeconds(31).toNanos());
    JobStatus.Stall stall = manager.status("stuck").stall().orElseThrow();
    assertThat(stall.since()).isBetween(Duration.ofSeconds(31), Duration.ofSeconds(120));
    assertThat(stall.where()).isNotEmpty();
    assertThat(manager.wish("stuck", JobEvent.STOP)).isEqualTo(JobState.STOPPING);
    tasks.runAll(); // interrupts it
    tasks.runAll(); // gives it up
    awaitState("stuck", JobState.FAILED);
    assertThat(manager.status("stuck").reason()).contains("abandoned");
    long before = manager.status("steady").report().figures().rowsIn();
    await(
        () -> manager.status("steady").report().figures().rowsIn() > before, () -> "steady stands");
    manager.drop("stuck");
  }

  @Test
  void aJobThatKeepsTooMuchStateFailsForGood() {
    JobSpec large = spec("large", "INSERT INTO nothing SELECT id FROM few GROUP BY id EMIT FINAL");
    manager.create(
        new JobSpec(
            "large",
            large.sql(),
            Map.of("batch.rows", "10"),
            Map.of(JobSpec.STATE_LIMIT, "1 kb"),
            large.reads(),
            large.writes(),
            true),
        false);
    manager.wish("large", JobEvent.START);
    awaitState("large", JobState.FAILED);
    JobStatus status = manager.status("large");
    assertThat(status.failure().orElseThrow().code()).isEqualTo("LIMIT_EXCEEDED");
    assertThat(status.reason()).isEqualTo("it has come to a limit, and would again");
    assertThat(status.restarts()).isZero();
  }

  @Test
  void jobsComeBackAsTheyWere() {
    start("steady", "INSERT INTO nothing SELECT id FROM numbers");
    start("held", "INSERT INTO nothing SELECT id FROM numbers");
    start("done", "INSERT INTO copy SELECT id FROM few");
    start("ended", "INSERT INTO nothing SELECT id FROM numbers");
    start("broken", "INSERT INTO nothing SELECT 1 / (id - id) FROM few");
    awaitState("steady", JobState.RUNNING);
    awaitState("held", JobState.RUNNING);
    awaitState("done", JobState.FINISHED);
    manager.wish("held", JobEvent.PAUSE);
    manager.wish("ended", JobEvent.STOP);
    awaitState("ended", JobState.STOPPED);
    for (int i = 0; i < 2; i++) {
      awaitState("broken", JobState.BACKING_OFF);
      tasks.runAll();
    }
    awaitState("broken", JobState.FAILED);
    assertThat(manager.close(BOUND)).isTrue();
    assertThatExceptionOfType(UserException.class)
        .isThrownBy(() -> manager.wish("ended", JobEvent.START))
        .withMessageContaining("shutting down");

    manager = manager();
    manager.recover(List.copyOf(journal.jobs.values()));
    awaitState("steady", JobState.RUNNING);
    assertThat(state("held")).isEqualTo(JobState.PAUSED);
    assertThat(state("done")).isEqualTo(JobState.FINISHED);
    assertThat(state("ended")).isEqualTo(JobState.STOPPED);
    assertThat(state("broken")).isEqualTo(JobState.FAILED);
    assertThat(manager.status("broken").reason()).contains("on the same input: few rows");
    assertThat(manager.all())
        .extracting(status -> status.spec().name())
        .containsExactly("steady", "held", "done", "ended", "broken");
    manager.wish("held", JobEvent.RESUME);
    await(() -> manager.status("held").report().figures().rowsIn() > 0, () -> "it stands still");
  }

  @Test
  void listenersSeeWhatIsWrittenAndRowsPutAsideAreKept() throws IOException {
    Files.writeString(folder.resolve("copy.csv"), "id\n1\nnonsense\n3\n");
    List<Long> seen = new ArrayList<>();
    manager.create(spec("reader", "INSERT INTO twice SELECT id * 2 FROM copy"), false);
    manager.listen(
        "reader",
        (schema, rows) -> {
          for (int k = 0; k < rows.rowCount(); k++) {
            seen.add(((io.velostream.columnar.LongVector) rows.column(0)).values()[rows.rowAt(k)]);
          }
        });
    manager.wish("reader", JobEvent.START);
    awaitState("reader", JobState.FINISHED);
    assertThat(seen).containsExactly(2L, 6L);
    assertThat(manager.status("reader").report().asideRows())
        .singleElement()
        .satisfies(rows -> {
          assertThat(rows.name()).isEqualTo("twice$errors");
          assertThat(rows.count()).isEqualTo(1);
          assertThat(rows.batches()).hasSize(1);
        });
  }

  /// Tasks that wait to be run.
  private static final class Tasks implements DelayedTasks {
    private final List<Runnable> waiting = new ArrayList<>();

    @Override
    public synchronized void after(Duration delay, Runnable task) {
      waiting.add(task);
    }

    void runAll() {
      List<Runnable> due;
      synchronized (this) {
        due = List.copyOf(waiting);
        waiting.clear();
      }
      due.forEach(Runnable::run);
    }
  }

  private static final class Journal implements JobJournal {
    private final Map<String, StoredJob> jobs = new LinkedHashMap<>();

    @Override
    public synchronized void save(StoredJob job) {
      jobs.put(JobSpec.key(job.spec().name()), job);
    }

    @Override
    public synchronized void delete(String name) {
      jobs.remove(JobSpec.key(name));
    }
  }

  /// Throws something.
  private record Failing(Supplier<? extends Throwable> what) implements JobRun {
    @Override
    public End run() {
      Throwable thrown = what.get();
      switch (thrown) {
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        default -> throw new AssertionError(thrown);
      }
    }

    @Override
    public void hold() {}

    @Override
    public void release() {}

    @Override
    public void end() {}

    @Override
    public CompletableFuture<Savepoint> savepoint(String folder) {
      return CompletableFuture.failedFuture(new IllegalStateException("it is not saved"));
    }

    @Override
    public JobReport report() {
      return JobReport.EMPTY;
    }
  }

  /// Hears nothing, not even an interruption.
  private record Waiting(CountDownLatch until) implements JobRun {
    @Override
    public End run() {
      while (true) {
        try {
          if (until.await(1, TimeUnit.MINUTES)) {
            return End.FINISHED;
          }
        } catch (InterruptedException _) {
          Thread.onSpinWait(); // goes on
        }
      }
    }

    @Override
    public void hold() {}

    @Override
    public void release() {}

    @Override
    public void end() {}

    @Override
    public CompletableFuture<Savepoint> savepoint(String folder) {
      return CompletableFuture.failedFuture(new IllegalStateException("it is not saved"));
    }

    @Override
    public JobReport report() {
      return JobReport.EMPTY;
    }
  }
}
