package io.velostream.runtime.exchange;

import io.velostream.runtime.race.Interleavings;
import java.util.ArrayList;
import java.util.List;

/// A giver that fills used items again, and a taker that looks into them, for each order of events.
public final class QueueScenario {
  private final HandoverQueue<int[]> queue;
  private final int items;
  private final boolean patient;
  private final List<Integer> seen = new ArrayList<>();

  private QueueScenario(int capacity, int items, boolean patient) {
    this.queue = new HandoverQueue<>(capacity);
    this.items = items;
    this.patient = patient;
  }

  /// @return how many orders there are
  public static long explore(int capacity, int items) {
    return Interleavings.explore(() -> new QueueScenario(capacity, items, true).scenario());
  }

  /// With a giver that does not ask whether there is room.
  public static long exploreImpatient(int capacity, int items) {
    return Interleavings.explore(() -> new QueueScenario(capacity, items, false).scenario());
  }

  private Interleavings.Scenario scenario() {
    return new Interleavings.Scenario(this::give, this::take, this::check);
  }

  private void give() {
    int[] item = new int[1];
    for (int i = 1; i <= items; i++) {
      Interleavings.writes(item);
      item[0] = i;
      while (!queue.hasRoom() && patient) {
        Interleavings.block();
      }
      int[] used = queue.offer(item);
      item = used == null ? new int[1] : used;
    }
  }

  private void take() {
    for (int i = 1; i <= items; i++) {
      int[] item = queue.peek();
      while (item == null) {
        Interleavings.block();
        item = queue.peek();
      }
      Interleavings.reads(item);
      seen.add(item[0]);
      queue.release();
    }
  }

  private void check() {
    for (int i = 0; i < items; i++) {
      if (seen.size() != items || seen.get(i) != i + 1) {
        throw new IllegalStateException("taken in another order: " + seen);
      }
    }
  }
}
