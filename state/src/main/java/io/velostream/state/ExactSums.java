package io.velostream.state;

import io.velostream.columnar.MemorySized;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Sums of doubles by slot that are exact, so that they do not depend on the order of addition and
/// a retraction restores the former sum bit by bit. The value read is the exact sum, rounded once.
///
/// Numbers that come in bulk and are of about one magnitude are added by [SplitSums], to two words
/// of the [SlotRows]; the rest one by one by [FixedSums].
public final class ExactSums implements MemorySized {
  private final FixedSums fixed = new FixedSums();
  private final SplitSums split = new SplitSums();

  private SlotRows rows = new SlotRows();
  private int field = -1;
  private boolean shared;
  private int slots;

  /// Additions that the split sums of few slots still have room for.
  private int room = SplitSums.ROOM;

  /// Numbers that did not fit the split sums since their unit was chosen, and how many there may be
  /// before another one is; so one is chosen first.
  private long misfits = 1;

  private long patience;

  /// Claims a field of rows by slot, before there is a slot. Their owner sees to their room, and
  /// clears them where all slots are made empty. Without it, rows are kept here.
  public void claim(SlotRows byOwner) {
    rows = byOwner;
    field = byOwner.claim(SplitSums.WORDS);
    shared = true;
  }

  /// Makes room for the slots below `limit`; new ones are 0.
  public void reserve(int limit) {
    slots = Math.max(slots, limit);
    fixed.reserve(limit);
    if (!shared && field >= 0) {
      rows.reserve(slots);
    }
  }

  /// The words of the split sums. Those kept here are made when they are first needed.
  private SlotField sums() {
    if (field < 0) {
      field = rows.claim(SplitSums.WORDS);
      rows.reserve(slots);
    }
    return rows.field(field);
  }

  private boolean hasSplit() {
    return split.isReady() && field >= 0;
  }

  /// Adds `values[k]` to `slots[k]` for all k below `count`.
  public void addAll(double[] values, int[] slots, int count) {
    if (count > SplitSums.ROOM) {
      addEach(values, null, slots, count);
      return;
    }
    prepare(values, null, count);
    SlotField sums = sums();
    int n =
        isChecked()
            ? split.addChecked(values, null, slots, count, sums)
            : split.addAll(values, slots, count, sums);
    if (n > 0) {
      addMisfits(values, null, slots, n);
    }
  }

  /// Adds `values[rows[k]]` to `slots[k]` for all k below `count`.
  public void addSelected(double[] values, int[] rows, int[] slots, int count) {
    if (count > SplitSums.ROOM) {
      addEach(values, rows, slots, count);
      return;
    }
    prepare(values, rows, count);
    SlotField sums = sums();
    int n =
        isChecked()
            ? split.addChecked(values, rows, slots, count, sums)
            : split.addSelected(values, rows, slots, count, sums);
    if (n > 0) {
      addMisfits(values, rows, slots, n);
    }
  }

  /// Whether each addition looks for room: with many slots, it would take long to make room in all.
  private boolean isChecked() {
    return rows.capacity() > SlotRows.FEW_SLOTS;
  }

  private void addEach(double[] values, int @Nullable [] rows, int[] slots, int count) {
    for (int k = 0; k < count; k++) {
      fixed.add(slots[k], values[rows == null ? k : rows[k]], 1);
    }
  }

  private void addMisfits(double[] values, int @Nullable [] rows, int[] slots, int count) {
    int[] places = split.misfits();
    for (int i = 0; i < count; i++) {
      int k = places[i];
      addExactly(slots[k], values[rows == null ? k : rows[k]], 1);
    }
  }

  /// Adds `weight` times a value that is one of many alike.
  public void addOne(int slot, double value, long weight) {
    if (weight != 1 && weight != -1) {
      fixed.add(slot, value, weight);
      return;
    }
    if (room == 0) {
      makeRoom();
    }
    room--;
    addExactly(slot, value, weight);
    if (misfits > patience && value != 0 && Double.isFinite(value)) {
      choose(Math.getExponent(value));
    }
  }

  private void addExactly(int slot, double value, long sign) {
    if (!split.fits(value)) {
      misfits++;
      fixed.add(slot, value, sign);
    } else if (!split.add(sums(), slot, value, sign)) {
      if (!split.carry(sums(), slot)) {
        fold(slot);
      }
      fixed.add(slot, value, sign);
    }
  }

  /// Makes the split sums ready for values.
  private void prepare(double[] values, int @Nullable [] rows, int count) {
    split.reserveMisfits(count);
    if (misfits > patience) {
      choose(exponent(values, rows, count));
    }
    if (room < count) {
      makeRoom();
    }
    room -= count;
  }

  /// The average exponent of values, 0 when they are 0 or no numbers.
  private static int exponent(double[] values, int @Nullable [] rows, int count) {
    long sum = 0;
    int numbers = 0;
    for (int k = 0; k < count; k++) {
      double value = values[rows == null ? k : rows[k]];
      if (value != 0 && Math.abs(value) <= Double.MAX_VALUE) {
        sum += Math.getExponent(value);
        numbers++;
      }
    }
    return numbers == 0 ? 0 : (int) Math.floorDiv(sum, numbers);
  }

