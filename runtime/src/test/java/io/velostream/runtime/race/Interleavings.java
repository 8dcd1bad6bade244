package io.velostream.runtime.race;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Runs two actors in every order in which their acquires and releases can happen.
///
/// Between those, an actor runs alone; that loses no order as long as whatever else both touch is
/// put in order by them. If it is not, that is a data race, and an error: what a thread has done is
/// before what another one does if a release of the one was read by an acquire of the other.
public final class Interleavings {
  private static final int ACTORS = 2;

  /// The run under way; one at a time.
  private static @Nullable Interleavings running;

  /// Two actors and what is to be true when both have ended.
  public record Scenario(Runnable first, Runnable second, Runnable check) {}

  /// What happened in some order, and must not.
  public static final class Violation extends AssertionError {
    private static final long serialVersionUID = 1L;

    Violation(String what, Throwable cause) {
      super(what, cause);
    }
  }

  private static final class Actor {
    private final int number;
    private volatile boolean turn;
    private volatile @Nullable Thread thread;
    private boolean done;
    private boolean blocked;

    /// What this actor has done itself, and what it knows the other one to have done before.
    private int[] clock = new int[ACTORS];

    /// How often the other one had released anything when this one acquired last.
    private long heard;

    Actor(int number) {
      this.number = number;
      clock[number] = 1;
    }
  }

  /// Who touched a place last.
  private static final class Accesses {
    private final int[] writes = new int[ACTORS];
    private final int[] reads = new int[ACTORS];
  }

  private final List<Integer> choices;
  private final List<Integer> options = new ArrayList<>();
  private final Actor[] actors = {new Actor(0), new Actor(1)};
  private final Map<Integer, int[]> published = new HashMap<>();
  private final Map<Object, Map<Integer, Accesses>> places = new IdentityHashMap<>();
  private final long[] releases = new long[ACTORS];
  private Actor current = actors[0];
  private @Nullable Throwable failure;
  private int taken;

  /// Whether the actors exist; what is done before is known to both.
  private boolean begun;

  private Interleavings(List<Integer> choices) {
    this.choices = choices;
  }

  /// Runs fresh scenarios in all orders.
  ///
  /// @return how many there are
  /// @throws Violation for the first order in which something is wrong
  public static synchronized long explore(Supplier<Scenario> scenarios) {
    List<Integer> choices = new ArrayList<>();
    long orders = 0;
    while (true) {
      Interleavings run = new Interleavings(choices);
      running = run;
      Throwable failure = run.execute(scenarios.get());
      orders++;
      if (failure != null) {
        throw new Violation("in order " + orders + ", chosen by " + choices, failure);
      }
      // The last choice that has another option decides otherwise next time.
      while (choices.size() > run.options.size()) {
        choices.removeLast();
      }
      while (!choices.isEmpty() && choices.getLast() + 1 == run.options.get(choices.size() - 1)) {
        choices.removeLast();
      }
      if (choices.isEmpty()) {
        return orders;
      }
      choices.set(choices.size() - 1, choices.getLast() + 1);
    }
  }

  private @Nullable Throwable execute(Scenario scenario) {
    begun = true;
    Thread first = begin(actors[0], scenario.first());
    Thread second = begin(actors[1], scenario.second());
    first.start();
    second.start();
    Actor begins = choose();
    current = begins;
    begins.turn = true;
    LockSupport.unpark(begins.thread);
    try {
      first.join();
      second.join();
    } catch (InterruptedException e) {
      return e;
    }
    if (failure == null) {
      try {
        scenario.check().run();
      } catch (RuntimeException | Error e) {
        return e;
      }
    }
    return failure;
  }

  private Thread begin(Actor actor, Runnable work) {
    Thread thread =
        Thread.ofVirtual()
            .unstarted(() -> {
              await(actor);
              try {
                if (failure == null) {
                  work.run();
                }
              } catch (RuntimeException | Error e) {
                failure = failure == null ? e : failure;
              }
              actor.done = true;
              releases[actor.number]++;
              Actor next = choose();
              if (!next.done) {
                handOver(actor, next);
              }
            });
    actor.thread = thread;
    return thread;
  }

  private static void await(Actor actor) {
    while (!actor.turn) {
      LockSupport.park();
    }
  }

  private void handOver(Actor from, Actor to) {
    from.turn = false;
    current = to;
    to.turn = true;
    LockSupport.unpark(to.thread);
  }

  private Actor other(Actor actor) {
    return actors[1 - actor.number];
  }

