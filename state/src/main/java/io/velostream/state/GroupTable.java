package io.velostream.state;

import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Distinct keys with dense slots, in order of first appearance: the index of all grouped state.
///
/// Open addressing with linear probing over one array of `hash, slot` words, whose upper half says
/// both where a key belongs and whether it is worth a look; so the table grows without reading the
/// keys. The keys are a field of [SlotRows], which the state of the groups may share. Slots of
/// removed keys are given out again. A table over no columns has the one key of all rows.
///
/// Where all key columns come through dictionaries of few values, a [DirectIndex] replaces hashing.
public final class GroupTable implements MemorySized {
  private static final int CHUNK = 512;

  /// So many rows of unknown keys show whether those of the others are the same: they are where a
  /// table is new and has few keys.
  private static final int FIRST_MISSED = 256;

  private static final int INITIAL = 64;
  private static final long K0 = 0x9E37_79B9_7F4A_7C15L;
  private static final long K1 = 0xBF58_476D_1CE4_E5B9L;
  private static final long K2 = 0x94D0_49BB_1331_11EBL;
  private static final long K3 = 0xD6E8_FEB8_6659_FD93L;
  private static final long STEP = 0x632B_E59B_D9B4_E01AL;

  private final KeyEncoder encoder;
  private final int width;
  private final @Nullable DirectIndex direct;
  private long[] entries = new long[INITIAL * 2];
  private final SlotRows rows;
  private final boolean ownRows;
  private final int keyField;
  private int[] free = new int[8];
  private int freeCount;
  private int limit;
  private int size;

  /// While a saved table is read: the slots that are to be free at the end of it.
  private int @Nullable [] freeAfterwards;

  private final Scratch scratch;

  /// Buffers for one chunk of keys; tables of one operator share them.
  public static final class Scratch {
    private final long[] words;
    private final long[] hashes = new long[CHUNK];
    private final long[] candidates = new long[CHUNK];
    private int[] missed = new int[CHUNK];

    /// Takes what was loaded for its own sake, lest the loads are left out.
    long loaded;

    private int[] missedAt = new int[CHUNK];

    /// Buffers for the keys of an encoder.
    public Scratch(KeyEncoder encoder) {
      words = new long[CHUNK * encoder.width()];
    }

    private void reserve(int rows) {
      if (missed.length < rows) {
        missed = new int[rows];
        missedAt = new int[rows];
      }
    }
  }

  /// An empty table that keeps nothing but its keys by slot.
  ///
  /// @param codeBits how many bits of dictionary ids may index one array of slots
  public GroupTable(KeyEncoder encoder, Scratch scratch, int codeBits) {
    this(encoder, scratch, codeBits, new SlotRows(), true);
  }

  /// An empty table.
  ///
  /// @param codeBits how many bits of dictionary ids may index one array of slots
  /// @param rows without slots; the keys become a field of them, and they have room for each slot
  ///   that the table gives out. Their owner clears them, after the table
  public GroupTable(KeyEncoder encoder, Scratch scratch, int codeBits, SlotRows rows) {
    this(encoder, scratch, codeBits, rows, false);
  }

  private GroupTable(
      KeyEncoder encoder, Scratch scratch, int codeBits, SlotRows rows, boolean ownRows) {
    this.encoder = encoder;
    this.width = encoder.width();
    this.scratch = scratch;
    this.rows = rows;
    this.ownRows = ownRows;
    this.keyField = rows.claim(width);
    this.direct = DirectIndex.suits(encoder) ? new DirectIndex(encoder.columns(), codeBits) : null;
  }

  /// Whether tables over these columns are faster with strings as ids of few values.
  public static boolean prefersIds(KeyEncoder encoder) {
    return DirectIndex.suits(encoder);
  }

  /// Number of keys.
  public int size() {
    return size;
  }

  /// All slots are below it.
  public int limit() {
    return limit;
  }

  /// The words of the keys by slot, until a key is added.
  SlotField keys() {
    return rows.field(keyField);
  }

  /// The encoder of the keys.
  public KeyEncoder encoder() {
    return encoder;
  }

  /// Finds the slot of each of `count` rows, adding keys that are new.
  ///
  /// @param rows row indexes, or `null` for the rows from 0 on
  /// @param leads the lead numbers, one per row in the same order; `null` without a lead
  /// @param slots receives the slots
  public void resolve(
      Vector[] columns, int @Nullable [] rows, int count, int @Nullable [] leads, int[] slots) {
    if (width == 0) {
      resolveSingle(count, slots);
      return;
    }
    if (direct != null && direct.prepare(columns)) {
      scratch.reserve(count);
      int missed = direct.lookUp(columns, rows, count, slots, scratch.missed, scratch.missedAt);
      if (missed > 0) {
        resolveMissed(columns, missed, slots);
      }
      return;
    }
    for (int from = 0; from < count; from += CHUNK) {
      int n = Math.min(CHUNK, count - from);
      encoder.encode(columns, rows, from, n, leads, scratch.words);
      probe(n, slots, from);
    }
  }

