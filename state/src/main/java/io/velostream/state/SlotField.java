package io.velostream.state;

import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;

/// Words that one owner has in each row of [SlotRows], as they lie now: those of a slot begin at
/// `slot * stride + at`. Valid until rows are reserved again.
public record SlotField(long[] words, int stride, int at) {
  /// Where the words of a slot begin.
  public int place(int slot) {
    return slot * stride + at;
  }

  /// The first word of a slot.
  public long get(int slot) {
    return words[slot * stride + at];
  }

  /// Sets the first word of a slot.
  public void set(int slot, long value) {
    words[slot * stride + at] = value;
  }

  /// Writes the first words of `slots[from .. from + count - 1]`, to be read by [#restore].
  public void save(StateOutput out, int[] slots, int from, int count) {
    out.putLongs(words, stride, at, slots, from, count);
  }

  /// Writes the first words of slots, most of which are near 0, each as [StateOutput#putSigned]
  /// does.
  public void saveSmall(StateOutput out, int[] slots, int from, int count) {
    out.putSigned(words, stride, at, slots, from, count);
  }

  /// Reads the first words of slots.
  public void restore(StateInput in, int[] slots, int from, int count) {
    in.getLongs(words, places(slots, from, count), 0, count);
  }

  private int[] places(int[] slots, int from, int count) {
    int[] places = new int[count];
    for (int i = 0; i < count; i++) {
      places[i] = place(slots[from + i]);
    }
    return places;
  }
}
