package io.velostream.runtime.exchange;

import io.velostream.columnar.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All queues between two stages: one from each sender to each receiver. Set up by one thread,
/// before the others are started.
///
/// Where groups travel, so may the rows that they are made of, through the same queues.
public final class Crossing {
  private final Schema schema;
  private final Optional<Schema> plain;
  private final List<List<HandoverQueue<Parcel>>> bySender = new ArrayList<>();
  private final int receivers;
  private final Room room;

  /// @param schema the columns of what travels
  /// @param capacity parcels of the usual size that a queue has room for, a power of two
  public Crossing(Schema schema, int senders, int receivers, int capacity) {
    this(schema, Optional.empty(), senders, receivers, new Room(capacity));
  }

  /// @param schema the columns of the keys of groups
  /// @param plain the columns of rows, if rows may travel besides groups
  /// @param room of each queue
  public Crossing(Schema schema, Optional<Schema> plain, int senders, int receivers, Room room) {
    this.schema = schema;
    this.plain = plain;
    this.receivers = receivers;
    this.room = room;
    for (int i = 0; i < senders; i++) {
      List<HandoverQueue<Parcel>> queues = new ArrayList<>();
      for (int j = 0; j < receivers; j++) {
        queues.add(new HandoverQueue<>(room.parcels()));
      }
      bySender.add(queues);
    }
  }

  /// The end of a sender whose rows belong to receivers by the hash of columns.
  public Exchange byHash(int sender, List<Integer> keys) {
    return exchange(Optional.empty(), sender, new Shares(keys, receivers), null);
  }

  /// The same for groups and rows.
  ///
  /// @param keys columns of the groups
  /// @param plainKeys the same columns among those of the rows
  public Exchange byHash(int sender, List<Integer> keys, List<Integer> plainKeys) {
    return exchange(plain, sender, new Shares(keys, receivers), new Shares(plainKeys, receivers));
  }

  private Exchange exchange(
      Optional<Schema> rows, int sender, @Nullable Shares shares, @Nullable Shares plainShares) {
    List<Outlet> outlets = new ArrayList<>();
    for (HandoverQueue<Parcel> queue : bySender.get(sender)) {
      outlets.add(new Outlet(schema, rows, queue, room.parcelRows()));
    }
    return new Exchange(outlets, rows.isPresent(), shares, plainShares);
  }

  /// Whether rows may travel besides groups.
  public boolean takesRows() {
    return plain.isPresent();
  }

  /// The end of a sender all of whose rows belong to the one receiver.
  public Exchange toOne(int sender) {
    if (receivers != 1) {
      throw new IllegalStateException(receivers + " receivers");
    }
    return exchange(Optional.empty(), sender, null, null);
  }

  /// How full the fullest queue is, from 0 to 1. Any thread's, and only roughly right.
  public double fill() {
    int most = 0;
    for (List<HandoverQueue<Parcel>> queues : bySender) {
      for (HandoverQueue<Parcel> queue : queues) {
        most = Math.max(most, queue.fill());
      }
    }
    return Math.clamp((double) most / room.parcels(), 0, 1);
  }

  /// The end of a receiver.
  public Inbox inbox(int receiver, Inbox.Order order) {
    List<HandoverQueue<Parcel>> queues = new ArrayList<>();
    bySender.forEach(ofSender -> queues.add(ofSender.get(receiver)));
    return new Inbox(schema, plain, queues, order);
  }
}