  private void resolveSingle(int count, int[] slots) {
    if (limit == 0 && count > 0) {
      limit = 1;
      size = 1;
    }
    Arrays.fill(slots, 0, count, 0);
  }

  private void resolveMissed(Vector[] columns, int missed, int[] slots) {
    DirectIndex index = direct;
    if (index == null) {
      throw new IllegalStateException("no direct index");
    }
    int[] rows = scratch.missed;
    int[] at = scratch.missedAt;
    int left = missed;
    int n;
    for (int from = 0; from < left; from += n) {
      n = Math.min(from == 0 ? FIRST_MISSED : CHUNK, left - from);
      int before = size;
      encoder.encode(columns, rows, from, n, null, scratch.words);
      for (int i = 0; i < n; i++) {
        int slot = slotOf(scratch.words, i * width);
        slots[at[from + i]] = slot;
        index.learn(columns, rows[from + i], slot);
      }
      if (from == 0 && n < left && size - before < n) {
        left = index.lookUpMissed(columns, n, left, slots, rows, at);
      }
    }
  }

  private void probe(int count, int[] slots, int from) {
    long[] keys = scratch.words;
    long[] hashes = scratch.hashes;
    long[] candidates = scratch.candidates;
    hashAll(keys, width, count, hashes);
    // Loads that do not wait for one another: a large table's cache misses overlap.
    firstCandidates(entries, hashes, count, candidates);
    skipOtherTags(entries, hashes, count, candidates);
    // Keys are compared with those of slot 0 where there is no candidate.
    rows.reserve(1);
    if (limit > SlotRows.FEW_SLOTS) {
      scratch.loaded = loadRows(keys(), rows.wordsFrom(keyField) - 1, candidates, count);
    }
    if (width == 4) {
      matchFour(keys(), keys, hashes, candidates, count, slots, from);
    } else {
      match(keys(), keys, width, hashes, candidates, count, slots, from);
    }
    for (int i = 0; i < count; i++) {
      if (slots[from + i] < 0) {
        slots[from + i] = slotOf(keys, i * width, hashes[i]);
      }
    }
  }

