package io.velostream.conformance.simulation;

import io.velostream.conformance.crash.Crash;
import io.velostream.stream.seam.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Threads of which one runs at a time, until it comes to a seam; which one is next is drawn. Time
/// goes on when somebody looks at it, and when all wait.
///
/// When nobody has come further for [#PATIENCE_NANOS], although faults have an end, all die of a
/// [Stuck].
public final class Fibers implements Threads {
  /// Longer than any pause, and than anything that waits for another thread.
  static final long PATIENCE_NANOS = 5_000_000_000L;

  private static final long PAUSE_NANOS = 20_000;
  private static final int LONGEST_PAUSE = 50;
  private static final long REAL_MILLIS = 60_000;

  static {
    // One carrier is enough for threads of which one runs at a time, and saves waking others.
    if (System.getProperty("jdk.virtualThreadScheduler.parallelism") == null) {
      System.setProperty("jdk.virtualThreadScheduler.parallelism", "1");
      System.setProperty("jdk.virtualThreadScheduler.maxPoolSize", "16");
    }
  }

  /// How the next thread is drawn.
  public enum Fairness {
    /// Each as likely as the others.
    EVEN,
    /// That which runs is likely to run on.
    STUBBORN,
    /// One of them comes to run a fiftieth of the time that it should.
    STARVING
  }

  /// Nothing goes on.
  static final class Stuck extends Error {
    private static final long serialVersionUID = 1L;

    Stuck(String message) {
      super(message);
    }
  }

  private static final class Fiber {
    private final int number;
    private final String name;
    private volatile boolean turn;
    private volatile @Nullable Thread thread;
    private boolean done;
    private long wakeAt;
    private int pauses;
    private boolean paused;

    /// How often it has paused since the progress of that number.
    private int idle;

    private long idleSince = -1;

    Fiber(int number, String name) {
      this.number = number;
      this.name = name;
    }

    @Override
    public String toString() {
      return name + (done ? " has ended" : " has paused " + pauses + " times");
    }
  }

  /// A thread that never comes back to a seam keeps the only carrier, so that nothing else can run.
  private static volatile boolean lost;

  private final RandomGenerator random;
  private final Trace trace;
  private final Fairness fairness;
  private final long lookNanos;
  private final int starved;
  private final List<Fiber> fibers = new ArrayList<>();
  private @Nullable Fiber current;
  private volatile @Nullable Throwable failure;
  private long now;
  private long progressAt;

  /// How often something has come further.
  private long progresses;

  /// What threads were started for.
  private final List<Runnable> works = new ArrayList<>();

  private boolean dead;
  private @Nullable Stuck stuck;

  /// @param lookNanos how long it takes, on average, to look at the clock
  public Fibers(RandomGenerator random, Trace trace, Fairness fairness, long lookNanos) {
    this.random = random;
    this.trace = trace;
    this.fairness = fairness;
    this.lookNanos = lookNanos;
    this.starved = random.nextInt(4);
  }

  /// Runs some work as the first thread, and returns when that and all that it started has ended.
  ///
  /// @throws Throwable what the work throws
  public void run(Runnable work) throws Throwable {
    if (lost) {
      throw new IllegalStateException("a thread of an earlier simulation has never come back");
    }
    Fiber first = add("main");
    current = first;
    first.turn = true;
    begin(first, work);
    Thread thread = first.thread;
    if (thread == null || !thread.join(Duration.ofMillis(REAL_MILLIS))) {
      lost = true;
      throw new Stuck("a thread waits outside of the seams: " + fibers);
    }
    Stuck reason = stuck;
    if (reason != null) {
      throw reason; // whatever came of it
    }
    Throwable thrown = failure;
    if (thrown != null) {
      throw thrown;
    }
  }

  private Fiber add(String name) {
    Fiber fiber = new Fiber(fibers.size(), name);
    fibers.add(fiber);
    return fiber;
  }

  private void begin(Fiber fiber, Runnable work) {
    fiber.thread =
        Thread.ofVirtual()
            .name(fiber.name)
            .unstarted(() -> {
              awaitTurn(fiber);
              try {
                work.run();
              } catch (RuntimeException | Error e) {
                if (fiber.number == 0) {
                  failure = e;
                } else {
                  failure = new AssertionError("the work of " + fiber.name + " has thrown", e);
                }
              }
              end(fiber);
            });
    fiber.thread.start();
  }

