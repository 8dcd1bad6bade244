package io.velostream.runtime.exchange;

import io.velostream.columnar.Schema;
import java.util.ArrayList;
import java.util.List;

/// All queues between two stages: one from each sender to each receiver. Set up by one thread,
/// before the others are started.
public final class Crossing {
  private final Schema schema;
  private final List<List<HandoverQueue<Parcel>>> bySender = new ArrayList<>();
  private final int receivers;
  private final int capacity;

  /// @param schema the columns of the rows
  /// @param capacity parcels that a queue has room for, a power of two
  public Crossing(Schema schema, int senders, int receivers, int capacity) {
    this.schema = schema;
    this.receivers = receivers;
    this.capacity = capacity;
    for (int i = 0; i < senders; i++) {
      List<HandoverQueue<Parcel>> queues = new ArrayList<>();
      for (int j = 0; j < receivers; j++) {
        queues.add(new HandoverQueue<>(capacity));
      }
      bySender.add(queues);
    }
  }

  /// The end of a sender whose rows belong to receivers by the hash of columns.
  public Exchange byHash(int sender, List<Integer> keys) {
    return new Exchange(schema, bySender.get(sender), new Shares(keys, receivers));
  }

  /// The end of a sender all of whose rows belong to the one receiver.
  public Exchange toOne(int sender) {
    if (receivers != 1) {
      throw new IllegalStateException(receivers + " receivers");
    }
    return new Exchange(schema, bySender.get(sender), null);
  }

  /// How full the fullest queue is, from 0 to 1. Any thread's, and only roughly right.
  public double fill() {
    int most = 0;
    for (List<HandoverQueue<Parcel>> queues : bySender) {
      for (HandoverQueue<Parcel> queue : queues) {
        most = Math.max(most, queue.fill());
      }
    }
    return Math.clamp((double) most / capacity, 0, 1);
  }

  /// The end of a receiver.
  public Inbox inbox(int receiver, Inbox.Order order) {
    List<HandoverQueue<Parcel>> queues = new ArrayList<>();
    bySender.forEach(ofSender -> queues.add(ofSender.get(receiver)));
    return new Inbox(schema, queues, order);
  }
}
