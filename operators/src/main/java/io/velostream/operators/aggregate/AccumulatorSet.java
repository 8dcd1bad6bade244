package io.velostream.operators.aggregate;

import io.velostream.columnar.Batch;
import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.state.ColumnBuffer;
import io.velostream.state.CountedValues;
import io.velostream.state.SlotField;
import io.velostream.state.SlotRows;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All state columns of a set of groups: how many rows each group has, how many rows each input has
/// picked of them, and the accumulators.
///
/// As long as an input has picked all rows, its counts are those of the rows and are not kept
/// twice. The counts of the rows, and sums that fit one word, are fields of [SlotRows].
final class AccumulatorSet implements MemorySized {
  private final AggregationLayout layout;
  private final SlotRows rows;
  private final int countField;
  private final long[][] inputCounts;
  private final boolean[] shared;
  private final @Nullable CountedValues[] seen;
  private final List<Accumulator> accumulators = new ArrayList<>();

  /// @param rows without slots; others may have claimed fields of them
  AccumulatorSet(AggregationLayout layout, SlotRows rows) {
    this.layout = layout;
    this.rows = rows;
    this.countField = rows.claim(1);
    int inputs = layout.inputs().size();
    inputCounts = new long[inputs][];
    shared = new boolean[inputs];
    seen = new CountedValues[inputs];
    for (int i = 0; i < inputs; i++) {
      inputCounts[i] = new long[0];
      AggregateInput input = layout.inputs().get(i);
      shared[i] = !input.distinct();
      if (input.distinct()) {
        seen[i] = new CountedValues(layout.valueEncoder(i));
      }
    }
    layout.accumulators().forEach(part -> add(part.factory().get()));
  }

  private AccumulatorSet(AccumulatorSet traced) {
    layout = traced.layout;
    rows = new SlotRows();
    countField = rows.claim(1);
    int inputs = layout.inputs().size();
    inputCounts = new long[inputs][];
    Arrays.fill(inputCounts, new long[0]);
    shared = new boolean[inputs];
    seen = new CountedValues[inputs];
    traced.accumulators.forEach(part -> add(part.newTrace()));
  }

  private void add(Accumulator accumulator) {
    accumulator.claim(rows);
    accumulators.add(accumulator);
  }

  /// A set of the same layout that holds nothing.
  AccumulatorSet newEmpty() {
    return new AccumulatorSet(layout, new SlotRows());
  }

  /// An object that [#addEach] can trace states into.
  AccumulatorSet newTrace() {
    return new AccumulatorSet(this);
  }

  /// Makes room for the slots below `slots`.
  void reserve(int slots) {
    rows.reserve(slots);
    for (int i = 0; i < shared.length; i++) {
      if (!shared[i]) {
        reserveCounts(i);
      }
    }
    for (int i = 0; i < accumulators.size(); i++) {
      accumulators.get(i).reserve(slots);
    }
  }

  private void reserveCounts(int input) {
    if (inputCounts[input].length < rows.capacity()) {
      inputCounts[input] = Arrays.copyOf(inputCounts[input], rows.capacity());
    }
  }

  /// Rows by slot, until the next [#reserve].
  SlotField rowCounts() {
    return rows.field(countField);
  }

  /// Picked rows (distinct values) of an input by slot, until the next [#reserve].
  SlotField counts(int input) {
    return shared[input] ? rowCounts() : new SlotField(inputCounts[input], 1, 0);
  }

  /// To be called before results are written by [Finisher]s, since they share counts.
  void beginResults() {
    layout.rowCounts().forget();
  }

  /// Picked rows (distinct values) of an input, or all rows with an input below 0, of the slots
  /// whose results are being written. Valid until the next call.
  ResultCounts counts(int input, int[] slots, int from, int count) {
    if (input >= 0 && !shared[input]) {
      layout.inputCounts().read(counts(input), slots, from, count);
      return layout.inputCounts();
    }
    ResultCounts counts = layout.rowCounts();
    if (!counts.isCurrent()) {
      counts.read(rowCounts(), slots, from, count);
    }
    return counts;
  }

  /// An accumulator of the layout.
  Accumulator accumulator(int index) {
    return accumulators.get(index);
  }

  private void unshare(int input) {
    if (shared[input]) {
      shared[input] = false;
      inputCounts[input] = new long[rows.capacity()];
      SlotField counts = rowCounts();
      for (int slot = 0; slot < rows.capacity(); slot++) {
        inputCounts[input][slot] = counts.get(slot);
      }
    }
  }

  /// Adds rows. The counts of the rows go last, since inputs may have to copy the former ones.
  void add(Batch batch, GroupedRows in, InputRows[] pickers) {
    for (int i = 0; i < pickers.length; i++) {
      GroupedRows picked = pickers[i].pick(batch, in, seen[i]);
      if (!pickers[i].complete()) {
        unshare(i);
      }
      if (!shared[i]) {
        count(picked, counts(i));
      }
      for (int part : layout.partsOf(i)) {
        accumulators.get(part).add(batch, picked);
      }
    }
    count(in, rowCounts());
  }

