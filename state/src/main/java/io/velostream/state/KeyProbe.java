package io.velostream.state;

/// The loops of a [GroupTable] over many keys at once: static, and each with few branches, so that
/// the loads of many keys are under way together.
///
/// Keys are runs of `width` words. An entry of the table has the upper half of its key's hash, and
/// below it the slot + 1; 0 is no entry.
final class KeyProbe {
  private static final long K0 = 0x9E37_79B9_7F4A_7C15L;
  private static final long K1 = 0xBF58_476D_1CE4_E5B9L;
  private static final long K2 = 0x94D0_49BB_1331_11EBL;
  private static final long K3 = 0xD6E8_FEB8_6659_FD93L;
  private static final long STEP = 0x632B_E59B_D9B4_E01AL;

  private KeyProbe() {}

  /// Writes the hash of each of `count` keys.
  static void hashAll(long[] keys, int width, int count, long[] hashes) {
    for (int i = 0; i < count; i++) {
      hashes[i] = hash(keys, i * width, width);
    }
  }

  /// The hash of a key.
  ///
  /// Each word is folded before its product, so that its high bits reach the low ones too.
  static long hash(long[] words, int at, int width) {
    long sum = 0;
    if (width == 4) {
      sum =
          folded(words[at]) * K0
              + folded(words[at + 1]) * K1
              + folded(words[at + 2]) * K2
              + folded(words[at + 3]) * K3;
    } else {
      long factor = K0;
      for (int i = 0; i < width; i++) {
        sum += folded(words[at + i]) * factor;
        factor += STEP;
      }
    }
    long mixed = (sum ^ (sum >>> 32)) * K1;
    return mixed ^ (mixed >>> 29);
  }

  private static long folded(long word) {
    return word ^ (word >>> 32);
  }

  /// Where a hash, or the entry made of it, belongs; of this, as many bits count as the table has.
  static int home(long hash) {
    return (int) (hash >>> 32);
  }

  /// Takes what lies where a key belongs, or else next to it if that has another hash: mostly it is
  /// in the same cache line, and needs no loop.
  static void firstCandidates(long[] entries, long[] hashes, int count, long[] out) {
    int mask = entries.length - 1;
    for (int i = 0; i < count; i++) {
      long hash = hashes[i];
      int place = home(hash);
      long entry = entries[place & mask];
      long next = entries[(place + 1) & mask];
      out[i] = entry == 0 || (entry ^ hash) >>> 32 == 0 ? entry : next;
    }
  }

  /// Goes on from first candidates of other hashes, which lie behind where their keys belong, to
  /// the next of the same, or to an empty place.
  static void skipOtherTags(long[] entries, long[] hashes, int count, long[] candidates) {
    int mask = entries.length - 1;
    for (int i = 0; i < count; i++) {
      long hash = hashes[i];
      long entry = candidates[i];
      if (entry != 0 && (entry ^ hash) >>> 32 != 0) {
        int place = home(hash) + 1;
        do {
          entry = entries[++place & mask];
        } while (entry != 0 && (entry ^ hash) >>> 32 != 0);
        candidates[i] = entry;
      }
    }
  }

  /// Brings the rows of the candidates near, from their key to their end. A loop of hardly more
  /// than loads has more cache misses under way at once than one that compares what it gets.
  ///
  /// @param last the last word of a row, counted from its key
  /// @return some number, to be kept lest the loads are left out
  static long loadRows(SlotField known, int last, long[] candidates, int count) {
    long[] words = known.words();
    long sum = 0;
    for (int i = 0; i < count; i++) {
      int place = known.place(Math.max((int) candidates[i] - 1, 0));
      sum += words[place] ^ words[place + last];
    }
    return sum;
  }

  /// Puts out the slots of the candidates that hold their keys, and -1 for the others. Nothing here
  /// branches, so that the loads of many keys are under way at once.
  static void matchFour(
      SlotField known,
      long[] keys,
      long[] hashes,
      long[] candidates,
      int count,
      int[] slots,
      int from) {
    long[] words = known.words();
    for (int i = 0; i < count; i++) {
      long entry = candidates[i];
      int slot = (int) entry - 1;
      int a = known.place(Math.max(slot, 0));
      int b = i * 4;
      long differences =
          (entry ^ hashes[i]) >>> 32
              | (words[a] ^ keys[b])
              | (words[a + 1] ^ keys[b + 1])
              | (words[a + 2] ^ keys[b + 2])
              | (words[a + 3] ^ keys[b + 3]);
      slots[from + i] = differences == 0 ? slot : -1;
    }
  }

  /// The same for keys of any width.
  static void match(
      SlotField known,
      long[] keys,
      int width,
      long[] hashes,
      long[] candidates,
      int count,
      int[] slots,
      int from) {
    long[] words = known.words();
    for (int i = 0; i < count; i++) {
      long entry = candidates[i];
      int slot = (int) entry - 1;
      int a = known.place(Math.max(slot, 0));
      int b = i * width;
      long differences = (entry ^ hashes[i]) >>> 32;
      for (int w = 0; w < width; w++) {
        differences |= words[a + w] ^ keys[b + w];
      }
      slots[from + i] = differences == 0 ? slot : -1;
    }
  }

  /// Whether two keys are equal.
  static boolean same(long[] a, int atA, long[] b, int atB, int width) {
    if (width == 4) {
      return ((a[atA] ^ b[atB])
              | (a[atA + 1] ^ b[atB + 1])
              | (a[atA + 2] ^ b[atB + 2])
              | (a[atA + 3] ^ b[atB + 3]))
          == 0;
    }
    for (int i = 0; i < width; i++) {
      if (a[atA + i] != b[atB + i]) {
        return false;
      }
    }
    return true;
  }
}