  private static void awaitTurn(Fiber fiber) {
    while (!fiber.turn) {
      LockSupport.park();
    }
  }

  private void end(Fiber fiber) {
    fiber.done = true;
    progress();
    trace.add(7, fiber.name);
    Fiber next = draw();
    if (next != null) {
      handOver(fiber, next);
    }
  }

  private void handOver(Fiber from, Fiber to) {
    from.turn = false;
    current = to;
    to.turn = true;
    LockSupport.unpark(to.thread);
  }

  private Fiber current() {
    Fiber running = current;
    if (running == null) {
      throw new IllegalStateException("outside of the simulation");
    }
    return running;
  }

  /// The running thread is at a seam: perhaps another one runs before it goes on.
  void giveWay() {
    Fiber running = current();
    Fiber next = draw();
    if (next != null && next != running) {
      trace.add(next.number);
      handOver(running, next);
      awaitTurn(running);
    }
  }

  private @Nullable Fiber draw() {
    List<Fiber> able = new ArrayList<>();
    long earliest = Long.MAX_VALUE;
    for (Fiber fiber : fibers) {
      if (!fiber.done) {
        earliest = Math.min(earliest, fiber.wakeAt);
      }
    }
    if (earliest == Long.MAX_VALUE) {
      return null;
    }
    now = Math.max(now, earliest);
    for (Fiber fiber : fibers) {
      if (!fiber.done && fiber.wakeAt <= now) {
        able.add(fiber);
      }
    }
    Fiber drawn = able.get(random.nextInt(able.size()));
    return switch (fairness) {
      case EVEN -> drawn;
      case STUBBORN -> able.contains(current()) && random.nextInt(20) > 0 ? current() : drawn;
      case STARVING ->
          drawn.number == starved && random.nextInt(50) > 0
              ? able.get(random.nextInt(able.size()))
              : drawn;
    };
  }

  /// How many threads were started beside the first one.
  int started() {
    return fibers.size() - 1;
  }

  /// From now on every seam throws a [Crash].
  void die() {
    dead = true;
  }

  /// Throws if everything has died.
  void alive() {
    Stuck reason = stuck;
    if (reason != null) {
      throw reason;
    }
    if (dead) {
      throw new Crash();
    }
  }

  /// Something has come further.
  public void progress() {
    progressAt = now;
    progresses++;
  }

  /// Whether no thread can come further by itself: since one did so last, each has looked in vain
  /// for something to do, from the first to the last of what it has to look at.
  public boolean isStill() {
    // The first pause may end a round that began before.
    return fibers.stream().allMatch(f -> f.done || (f.idleSince == progresses && f.idle > 1));
  }

  /// The running thread begins a round: if it has not paused since the last one, it has come
  /// further.
  void round() {
    Fiber running = current();
    if (!running.paused) {
      progress();
    }
    running.paused = false;
  }

  /// The monotonic time, a little later than at the last look.
  long look() {
    now += 1 + random.nextLong(2 * lookNanos);
    return now;
  }

  long nanos() {
    return now;
  }

  /// The running thread waits.
  void sleepUntil(long nanos) {
    current().wakeAt = nanos;
    giveWay();
  }

  @Override
  public int cores() {
    return 4;
  }

  @Override
  public Started start(String name, Runnable work) {
    alive();
    Fiber fiber = add(name);
    works.add(work);
    begin(fiber, work);
    giveWay();
    return () -> {
      while (!fiber.done) {
        sleepUntil(now + PAUSE_NANOS);
      }
    };
  }

  private void countIdle(Fiber fiber) {
    if (fiber.idleSince != progresses) {
      fiber.idleSince = progresses;
      fiber.idle = 0;
    }
    fiber.idle++;
  }

  @Override
  public void pause(int times) {
    alive();
    current().pauses++;
    current().paused = true;
    countIdle(current());
    sleepUntil(now + PAUSE_NANOS * Math.min(times + 1, LONGEST_PAUSE));
    if (now - progressAt > PATIENCE_NANOS && stuck == null) {
      stuck = new Stuck("nobody comes further: " + fibers + WhatTasksWaitFor.of(works));
    }
    alive();
  }
}
