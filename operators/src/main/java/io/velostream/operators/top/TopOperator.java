package io.velostream.operators.top;

import io.velostream.columnar.Batch;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Vector;
import io.velostream.operators.LateRows;
import io.velostream.operators.Operator;
import io.velostream.operators.Output;
import io.velostream.operators.expiry.Lifetimes;
import io.velostream.operators.expiry.StateTime;
import io.velostream.operators.rows.IntSort;
import io.velostream.operators.rows.SavedRows;
import io.velostream.operators.rows.SlotList;
import io.velostream.operators.rows.TimeHeap;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateFormat;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.Watermarks;
import org.jspecify.annotations.Nullable;

/// Runs a [TopSpec].
///
/// Rows are taken in as they come and put in their places at the end of the step; then the
/// partitions that have changed are ranked anew, as far as the highest rank that counts, and what
/// is different from what was put out is put out: first what is taken back.
///
/// Of an append-only input only rows that are in the result are kept: one that is not can never get
/// in. Most new rows are then turned away by one comparison with the last row of their partition's
/// result.
///
/// Where partitions have a lifetime, one that has had no row for so long is forgotten; what was put
/// out of it stays, and a later row of its keys begins a new one.
///
/// What is put out once comes in the order of the closing column, if there is one, then in that of
/// the ranks, over all partitions.
public final class TopOperator implements Operator {
  private static final StateFormat FORMAT = new StateFormat("top-rows", 1);
  private static final StateFormat EXPIRING_FORMAT = new StateFormat("expiring-top-rows", 1);

  private final TopSpec spec;
  private final LateRows late;
  private final RankedRows rows;
  private final Partitions partitions;
  private final OrderedSlots ordered;
  private final PartitionRanking ranking;
  private final RankOutput ranked;
  private final TimeHeap closing = new TimeHeap();
  private final ResultSort sort;

  /// Scratch: slots of a result that is complete.
  private final SlotList collected = new SlotList();

  private long watermark = Watermarks.NONE;

  /// When partitions had their last rows; `null` where they last.
  private final @Nullable Lifetimes lifetimes;

  private final @Nullable StateTime time;

  /// @param late takes rows of partitions that are complete
  public TopOperator(TopSpec spec, LateRows late) {
    this(spec, late, null, null);
  }

  /// @param spec of changes, without a closing column
  /// @param lifetime how long after its last row a partition is forgotten, in microseconds
  public TopOperator(TopSpec spec, LateRows late, long lifetime, StateTime time) {
    this(spec, late, new Lifetimes(lifetime), time);
  }

  private TopOperator(
      TopSpec spec, LateRows late, @Nullable Lifetimes lifetimes, @Nullable StateTime time) {
    this.spec = spec;
    this.lifetimes = lifetimes;
    this.time = time;
    this.late = late;
    rows = new RankedRows(spec);
    partitions = new Partitions(spec);
    ordered = OrderedSlots.of(spec, rows::compare);
    ranking = new PartitionRanking(spec, rows, partitions, ordered);
    ranked = new RankOutput(spec, rows);
    sort = new ResultSort(spec, rows);
  }