  /// Lets the split sums take values of about this exponent. The cost of doing so in vain is
  /// bounded by waiting longer each time.
  private void choose(int exponent) {
    if (hasSplit()) {
      for (int slot = 0; slot < rows.capacity(); slot++) {
        fold(slot);
      }
    }
    split.choose(exponent);
    misfits = 0;
    patience = Math.max(patience * 2, slots);
  }

  private void makeRoom() {
    if (hasSplit() && !isChecked()) {
      SlotField sums = sums();
      for (int slot = 0; slot < rows.capacity(); slot++) {
        if (!split.carry(sums, slot)) {
          fold(slot);
        }
      }
    }
    room = SplitSums.ROOM;
  }

  /// Takes the split sum of a slot over into the other one.
  private void fold(int slot) {
    SlotField sums = sums();
    fixed.add(slot, SplitSums.upper(sums, slot), 1);
    fixed.add(slot, SplitSums.lower(sums, slot), 1);
    SplitSums.set(sums, slot, 0, 0);
  }

  /// Adds `weight` times `value`.
  public void add(int slot, double value, long weight) {
    fixed.add(slot, value, weight);
  }

  /// The sum of a slot: the nearest double to the exact one, or NaN or an infinity by the rules of
  /// addition; 0.0 for an exact sum of zero.
  public double value(int slot) {
    double upper = 0;
    double lower = 0;
    if (hasSplit()) {
      SlotField sums = rows.field(field);
      upper = SplitSums.upper(sums, slot);
      lower = SplitSums.lower(sums, slot);
    }
    return fixed.isEmpty(slot) ? upper + lower : fixed.value(slot, upper, lower);
  }

  /// Whether a NaN or an infinity is part of the sum.
  public boolean isSpecial(int slot) {
    return fixed.isSpecial(slot);
  }

  /// The exact sum of a slot without NaN or infinities, in units of 2^-1074.
  public BigInteger exact(int slot) {
    if (hasSplit()) {
      fold(slot);
    }
    return fixed.exact(slot);
  }

  /// Adds the sum of another slot, of the same or another object.
  public void merge(ExactSums from, int fromSlot, int slot) {
    if (from.hasSplit()) {
      boolean wasReady = split.isReady();
      mergeSplit(from, from.sums(), fromSlot, sums(), slot);
      noteUnit(wasReady);
    }
    if (!from.fixed.isEmpty(fromSlot)) {
      fixed.merge(from.fixed, fromSlot, slot);
    }
  }

  /// Adds the sums `fromSlots[k]` of another object to `slots[k]` for all k below `count`.
  public void mergeAll(ExactSums from, int[] fromSlots, int[] slots, int count) {
    if (from.hasSplit()) {
      boolean wasReady = split.isReady();
      SlotField theirs = from.sums();
      SlotField own = sums();
      int k = split.mergeMany(from.split, theirs, fromSlots, own, slots, 0, count);
      while (k < count) {
        mergeSplit(from, theirs, fromSlots[k], own, slots[k]);
        k = split.mergeMany(from.split, theirs, fromSlots, own, slots, k + 1, count);
      }
      noteUnit(wasReady);
    }
    for (int k = 0; k < count; k++) {
      if (!from.fixed.isEmpty(fromSlots[k])) {
        fixed.merge(from.fixed, fromSlots[k], slots[k]);
      }
    }
  }

  private void mergeSplit(ExactSums from, SlotField theirs, int fromSlot, SlotField own, int slot) {
    double upper = SplitSums.upper(theirs, fromSlot);
    double lower = SplitSums.lower(theirs, fromSlot);
    if ((upper != 0 || lower != 0) && !split.merge(from.split, theirs, fromSlot, own, slot)) {
      fixed.add(slot, upper, 1);
      fixed.add(slot, lower, 1);
    }
  }

  private void noteUnit(boolean wasReady) {
    if (split.isReady() && !wasReady) {
      misfits = 0; // the unit that was taken over is as good as one chosen here
    }
  }

  /// Writes the sums at `slots[from .. from + count - 1]`, to be read by [#restore].
  public void save(StateOutput out, int[] slots, int from, int count) {
    double[] upper = new double[count];
    double[] lower = new double[count];
    for (int i = 0; i < count && hasSplit(); i++) {
      int slot = slots[from + i];
      upper[i] = SplitSums.upper(sums(), slot);
      lower[i] = SplitSums.lower(sums(), slot);
      if (!fixed.fits(slot, upper[i], lower[i])) {
        fold(slot);
        upper[i] = 0;
        lower[i] = 0;
      }
    }
    fixed.save(out, slots, from, count, upper, lower);
  }

  /// Reads sums to slots that are 0.
  public void restore(StateInput in, int[] slots, int from, int count) {
    fixed.restore(in, slots, from, count);
  }

  /// Sets a slot to 0.
  public void clear(int slot) {
    if (hasSplit()) {
      SplitSums.set(sums(), slot, 0, 0);
    }
    fixed.clear(slot);
  }

  /// Sets the slots below `limit` to 0.
  public void clearAll(int limit) {
    if (!shared) {
      rows.clear(limit);
    }
    fixed.clearAll(limit);
  }

  @Override
  public long memoryBytes() {
    return fixed.memoryBytes() + (shared ? 0 : rows.memoryBytes());
  }
}
