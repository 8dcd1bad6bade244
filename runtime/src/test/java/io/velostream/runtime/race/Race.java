package io.velostream.runtime.race;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Two threads that meet in fresh objects, many times, and what they saw: how often each outcome
/// came up. As the two sweep over the objects side by side, they meet now earlier, now later.
public final class Race {
  private static final int AT_ONCE = 512;

  private Race() {}

  /// Has both actors run once on each of many objects.
  ///
  /// @param <S> what they meet in
  /// @param first what the first one has seen
  /// @return how often the outcomes "first, second" came up
  public static <S> Map<String, Integer> run(
      int rounds, Supplier<S> states, Function<S, String> first, Function<S, String> second) {
    Map<String, Integer> outcomes = new TreeMap<>();
    for (int round = 0; round < rounds; round++) {
      Object[] objects = new Object[AT_ONCE];
      for (int i = 0; i < AT_ONCE; i++) {
        objects[i] = states.get();
      }
      String[][] seen = new String[2][AT_ONCE];
      AtomicInteger ready = new AtomicInteger();
      together(
          () -> sweep(objects, first, seen[0], ready),
          () -> sweep(objects, second, seen[1], ready));
      for (int i = 0; i < AT_ONCE; i++) {
        outcomes.merge(seen[0][i] + ", " + seen[1][i], 1, Integer::sum);
      }
    }
    return outcomes;
  }

  @SuppressWarnings("unchecked") // filled by the supplier
  private static <S> void sweep(
      Object[] objects, Function<S, String> actor, String[] seen, AtomicInteger ready) {
    ready.incrementAndGet();
    while (ready.get() < 2) {
      Thread.onSpinWait();
    }
    for (int i = 0; i < objects.length; i++) {
      seen[i] = actor.apply((S) objects[i]);
    }
  }

  /// Runs some work, each on a thread of its own, and waits for all.
  ///
  /// @throws AssertionError when one of them throws
  public static void together(Runnable... works) {
    Thread[] threads = new Thread[works.length];
    Throwable[] failures = new Throwable[works.length];
    for (int i = 0; i < works.length; i++) {
      int number = i;
      threads[i] =
          Thread.ofPlatform().daemon().start(() -> failures[number] = failure(works[number]));
    }
    for (int i = 0; i < works.length; i++) {
      try {
        threads[i].join();
      } catch (InterruptedException e) {
        throw new AssertionError("interrupted", e);
      }
    }
    for (Throwable failure : failures) {
      if (failure != null) {
        throw new AssertionError("a thread has failed", failure);
      }
    }
  }

  private static @Nullable Throwable failure(Runnable work) {
    try {
      work.run();
      return null;
    } catch (RuntimeException | Error e) {
      return e;
    }
  }

  /// Waits for what another thread does.
  @SuppressWarnings("ThreadPriorityCheck") // gives way where there are fewer cores than threads
  public static void pause(int times) {
    if (times < 100) {
      Thread.onSpinWait();
    } else {
      Thread.yield();
    }
  }
}
