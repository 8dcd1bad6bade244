package io.velostream.operators.over;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Lane;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Vector;
import io.velostream.operators.Operator;
import io.velostream.operators.Output;
import io.velostream.operators.rows.SavedRows;
import io.velostream.operators.rows.SlotList;
import io.velostream.operators.rows.TouchedSlots;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateFormat;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Runs an [OverSpec] over rows that come and go, and keeps its results up to date.
///
/// All rows are kept, those of each partition in order; of peers what they hold decides, all
/// columns from the left. Rows are taken in as they come and put in their places at the end of the
/// step. Then the rows whose frames have changed are computed anew, and those whose results have
/// changed by that are taken back and put out again: each at most once.
///
/// The work of a step is that of finding places, and of the rows in the frames of those that are
/// affected. Of a frame that begins with the partition these are all rows before, too.
public final class ChangingOver implements Operator {
  private static final StateFormat FORMAT = new StateFormat("changing-over", 1);

  private final List<Lane> savedLanes;
  private final int inputs;
  private final CopiedRows rows;
  private final KnownResults known;
  private final OrderedPartitions partitions;
  private final ChangedFrames frames;
  private final ChangedRows changes;

  /// First copies whose weight has changed in this step.
  private final TouchedSlots touched = new TouchedSlots();

  /// Slots that have left their places, and rows that are there no more: forgotten at the end of
  /// the step.
  private final SlotList left = new SlotList();

  private final SlotList gone = new SlotList();

  /// @param spec not ordered by time
  public ChangingOver(OverSpec spec) {
    inputs = spec.input().size();
    savedLanes = new ArrayList<>(spec.inputLanes());
    savedLanes.add(Lane.LONG);
    spec.functions().forEach(function -> savedLanes.add(function.type().lane()));
    rows = new CopiedRows(spec.inputLanes(), spec.order());
    known = new KnownResults(spec.functions());
    partitions = new OrderedPartitions(spec.inputLanes(), spec.partitionKeys(), rows::compare);
    frames = new ChangedFrames(spec, rows, partitions, known);
    changes = new ChangedRows(spec, rows, known);
  }

  @Override
  public void process(int input, Batch batch, Output output) {
    Vector[] columns = batch.columns();
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      int slot = first(columns, row);
      rows.addWeight(slot, batch.weightAt(row));
      touched.touch(slot);
    }
  }

  /// The slot of a row's first copy.
  private int first(Vector[] columns, int row) {
    int partition = partitions.of(columns, row);
    int before = rows.size();
    int slot = rows.first(columns, row, partition);
    if (rows.size() > before) {
      known.begin(slot);
      partitions.addRows(partition, 1);
    }
    return slot;
  }

  @Override
  public void endStep(Output output) {
    for (int i = 0; i < touched.size(); i++) {
      arrange(touched.get(i));
    }
    for (int i = 0; i < partitions.changedCount(); i++) {
      frames.compute(partitions.changed(i));
    }
    for (int i = 0; i < left.size(); i++) {
      changes.takeBack(left.get(i), isCopied(left.get(i)), output);
    }
    changes.replace(frames.slots(), frames.count(), frames.results(), this::isCopied, output);
    frames.clear();
    partitions.forgetChanges();
    forget();
  }

  /// Puts as many copies of a row in their places as there are to be.
  private void arrange(int first) {
    int partition = rows.partition(first);
    long wanted = Math.max(0, rows.weight(first));
    long there = rows.copies(first);
    for (long copy = there + 1; copy <= wanted; copy++) {
      partitions.insert(partition, copy == 1 ? first : newCopy(first, copy));
    }
    // The last ones go, so that those that stay keep their results.
    for (long copy = there; copy > wanted; copy--) {
      int slot = copy == 1 ? first : rows.copy(first, copy);
      partitions.remove(partition, slot);
      left.add(slot);
    }
  }

  private int newCopy(int first, long copy) {
    int slot = rows.copy(first, copy);
    known.begin(slot);
    return slot;
  }

  /// Whether a row was there several times before the step, or is now.
  private boolean isCopied(int slot) {
    return rows.copyNumber(slot) > 1 || Math.max(rows.copies(slot), rows.weight(slot)) > 1;
  }

  private void forget() {
    for (int i = 0; i < left.size(); i++) {
      if (rows.copyNumber(left.get(i)) > 1) {
        rows.remove(left.get(i));
      }
    }
    left.clear();
    for (int i = 0; i < touched.size(); i++) {
      int slot = touched.get(i);
      rows.setCopies(slot, Math.max(0, rows.weight(slot)));
      if (rows.weight(slot) == 0) {
        gone.add(slot);
      }
    }
    touched.clear();
    for (int i = 0; i < gone.size(); i++) {
      int partition = rows.partition(gone.get(i));
      rows.remove(gone.get(i));
      partitions.addRows(partition, -1);
    }
    gone.clear();
  }

  /// Time changes nothing.
  @Override
  public void advance(long watermark, Output output) {}

  @Override
  public StateFormat stateFormat() {
    return FORMAT;
  }

  @Override
  public void save(StateOutput out) {
    Vector[] columns = new Vector[savedLanes.size()];
    System.arraycopy(rows.columns(), 0, columns, 0, inputs + 1);
    System.arraycopy(known.vectors(), 0, columns, inputs + 1, columns.length - inputs - 1);
    int[] slots = rows.liveSlots();
    SavedRows.save(
        savedLanes,
        columns,
        slots,
        slots.length,
        out,
        (part, from, count) -> {
          for (int i = from; i < from + count; i++) {
            out.putSigned(rows.weight(part[i]));
          }
        });
  }

  @Override
  public void restore(StateInput in, KeyRange keys) {
    SavedRows.restore(
        savedLanes,
        in,
        (columns, count) -> {
          boolean[] held = keys.held(partitions.keys().of(columns), count);
          Vector[] results = Arrays.copyOfRange(columns, inputs + 1, columns.length);
          for (int i = 0; i < count; i++) {
            long copy = ((LongVector) columns[inputs]).values()[i];
            long weight = in.getSigned();
            if (copy < 1 || (copy == 1) == (weight == 0)) {
              throw in.damaged("copy " + copy + " of a row that is there " + weight + " times");
            }
            if (held[i]) {
              restore(in, columns, i, copy, weight, results);
            }
          }
        });
  }

  private void restore(
      StateInput in, Vector[] columns, int row, long copy, long weight, Vector[] results) {
    int before = rows.size();
    int partition = partitions.of(columns, row);
    int slot = rows.place(columns, row, copy, partition);
    if (rows.size() == before) {
      throw in.damaged("a row that is there twice");
    }
    known.begin(slot);
    if (copy == 1) {
      partitions.addRows(partition, 1);
      rows.addWeight(slot, weight);
      rows.setCopies(slot, Math.max(0, weight));
    }
    if (copy > 1 || weight > 0) {
      partitions.restore(partition, slot);
      known.put(slot, results, row);
    }
  }

  @Override
  public long stateRows() {
    return rows.size();
  }

  @Override
  public long memoryBytes() {
    return rows.memoryBytes()
        + known.memoryBytes()
        + partitions.memoryBytes()
        + frames.memoryBytes()
        + changes.memoryBytes()
        + touched.memoryBytes()
        + left.memoryBytes()
        + gone.memoryBytes();
  }
}
