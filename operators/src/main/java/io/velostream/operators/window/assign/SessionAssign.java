package io.velostream.operators.window.assign;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Lane;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.LongVectorBuilder;
import io.velostream.columnar.Vector;
import io.velostream.columnar.VectorBuilder;
import io.velostream.operators.LateRows;
import io.velostream.operators.Operator;
import io.velostream.operators.Output;
import io.velostream.operators.rows.RowEmitter;
import io.velostream.operators.rows.TimeHeap;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateFormat;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.time.WindowSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// SESSION: rows of a key that are less than a gap apart share a window, from the time of the first
/// to the gap after the last.
///
/// Rows are held until the watermark reaches the end of their session and are then put out, in
/// order of (time, arrival) within the session, with `window_start`, `window_end` and
/// `window_time`.
///
/// A row is late when the session that it would start by itself has ended and no held row of its
/// key is less than the gap away. A retraction cancels a held row, which may part a session in two;
/// one of a row that is not held is late too. It may come before its row within a step.
public final class SessionAssign implements Operator {
  private static final StateFormat FORMAT = new StateFormat("session-rows", 1);

  private final long gap;
  private final int timeColumn;
  private final LateRows late;
  private final SessionRows rows;

  /// No session of a key ends before the key's smallest entry; entries may be stale.
  private final TimeHeap due = new TimeHeap();

  /// By key: a row of its first session, up to which there is no gap; spares looking twice.
  private int[] seamless = new int[64];

  private final RowEmitter emitter;

  /// Slots that held a negative weight during this step.
  private int[] negative = new int[16];

  private int negativeCount;
  private long watermark = Long.MIN_VALUE;

  /// @param lanes of the input's columns
  /// @param timeColumn the event-time column of the input
  /// @param keys the columns that part sessions; may be empty
  public SessionAssign(
      List<Lane> lanes,
      WindowSpec.Session session,
      int timeColumn,
      List<Integer> keys,
      LateRows late) {
    gap = session.gap();
    this.timeColumn = timeColumn;
    this.late = late;
    rows = new SessionRows(lanes, timeColumn, keys);
    List<Lane> output = new ArrayList<>(lanes);
    output.addAll(List.of(Lane.LONG, Lane.LONG, Lane.LONG));
    emitter = new RowEmitter(output);
  }