  @Override
  public void process(int input, Batch batch, Output output) {
    Vector[] columns = batch.columns();
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      if (lifetimes != null && time != null) {
        takeLiving(columns, row, batch.weightAt(row), lifetimes, time.of(columns, row), output);
      } else if (spec.closingColumn().isEmpty() || !isLate(batch, row)) {
        take(columns, row, batch.weightAt(row));
      }
    }
  }

  private boolean isLate(Batch batch, int row) {
    Vector times = batch.column(spec.closingColumn().orElseThrow());
    if (times.isNull(row)) {
      late.report(batch, row, "the end of its window is NULL");
      return true;
    }
    long end = ((LongVector) times).values()[row];
    if (end <= watermark) {
      late.report(
          batch,
          row,
          "the ranks of its window are complete: it ended at "
              + end
              + ", the watermark is "
              + watermark);
      return true;
    }
    return false;
  }

  /// Takes a row; what the step has changed is put out before its partition is replaced by a new
  /// one.
  private void takeLiving(
      Vector[] columns, int row, long weight, Lifetimes known, long now, Output output) {
    int partition = partition(columns, row);
    if (known.isOver(partition, now)) {
      putOut(output);
      if (known.isOver(partition, now)) {
        known.countDropped();
        drop(partition, known);
      }
      partition = partition(columns, row);
    }
    if (weight < 0 && !known.knows(partition)) {
      known.countDropped();
      drop(partition, known);
      return;
    }
    known.touch(partition, now);
    take(columns, row, weight);
  }

  /// Forgets a partition between steps, without putting anything out.
  private void drop(int partition, Lifetimes known) {
    known.forget(partition);
    collected.clear();
    collect(partition);
    for (int i = 0; i < collected.size(); i++) {
      forget(collected.get(i));
    }
    if (collected.size() > 0) {
      ordered.clear(partition);
      partitions.remove(partition);
    }
  }

  private void expire(Lifetimes known, StateTime clock) {
    for (int partition = known.nextOver(clock.now());
        partition >= 0;
        partition = known.nextOver(clock.now())) {
      known.countDropped();
      drop(partition, known);
    }
  }

  private void take(Vector[] columns, int row, long weight) {
    ranking.take(columns, row, partition(columns, row), weight);
  }

  private int partition(Vector[] columns, int row) {
    int before = partitions.size();
    int partition = partitions.of(columns, row);
    if (partitions.size() > before) {
      ordered.reserve(partitions.limit());
      spec.closingColumn()
          .ifPresent(
              column -> closing.add(((LongVector) columns[column]).values()[row], partition));
    }
    return partition;
  }

  @Override
  public void endStep(Output output) {
    putOut(output);
    if (lifetimes != null && time != null && !time.isEventTime()) {
      expire(lifetimes, time);
    }
  }

  private void putOut(Output output) {
    ranking.settle();
    if (spec.changes()) {
      SlotList changed = ranking.changed();
      for (int i = 0; i < changed.size(); i++) {
        ranked.takeBack(changed.get(i), output);
      }
      for (int i = 0; i < changed.size(); i++) {
        ranked.putNew(changed.get(i), output);
      }
      ranked.flush(output);
    }
    ranking.acceptChanges();
    forgetGone();
  }

  private void forgetGone() {
    SlotList gone = ranking.gone();
    for (int i = 0; i < gone.size(); i++) {
      int slot = gone.get(i);
      int partition = rows.partition(slot);
      forget(slot);
      // A partition that closes is kept until then: its number must not be given to another one.
      if (partitions.rows(partition) == 0 && spec.closingColumn().isEmpty()) {
        partitions.remove(partition);
        if (lifetimes != null) {
          lifetimes.forget(partition);
        }
      }
    }
    gone.clear();
  }

  private void forget(int slot) {
    partitions.addRows(rows.partition(slot), -1);
    rows.remove(slot);
  }

  @Override
  public void advance(long newWatermark, Output output) {
    watermark = newWatermark;
    if (lifetimes != null && time != null) {
      time.reached(newWatermark);
      if (time.isEventTime() && newWatermark != Watermarks.END) {
        expire(lifetimes, time);
      }
      return;
    }
    boolean end = newWatermark == Watermarks.END;
    collected.clear();
    if (end && !spec.changes()) {
      for (int slot : rows.liveSlots()) {
        collected.add(slot);
      }
    } else {
      while (!closing.isEmpty() && closing.firstTime() <= newWatermark) {
        collect(closing.removeFirst());
      }
    }
    if (collected.size() == 0) {
      return;
    }
    int[] over = collected.toArray(); // as they lie in memory
    if (!spec.changes()) {
      sort.sort(collected.array(), collected.size());
      ranked.putAll(collected.array(), collected.size(), output);
    }
    for (int slot : over) {
      int partition = rows.partition(slot);
      forget(slot);
      if (partitions.rows(partition) == 0) {
        ordered.clear(partition);
        partitions.remove(partition);
      }
    }
  }

  /// All slots of a partition that is complete.
  private void collect(int partition) {
    if (partitions.rows(partition) == 0) {
      partitions.remove(partition);
    } else if (partitions.rows(partition) == ordered.size(partition)) {
      ordered.begin(partition);
      for (int slot = ordered.next(); slot != OrderedSlots.NONE; slot = ordered.next()) {
        collected.add(slot);
      }
    } else {
      // Some were taken back more often than they came.
      for (int slot : rows.liveSlots()) {
        if (rows.partition(slot) == partition) {
          collected.add(slot);
        }
      }
    }
  }

  @Override
  public StateFormat stateFormat() {
    return lifetimes == null ? FORMAT : EXPIRING_FORMAT;
  }

  @Override
  public long droppedState() {
    return lifetimes == null ? 0 : lifetimes.dropped();
  }

  @Override
  public void save(StateOutput out) {
    out.putLong(watermark);
    Lifetimes known = lifetimes;
    if (known != null) {
      out.putVarint(known.dropped());
    }
    int[] savedPartition = new int[1];
    int[] slots = rows.liveSlots();
    new IntSort().sort(slots, 0, slots.length, rows::compareArrivals);
    SavedRows.save(
        spec.lanes(),
        rows.columns(),
        slots,
        slots.length,
        out,
        (part, from, count) -> {
          for (int i = from; i < from + count; i++) {
            out.putSigned(rows.weight(part[i]));
            if (known != null) {
              savedPartition[0] = rows.partition(part[i]);
              known.save(out, savedPartition, 0, 1);
            }
          }
        });
  }

  @Override
  public void restore(StateInput in, KeyRange keys) {
    watermark = Math.max(watermark, in.getLong());
    Lifetimes known = lifetimes;
    if (known != null && time != null) {
      time.reached(watermark);
      long dropped = in.getVarint();
      known.addDropped(keys.holdsUnkeyed() ? dropped : 0);
    }
    SavedRows.restore(
        spec.lanes(),
        in,
        (columns, count) -> {
          boolean[] held = keys.held(partitions.keys().of(columns), count);
          for (int i = 0; i < count; i++) {
            long weight = in.getSigned();
            if (weight == 0) {
              throw in.damaged("a row that is there 0 times");
            }
            long last = known == null ? 0 : Lifetimes.restore(in);
            if (held[i]) {
              take(columns, i, weight);
              if (known != null) {
                known.touch(partition(columns, i), last);
              }
            }
          }
        });
    ranking.settle();
    ranking.acceptChanges();
    forgetGone();
  }

  @Override
  public long stateRows() {
    return rows.size();
  }

  @Override
  public long memoryBytes() {
    return rows.memoryBytes()
        + partitions.memoryBytes()
        + ordered.memoryBytes()
        + ranked.memoryBytes()
        + (lifetimes == null ? 0 : lifetimes.memoryBytes())
        + ranking.memoryBytes()
        + collected.memoryBytes()
        + sort.memoryBytes();
  }
}