  private boolean isAble(Actor actor) {
    if (actor.blocked && (failure != null || releases[1 - actor.number] != actor.heard)) {
      actor.blocked = false;
    }
    return !actor.done && !actor.blocked;
  }

  /// Who is next. Where both can be, that is a choice.
  private Actor choose() {
    boolean first = isAble(actors[0]);
    boolean second = isAble(actors[1]);
    if (first && second && failure == null) {
      if (taken == choices.size()) {
        choices.add(0);
      }
      options.add(2);
      return actors[choices.get(taken++)];
    }
    return first ? actors[0] : actors[1];
  }

  private void point() {
    Actor own = current;
    Actor next = choose();
    if (next != own && !next.done) {
      if (!isAble(next)) {
        failure = new IllegalStateException("both wait for each other");
        next.blocked = false;
      }
      handOver(own, next);
      await(own);
    }
    if (failure != null) {
      throw new IllegalStateException("the other actor has failed");
    }
  }

  private static Interleavings running() {
    Interleavings run = running;
    if (run == null) {
      throw new IllegalStateException("nothing is being explored");
    }
    return run;
  }

  /// The actor waits until the other one has released something that it has not acquired yet.
  public static void block() {
    Interleavings run = running();
    Actor own = run.current;
    if (run.releases[1 - own.number] != own.heard) {
      return;
    }
    if (run.other(own).done) {
      throw new IllegalStateException("waits for an actor that has ended");
    }
    own.blocked = true;
    run.point();
  }

  /// In place of the method of the array.
  public static long getAcquire(AtomicLongArray array, int index) {
    Interleavings run = running();
    run.point();
    Actor own = run.current;
    int[] known = run.published.get(index);
    if (known != null) {
      for (int i = 0; i < ACTORS; i++) {
        own.clock[i] = Math.max(own.clock[i], known[i]);
      }
    }
    own.heard = run.releases[1 - own.number];
    return array.getAcquire(index);
  }

  /// In place of the method of the array.
  public static void setRelease(AtomicLongArray array, int index, long value) {
    Interleavings run = running();
    if (!run.begun) {
      array.setRelease(index, value);
      return;
    }
    run.point();
    Actor own = run.current;
    run.published.put(index, own.clock.clone());
    own.clock[own.number]++;
    run.releases[own.number]++;
    array.setRelease(index, value);
  }

  /// A release that releases nothing, as a bug would have it.
  public static void setWithoutRelease(AtomicLongArray array, int index, long value) {
    Interleavings run = running();
    if (run.begun) {
      run.point();
      run.releases[run.current.number]++;
    }
    array.setPlain(index, value);
  }

  /// In place of the method of the array, whose elements are then like fields.
  public static long getPlain(AtomicLongArray array, int index) {
    running().read(array, index);
    return array.getPlain(index);
  }

  /// In place of the method of the array, whose elements are then like fields.
  public static void setPlain(AtomicLongArray array, int index, long value) {
    running().write(array, index);
    array.setPlain(index, value);
  }

  /// In place of reading an element.
  public static @Nullable Object load(@Nullable Object[] array, int index) {
    running().read(array, index);
    return array[index];
  }

  /// In place of writing an element.
  public static void store(@Nullable Object[] array, int index, @Nullable Object value) {
    running().write(array, index);
    array[index] = value;
  }

  /// The actor reads the fields of an object.
  public static void reads(Object object) {
    running().read(object, 0);
  }

  /// The actor writes the fields of an object.
  public static void writes(Object object) {
    running().write(object, 0);
  }

  private Accesses accesses(Object object, int index) {
    return places
        .computeIfAbsent(object, _ -> new HashMap<>())
        .computeIfAbsent(index, _ -> new Accesses());
  }

  private void read(Object object, int index) {
    if (!begun) {
      return;
    }
    Accesses all = accesses(object, index);
    int rival = 1 - current.number;
    if (all.writes[rival] > current.clock[rival]) {
      throw new IllegalStateException("a data race: read of what the other one is writing");
    }
    all.reads[current.number] = current.clock[current.number];
  }

  private void write(Object object, int index) {
    if (!begun) {
      return;
    }
    Accesses all = accesses(object, index);
    int rival = 1 - current.number;
    if (Math.max(all.writes[rival], all.reads[rival]) > current.clock[rival]) {
      throw new IllegalStateException("a data race: write of what the other one uses");
    }
    all.writes[current.number] = current.clock[current.number];
  }
}