  @Override
  public void process(int input, Batch batch, Output output) {
    Vector times = batch.column(timeColumn);
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      if (times.isNull(row)) {
        late.report(batch, row, WindowAssign.NO_TIME);
      } else {
        process(batch, row, ((LongVector) times).values()[row]);
      }
    }
  }

  private void process(Batch batch, int row, long time) {
    Vector[] columns = batch.columns();
    long weight = batch.weightAt(row);
    int key = rows.findKey(columns, row);
    int before = key == SessionRows.NONE ? SessionRows.NONE : rows.lastUpTo(key, time);
    if (weight < 0 || negativeCount > 0) {
      weight = cancel(columns, row, time, weight, before);
      if (weight == 0) {
        return;
      }
      // The row that was cancelled may have been `before`, and the last one of its key.
      key = rows.findKey(columns, row);
      before = key == SessionRows.NONE ? SessionRows.NONE : rows.lastUpTo(key, time);
    }
    if (end(time) <= watermark && !touches(key, before, time)) {
      late.report(
          batch,
          row,
          "the session of its time " + time + " has ended: the watermark is " + watermark);
      return;
    }
    int slot = rows.insert(columns, row, weight, before);
    if (weight < 0) {
      if (negativeCount == negative.length) {
        negative = Arrays.copyOf(negative, negativeCount * 2);
      }
      negative[negativeCount++] = slot;
    }
    if (before == SessionRows.NONE) {
      becomeFirst(rows.key(slot), slot);
    }
  }

  /// Cancels the row against equal held ones and returns the weight that is left.
  private long cancel(Vector[] columns, int row, long time, long weight, int before) {
    long left = weight;
    int last = before;
    while (left != 0) {
      int held = rows.findOpposite(last, columns, row, time, left);
      if (held == SessionRows.NONE) {
        return left;
      }
      long sum = rows.weight(held) + left;
      if (sum != 0 && (sum ^ left) < 0) {
        rows.addWeight(held, left);
        return 0;
      }
      int key = rows.key(held);
      remove(held);
      left = sum;
      last = rows.first(key) == SessionRows.NONE ? SessionRows.NONE : rows.lastUpTo(key, time);
    }
    return 0;
  }

  private void remove(int slot) {
    int key = rows.key(slot);
    rows.remove(slot);
    int first = rows.first(key);
    if (first != SessionRows.NONE) {
      // The first session may end earlier now than it was known to.
      becomeFirst(key, first);
    }
  }

  private void becomeFirst(int key, int slot) {
    if (key >= seamless.length) {
      seamless = Arrays.copyOf(seamless, Math.max(key + 1, seamless.length * 2));
    }
    seamless[key] = slot;
    due.add(end(rows.time(slot)), key);
  }

  /// Whether a held row of the key is less than the gap away from a time.
  private boolean touches(int key, int before, long time) {
    if (key == SessionRows.NONE) {
      return false;
    }
    int after = before == SessionRows.NONE ? rows.first(key) : rows.next(before);
    return (before != SessionRows.NONE && end(rows.time(before)) > time)
        || (after != SessionRows.NONE && rows.time(after) < end(time));
  }

  private long end(long time) {
    long end = time + gap;
    return end < time ? Long.MAX_VALUE : end;
  }

  @Override
  public void endStep(Output output) {
    for (int i = 0; i < negativeCount; i++) {
      int slot = negative[i];
      if (rows.weight(slot) < 0) {
        late.report(
            new Batch(rows.columns(), rows.slotLimit(), null, rows.weights()),
            slot,
            "it retracts a row that is not held");
        remove(slot);
      }
    }
    negativeCount = 0;
  }

  @Override
  public void advance(long newWatermark, Output output) {
    watermark = newWatermark;
    while (!due.isEmpty() && due.firstTime() <= watermark) {
      int key = due.removeFirst();
      if (rows.first(key) != SessionRows.NONE) {
        closeFirst(key, output);
      }
    }
    emitter.flush(output);
  }

  /// Puts out the first session of a key if it has ended, and says when to look again.
  private void closeFirst(int key, Output output) {
    int last = seamless[key];
    while (rows.next(last) != SessionRows.NONE
        && rows.time(rows.next(last)) < end(rows.time(last))) {
      last = rows.next(last);
    }
    seamless[key] = last;
    long end = end(rows.time(last));
    if (end > watermark) {
      due.add(end, key);
      return;
    }
    int slot = rows.first(key);
    long start = rows.time(slot);
    int following = rows.next(last);
    while (slot != following) {
      emit(slot, start, end, output);
      int next = rows.next(slot);
      rows.remove(slot);
      slot = next;
    }
    if (following != SessionRows.NONE) {
      becomeFirst(key, following);
    }
  }

  private void emit(int slot, long start, long end, Output output) {
    Vector[] columns = rows.columns();
    VectorBuilder[] builders = emitter.builders();
    int n = columns.length;
    for (int c = 0; c < n; c++) {
      builders[c].append(columns[c], slot);
    }
    ((LongVectorBuilder) builders[n]).append(start);
    ((LongVectorBuilder) builders[n + 1]).append(end);
    ((LongVectorBuilder) builders[n + 2]).append(end - WindowColumns.BEFORE_END);
    emitter.finishRow(rows.weight(slot), output);
  }

  @Override
  public StateFormat stateFormat() {
    return FORMAT;
  }

  @Override
  public void save(StateOutput out) {
    out.putLong(watermark);
    rows.save(out);
    due.save(out);
  }

  @Override
  public void restore(StateInput in, KeyRange keys) {
    watermark = Math.max(watermark, in.getLong());
    boolean whole = keys.equals(KeyRange.ALL) && rows.size() == 0;
    rows.restore(in, keys);
    if (whole) {
      due.restore(in, rows.keyLimit());
    } else {
      in.skipRest();
    }
    for (int key : rows.liveKeys()) {
      if (key >= seamless.length) {
        seamless = Arrays.copyOf(seamless, Math.max(key + 1, seamless.length * 2));
      }
      seamless[key] = rows.first(key);
      if (!whole) {
        due.add(end(rows.time(rows.first(key))), key);
      }
    }
  }

  @Override
  public long stateRows() {
    return rows.size();
  }

  @Override
  public long memoryBytes() {
    return rows.memoryBytes()
        + due.memoryBytes()
        + emitter.memoryBytes()
        + 4L * (seamless.length + negative.length);
  }
}