  private static void count(GroupedRows in, SlotField counts) {
    long[] words = counts.words();
    if (in.weights != null) {
      for (int k = 0; k < in.count; k++) {
        words[counts.place(in.slots[k])] += in.weights[in.row(k)];
      }
    } else if (counts.stride() == 1) {
      countAll(in.slots, in.count, words);
    } else {
      for (int k = 0; k < in.count; k++) {
        words[counts.place(in.slots[k])]++;
      }
    }
  }

  private static void countAll(int[] slots, int count, long[] counts) {
    for (int k = 0; k < count; k++) {
      counts[slots[k]]++;
    }
  }

  /// Adds rows one by one and traces the states in between.
  void addEach(Batch batch, GroupedRows in, InputRows[] pickers, AccumulatorSet trace) {
    trace.reserve(2 * in.count);
    for (int i = 0; i < pickers.length; i++) {
      GroupedRows picked = pickers[i].pickInPlace(batch, in, seen[i]);
      boolean[] active = pickers[i].active();
      if (!pickers[i].complete()) {
        unshare(i);
      }
      trace.shared[i] = shared[i];
      if (!shared[i]) {
        trace.reserveCounts(i);
        countEach(picked, active, counts(i), trace.counts(i));
      }
      for (int part : layout.partsOf(i)) {
        accumulators.get(part).addEach(batch, picked, active, trace.accumulators.get(part));
      }
    }
    countEach(in, null, rowCounts(), trace.rowCounts());
  }

  private static void countEach(
      GroupedRows in, boolean @Nullable [] active, SlotField counts, SlotField trace) {
    for (int k = 0; k < in.count; k++) {
      int slot = in.slots[k];
      long count = counts.get(slot);
      trace.set(2 * k, count);
      if (active == null || active[k]) {
        count += in.weight(in.row(k));
        counts.set(slot, count);
      }
      trace.set(2 * k + 1, count);
    }
  }

  /// Whether some value has been retracted more often than inserted.
  boolean anyNegative() {
    for (CountedValues values : seen) {
      if (values != null && values.anyNegative()) {
        return true;
      }
    }
    for (int i = 0; i < accumulators.size(); i++) {
      if (accumulators.get(i).anyNegative()) {
        return true;
      }
    }
    return false;
  }

  /// Adds all of another set's slot to a slot. Both sets have the same layout.
  void merge(AccumulatorSet from, int fromSlot, int slot) {
    for (int i = 0; i < shared.length; i++) {
      if (!from.shared[i]) {
        unshare(i);
        reserveCounts(i);
      }
      CountedValues values = seen[i];
      CountedValues others = from.seen[i];
      if (values != null && others != null) {
        mergeDistinct(i, values, others, fromSlot, slot);
      } else {
        if (!shared[i]) {
          inputCounts[i][slot] += from.counts(i).get(fromSlot);
        }
        for (int part : layout.partsOf(i)) {
          accumulators.get(part).merge(from.accumulators.get(part), fromSlot, slot);
        }
      }
    }
    SlotField counts = rowCounts();
    counts.set(slot, counts.get(slot) + from.rowCounts().get(fromSlot));
  }

  /// Adds all of another set's slots: that of `fromSlots[k]` to `slots[k]`, for all k below
  /// `count`. Both sets have the same layout.
  void mergeAll(AccumulatorSet from, int[] fromSlots, int[] slots, int count) {
    for (int i = 0; i < shared.length; i++) {
      if (!from.shared[i]) {
        unshare(i);
        reserveCounts(i);
      }
      CountedValues values = seen[i];
      CountedValues others = from.seen[i];
      if (values != null && others != null) {
        for (int k = 0; k < count; k++) {
          mergeDistinct(i, values, others, fromSlots[k], slots[k]);
        }
      } else {
        if (!shared[i]) {
          addCounts(from.counts(i), fromSlots, counts(i), slots, count);
        }
        for (int part : layout.partsOf(i)) {
          accumulators.get(part).mergeAll(from.accumulators.get(part), fromSlots, slots, count);
        }
      }
    }
    addCounts(from.rowCounts(), fromSlots, rowCounts(), slots, count);
  }

  private static void addCounts(
      SlotField from, int[] fromSlots, SlotField to, int[] slots, int count) {
    for (int k = 0; k < count; k++) {
      to.set(slots[k], to.get(slots[k]) + from.get(fromSlots[k]));
    }
  }

