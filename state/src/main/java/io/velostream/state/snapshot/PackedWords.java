package io.velostream.state.snapshot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The loops of [StateOutput] over many words: into an array of bytes that has room for them.
///
/// Words are those at `slots[i] * stride + at`, so that a column of rows is taken from where it
/// lies.
final class PackedWords {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private PackedWords() {}

  /// Stores the low bytes of what each word is above the least. Each writes over what stood beyond
  /// the one before, and the last writes eight bytes, too.
  static void storeLow(
      long[] words,
      int stride,
      int at,
      int[] slots,
      int from,
      int count,
      long least,
      int width,
      byte[] to,
      int start) {
    int place = start;
    for (int i = from; i < from + count; i++) {
      LONG.set(to, place, words[slots[i] * stride + at] - least);
      place += width;
    }
  }

  /// Stores words as [StateOutput#putSigned] does, as long as a byte is enough for each.
  ///
  /// @return how many were stored
  static int storeSmall(
      long[] words, int stride, int at, int[] slots, int from, int count, byte[] to, int start) {
    for (int i = 0; i < count; i++) {
      long value = words[slots[from + i] * stride + at];
      long folded = value << 1 ^ value >> 63;
      if ((folded & ~0x7FL) != 0) {
        return i;
      }
      to[start + i] = (byte) folded;
    }
    return count;
  }
}