  /// Brings the rows of the candidates near, from their key to their end. A loop of hardly more
  /// than loads has more cache misses under way at once than one that compares what it gets.
  ///
  /// @param last the last word of a row, counted from its key
  /// @return some number, to be kept lest the loads are left out
  private static long loadRows(SlotField known, int last, long[] candidates, int count) {
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
  private static void matchFour(
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

  private static void match(
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

  /// Takes what lies where a key belongs, or else next to it if that has another hash: mostly it is
  /// in the same cache line, and needs no loop.
  private static void firstCandidates(long[] entries, long[] hashes, int count, long[] out) {
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
  private static void skipOtherTags(long[] entries, long[] hashes, int count, long[] candidates) {
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

  private static void hashAll(long[] keys, int width, int count, long[] hashes) {
    for (int i = 0; i < count; i++) {
      hashes[i] = hash(keys, i * width, width);
    }
  }

  /// Each word is folded before its product, so that its high bits reach the low ones too.
  private static long hash(long[] words, int at, int width) {
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

  private static boolean same(long[] a, int atA, long[] b, int atB, int width) {
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

  /// Finds the slots of the keys that another table over the same encoder holds in `fromSlots[0 ..
  /// count - 1]`, adding those that are new.
  public void resolveFrom(GroupTable from, int[] fromSlots, int count, int[] slots) {
    if (width == 0) {
      resolveSingle(count, slots);
      return;
    }
    for (int i = 0; i < count; i++) {
      slots[i] = slotOf(from.keys().words(), from.keys().place(fromSlots[i]));
      if (direct != null && from.direct != null) {
        direct.learnFrom(from.direct, fromSlots[i], slots[i]);
      }
    }
  }

  /// The slot of the key whose words begin at `at`, adding it when it is new.
  int slotOf(long[] keys, int at) {
    return slotOf(keys, at, hash(keys, at, width));
  }

  private int slotOf(long[] keys, int at, long hash) {
    long[] table = entries;
    SlotField known = keys();
    int mask = table.length - 1;
    int place = home(hash) & mask;
    while (true) {
      long entry = table[place];
      if (entry == 0) {
        return add(keys, at, hash, place);
      }
      int slot = (int) entry - 1;
      if (((entry ^ hash) >>> 32) == 0 && same(known.words(), known.place(slot), keys, at, width)) {
        return slot;
      }
      place = (place + 1) & mask;
    }
  }

  private int add(long[] keys, int at, long hash, int place) {
    int slot = freeCount > 0 ? free[--freeCount] : limit++;
    rows.reserve(limit);
    long[] words = keys().words();
    int key = keys().place(slot);
    for (int i = 0; i < width; i++) {
      words[key + i] = keys[at + i];
    }
    encoder.retain(words, key);
    entries[place] = hash >>> 32 << 32 | (slot + 1);
    if (++size * 2 > entries.length) {
      rehash();
    }
    return slot;
  }

  /// Takes the entries in the order in which they lie, which is that of the new places.
  private void rehash() {
    long[] table = new long[entries.length * 2];
    int mask = table.length - 1;
    for (long entry : entries) {
      if (entry != 0) {
        int place = home(entry) & mask;
        while (table[place] != 0) {
          place = (place + 1) & mask;
        }
        table[place] = entry;
      }
    }
    entries = table;
  }

  /// Where a hash, or the entry made of it, belongs; of this, as many bits count as the table has.
  private static int home(long hash) {
    return (int) (hash >>> 32);
  }

  /// Removes the key of a slot; the slot will be given to another key.
  public void remove(int slot) {
    if (width == 0) {
      throw new IllegalStateException("the only group of a table without keys stays");
    }
    long[] table = entries;
    int mask = table.length - 1;
    SlotField keys = keys();
    int hole = home(hash(keys.words(), keys.place(slot), width)) & mask;
    while ((int) table[hole] != slot + 1) {
      hole = (hole + 1) & mask;
    }
    for (int next = (hole + 1) & mask; table[next] != 0; next = (next + 1) & mask) {
      if (((next - home(table[next])) & mask) >= ((next - hole) & mask)) {
        table[hole] = table[next];
        hole = next;
      }
    }
    table[hole] = 0;
    encoder.release(keys.words(), keys.place(slot));
    if (direct != null) {
      direct.forget(slot);
    }
    if (freeCount == free.length) {
      free = Arrays.copyOf(free, freeCount * 2);
    }
    free[freeCount++] = slot;
    size--;
  }

  /// Whether the arrays are far larger than the keys of late have needed.
  public boolean isRoomy() {
    return entries.length > 64 * INITIAL && entries.length > limit * 16;
  }

  /// Removes all keys and keeps the arrays.
  public void clear() {
    if (direct != null) {
      direct.clear(limit);
    }
    if (encoder.holdsLongStrings()) {
      releaseAll();
    }
    Arrays.fill(entries, 0);
    limit = 0;
    size = 0;
    freeCount = 0;
  }

  private void releaseAll() {
    SlotField keys = keys();
    for (long entry : entries) {
      if (entry != 0) {
        encoder.release(keys.words(), keys.place((int) entry - 1));
      }
    }
  }

  /// The slots below the limit that have no key.
  BitSet holes() {
    BitSet holes = new BitSet();
    for (int i = 0; i < freeCount; i++) {
      holes.set(free[i]);
    }
    return holes;
  }

  /// Writes which slots below the limit have no key, in the order in which they will be taken.
  void saveHoles(StateOutput out) {
    out.putVarint(freeCount);
    for (int i = 0; i < freeCount; i++) {
      out.putVarint(free[i]);
    }
  }

  /// Reads what [#saveHoles] has written beside `keys` keys. An empty table gets ready to give the
  /// next keys the slots between the holes, when it is told to.
  void restoreHoles(StateInput in, int keys, boolean sameSlots) {
    int holes = in.getCount(1);
    if (width == 0 && keys > 1 || (long) keys + holes > Integer.MAX_VALUE / Math.max(width, 8)) {
      throw in.damaged(keys + " keys");
    }
    int all = keys + holes;
    int[] order = new int[holes];
    BitSet taken = new BitSet(all);
    for (int i = 0; i < holes; i++) {
      order[i] = in.getIndex(all);
      taken.set(order[i]);
    }
    if (taken.cardinality() != holes) {
      throw in.damaged("a slot that is free twice");
    }
    if (!sameSlots || limit != 0 || width == 0) {
      return;
    }
    freeAfterwards = order;
    free = new int[Math.max(8, keys)];
    freeCount = keys;
    int slot = -1;
    for (int i = keys - 1; i >= 0; i--) {
      slot = taken.nextClearBit(slot + 1);
      free[i] = slot;
    }
    limit = all;
    rows.reserve(limit);
    int places = Integer.highestOneBit(Math.max(2 * keys - 1, 1)) * 2; // what so many would come to
    if (places > entries.length) {
      entries = new long[places];
    }
  }

  /// All keys of a table that was saved have been added.
  void endRestore() {
    int[] holes = freeAfterwards;
    if (holes != null) {
      freeCount = holes.length;
      free = Arrays.copyOf(holes, Math.max(8, holes.length));
      freeAfterwards = null;
    }
  }

  /// Writes key column `column` of `slots[from .. from + count - 1]` to `out` from position `at`.
  public void write(int column, int[] slots, int from, int count, ColumnBuffer out, int at) {
    encoder.decode(keys(), slots, from, count, column, out, at);
  }

  /// The keys as ids, where all of them came through dictionaries of few values; otherwise `null`.
  public @Nullable DirectIndex codes() {
    return direct != null && direct.covers(size) ? direct : null;
  }

  /// Bytes held, less those of rows that are another's.
  @Override
  public long memoryBytes() {
    return 8L * entries.length
        + (ownRows ? rows.memoryBytes() : 0)
        + 4L * free.length
        + (direct == null ? 0 : direct.memoryBytes());
  }
}
