package io.velostream.operators.top;

import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.operators.rows.SlotList;
import io.velostream.operators.rows.TouchedSlots;

/// Keeps the rows of all partitions in their order, and ranks anew those of partitions that have
/// changed. It puts nothing out, and forgets nothing: it tells which rows have other ranks than
/// were put out, and which are of no use any more.
final class PartitionRanking implements MemorySized {
  private final TopSpec spec;
  private final RankedRows rows;
  private final Partitions partitions;
  private final OrderedSlots ordered;
  private final RankCounter counter;

  /// Slots whose weight has changed in this step.
  private final TouchedSlots touched = new TouchedSlots();

  private final TouchedSlots touchedPartitions = new TouchedSlots();

  /// Slots whose ranks are not those of the last step, which were put out.
  private final SlotList changed = new SlotList();

  /// Slots to be forgotten at the end of the step.
  private final SlotList gone = new SlotList();

  /// Scratch: slots behind the last that counts.
  private final SlotList behind = new SlotList();

  /// @param rows of all partitions, by slot
  /// @param ordered the slots of each partition that are in its order
  PartitionRanking(TopSpec spec, RankedRows rows, Partitions partitions, OrderedSlots ordered) {
    this.spec = spec;
    this.rows = rows;
    this.partitions = partitions;
    this.ordered = ordered;
    counter = new RankCounter(spec.ranking());
  }

  /// Takes a row of a partition, unless it can never count; others wait for [#settle()].
  void take(Vector[] columns, int row, int partition, long weight) {
    if (!spec.retracts() && isBeyond(columns, row, partition)) {
      return;
    }
    int before = rows.size();
    int slot = rows.place(columns, row, partition);
    partitions.addRows(partition, rows.size() - before);
    rows.addWeight(slot, weight);
    touched.touch(slot);
  }

  /// Whether a new row has its place behind all that count.
  private boolean isBeyond(Vector[] columns, int row, int partition) {
    int last = partitions.last(partition);
    if (last == Partitions.NONE) {
      return false;
    }
    int order = rows.compareNew(columns, row, last);
    return order > 0 || (order == 0 && spec.ranking() == Ranking.ROW_NUMBER);
  }

  /// Puts touched rows in their places and ranks their partitions; fills `changed` and `gone`.
  void settle() {
    for (int i = 0; i < touched.size(); i++) {
      arrange(touched.get(i));
    }
    touched.clear();
    for (int i = 0; i < touchedPartitions.size(); i++) {
      rank(touchedPartitions.get(i));
    }
    touchedPartitions.clear();
  }

  private void arrange(int slot) {
    int partition = rows.partition(slot);
    boolean isThere = rows.weight(slot) > 0;
    if (isThere && !rows.isOrdered(slot)) {
      rows.setOrdered(slot, true);
      int out = ordered.insert(partition, slot);
      if (out != OrderedSlots.NONE) {
        leaveOrder(out);
        gone.add(out);
      }
    } else if (!isThere && rows.isOrdered(slot)) {
      ordered.remove(partition, slot);
      leaveOrder(slot);
    }
    if (rows.weight(slot) == 0) {
      gone.add(slot);
    }
    touchedPartitions.touch(partition);
  }

  /// A row is among those of its partition no more.
  private void leaveOrder(int slot) {
    rows.setOrdered(slot, false);
    rows.rank(slot, 0, 0);
    if (rows.isShown(slot)) {
      partitions.addShown(rows.partition(slot), -1);
    }
    noteChange(slot);
  }

  private void noteChange(int slot) {
    if (rows.hasChanged(slot, spec.showsRank())) {
      changed.add(slot);
    }
  }

  /// Ranks the rows of a partition, and those that were put out and have fallen behind.
  private void rank(int partition) {
    counter.reset();
    behind.clear();
    int last = Partitions.NONE;
    int shown = 0;
    boolean within = true;
    ordered.begin(partition);
    for (int slot = ordered.next(); slot != OrderedSlots.NONE; slot = ordered.next()) {
      if (within) {
        boolean isPeer = last != Partitions.NONE && rows.arePeers(last, slot);
        counter.next(isPeer, rows.weight(slot));
        within = counter.rank() <= spec.to();
      }
      if (within) {
        last = slot;
        rankWithin(slot);
      } else if (!spec.retracts()) {
        behind.add(slot);
        continue;
      } else if (shown == partitions.shown(partition)) {
        break;
      } else {
        rows.rank(slot, 0, 0);
      }
      shown += rows.isShown(slot) ? 1 : 0;
      noteChange(slot);
    }
    partitions.setLast(partition, counter.isFull(spec.to()) ? last : Partitions.NONE);
    for (int i = behind.size() - 1; i >= 0; i--) {
      ordered.remove(partition, behind.get(i));
      leaveOrder(behind.get(i));
      gone.add(behind.get(i));
    }
  }

  /// The part of the row's ranks that is asked for.
  private void rankWithin(int slot) {
    long rank = counter.rank();
    long count = rows.weight(slot);
    if (spec.ranking() == Ranking.ROW_NUMBER) {
      long first = Math.max(rank, spec.from());
      long last = Math.min(rank + count - 1, spec.to());
      rows.rank(slot, first, Math.max(0, last - first + 1));
    } else {
      rows.rank(slot, rank, rank >= spec.from() ? count : 0);
    }
  }

  /// What has changed was put out.
  void acceptChanges() {
    for (int i = 0; i < changed.size(); i++) {
      int slot = changed.get(i);
      boolean wasShown = rows.isShown(slot);
      rows.setShown(slot);
      if (rows.isOrdered(slot) && rows.isShown(slot) != wasShown) {
        partitions.addShown(rows.partition(slot), wasShown ? -1 : 1);
      }
    }
    changed.clear();
  }

  /// Slots whose ranks are not those that were put out, until [#acceptChanges()].
  SlotList changed() {
    return changed;
  }

  /// Slots that are of no use any more; to be cleared by whoever forgets them.
  SlotList gone() {
    return gone;
  }

  @Override
  public long memoryBytes() {
    return touched.memoryBytes()
        + touchedPartitions.memoryBytes()
        + changed.memoryBytes()
        + gone.memoryBytes()
        + behind.memoryBytes();
  }
}