  private void mergeDistinct(
      int input, CountedValues values, CountedValues others, int fromSlot, int slot) {
    int[] entries = new int[16];
    int n = 0;
    for (int entry = others.first(fromSlot); entry >= 0; entry = others.next(entry)) {
      int own = values.mergeEntry(others, entry, slot);
      if (values.lastTransition() > 0) {
        if (n == entries.length) {
          entries = Arrays.copyOf(entries, n * 2);
        }
        entries[n++] = own;
      }
    }
    inputCounts[input][slot] += n;
    if (n == 0 || layout.partsOf(input).length == 0) {
      return;
    }
    Vector[] columns = values(input, values, entries, n);
    GroupedRows added = new GroupedRows();
    added.count = n;
    added.slots = new int[n];
    Arrays.fill(added.slots, slot);
    for (int part : layout.partsOf(input)) {
      accumulators.get(part).add(new Batch(columns, n, null, null), added);
    }
  }

  /// The distinct values of some entries, in the columns that the input reads.
  private Vector[] values(int input, CountedValues values, int[] entries, int count) {
    List<Integer> read = layout.inputs().get(input).columns();
    Vector[] columns = new Vector[Collections.max(read) + 1];
    for (int i = 0; i < read.size(); i++) {
      ColumnBuffer buffer = ColumnBuffer.of(layout.valueEncoder(input).lane(i), count);
      values.write(i, entries, 0, count, buffer, 0);
      if (i == 0) {
        // Nobody reads the columns between.
        Arrays.fill(columns, buffer.vector());
      }
      columns[read.get(i)] = buffer.vector();
    }
    return columns;
  }

  /// Writes the state of `slots[from .. from + count - 1]`, at least a byte for each.
  void save(StateOutput out, int[] slots, int from, int count) {
    for (int i = from; i < from + count; i++) {
      out.putSigned(rowCounts().get(slots[i]));
    }
    for (int i = 0; i < shared.length; i++) {
      CountedValues values = seen[i];
      boolean asRows = shared[i] || (values == null && countsAsRows(i, slots, from, count));
      out.putBoolean(asRows);
      if (!asRows) {
        out.putLongs(inputCounts[i], slots, from, count);
      }
      if (values != null) {
        values.save(out, slots, from, count);
      }
    }
    for (Accumulator accumulator : accumulators) {
      accumulator.save(out, slots, from, count);
    }
  }

  /// Whether an input has had no NULL in these groups, so that the bytes tell of them alone, and
  /// not of others.
  private boolean countsAsRows(int input, int[] slots, int from, int count) {
    long[] counts = inputCounts[input];
    boolean same = true;
    for (int i = from; i < from + count; i++) {
      same &= counts[slots[i]] == rowCounts().get(slots[i]);
    }
    return same;
  }

  /// Reads state into slots that are empty, and for which there is room.
  void restore(StateInput in, int[] slots, int from, int count) {
    for (int i = from; i < from + count; i++) {
      rowCounts().set(slots[i], in.getSigned());
    }
    for (int i = 0; i < shared.length; i++) {
      boolean wasShared = in.getBoolean();
      CountedValues values = seen[i];
      if (wasShared && values != null) {
        throw in.damaged("distinct values that are not counted");
      }
      if (!wasShared) {
        unshare(i);
        reserveCounts(i);
        in.getLongs(inputCounts[i], slots, from, count);
      } else if (!shared[i]) {
        for (int k = from; k < from + count; k++) {
          inputCounts[i][slots[k]] = rowCounts().get(slots[k]);
        }
      }
      if (values != null) {
        values.restore(in, slots, from, count);
      }
    }
    for (Accumulator accumulator : accumulators) {
      accumulator.restore(in, slots, from, count);
    }
  }

  /// Makes a slot empty.
  void clear(int slot) {
    rowCounts().set(slot, 0);
    for (int i = 0; i < shared.length; i++) {
      if (!shared[i]) {
        inputCounts[i][slot] = 0;
      }
      CountedValues values = seen[i];
      if (values != null) {
        values.clearGroup(slot);
      }
    }
    for (int i = 0; i < accumulators.size(); i++) {
      accumulators.get(i).clear(slot);
    }
  }

  /// Makes the slots below `limit` empty, and what others have in their rows.
  void clearAll(int limit) {
    rows.clear(limit);
    for (int i = 0; i < shared.length; i++) {
      CountedValues values = seen[i];
      if (values != null) {
        values.clear();
      }
      if (!shared[i]) {
        Arrays.fill(inputCounts[i], 0, Math.min(limit, inputCounts[i].length), 0);
        shared[i] = values == null;
      }
    }
    for (int i = 0; i < accumulators.size(); i++) {
      accumulators.get(i).clearAll(limit);
    }
  }

  @Override
  public long memoryBytes() {
    long bytes = rows.memoryBytes();
    for (int i = 0; i < shared.length; i++) {
      CountedValues values = seen[i];
      bytes += 8L * inputCounts[i].length + (values == null ? 0 : values.memoryBytes());
    }
    for (Accumulator accumulator : accumulators) {
      bytes += accumulator.memoryBytes();
    }
    return bytes;
  }
}
