package io.velostream.state;

import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.state.snapshot.StateInput;
import java.util.Arrays;
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
  private final KeyEncoder encoder;
  private final int width;
  private final @Nullable DirectIndex direct;
  private long[] entries = new long[INITIAL * 2];
  private final SlotRows rows;
  private final boolean ownRows;
  private final int keyField;
  private final SlotSupply supply = new SlotSupply();
  private int size;

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
    return supply.limit();
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
    if (supply.limit() == 0 && count > 0) {
      size = supply.take() + 1;
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
    KeyProbe.hashAll(keys, width, count, hashes);
    // Loads that do not wait for one another: a large table's cache misses overlap.
    KeyProbe.firstCandidates(entries, hashes, count, candidates);
    KeyProbe.skipOtherTags(entries, hashes, count, candidates);
    // Keys are compared with those of slot 0 where there is no candidate.
    rows.reserve(1);
    if (supply.limit() > SlotRows.FEW_SLOTS) {
      scratch.loaded = KeyProbe.loadRows(keys(), rows.wordsFrom(keyField) - 1, candidates, count);
    }
    if (width == 4) {
      KeyProbe.matchFour(keys(), keys, hashes, candidates, count, slots, from);
    } else {
      KeyProbe.match(keys(), keys, width, hashes, candidates, count, slots, from);
    }
    for (int i = 0; i < count; i++) {
      if (slots[from + i] < 0) {
        slots[from + i] = slotOf(keys, i * width, hashes[i]);
      }
    }
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
    return slotOf(keys, at, KeyProbe.hash(keys, at, width));
  }

  private int slotOf(long[] keys, int at, long hash) {
    long[] table = entries;
    SlotField known = keys();
    int mask = table.length - 1;
    int place = KeyProbe.home(hash) & mask;
    while (true) {
      long entry = table[place];
      if (entry == 0) {
        return add(keys, at, hash, place);
      }
      int slot = (int) entry - 1;
      if (((entry ^ hash) >>> 32) == 0
          && KeyProbe.same(known.words(), known.place(slot), keys, at, width)) {
        return slot;
      }
      place = (place + 1) & mask;
    }
  }

  private int add(long[] keys, int at, long hash, int place) {
    int slot = supply.take();
    rows.reserve(supply.limit());
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
        int place = KeyProbe.home(entry) & mask;
        while (table[place] != 0) {
          place = (place + 1) & mask;
        }
        table[place] = entry;
      }
    }
    entries = table;
  }

  /// Removes the key of a slot; the slot will be given to another key.
  public void remove(int slot) {
    if (width == 0) {
      throw new IllegalStateException("the only group of a table without keys stays");
    }
    long[] table = entries;
    int mask = table.length - 1;
    SlotField keys = keys();
    int hole = KeyProbe.home(KeyProbe.hash(keys.words(), keys.place(slot), width)) & mask;
    while ((int) table[hole] != slot + 1) {
      hole = (hole + 1) & mask;
    }
    for (int next = (hole + 1) & mask; table[next] != 0; next = (next + 1) & mask) {
      if (((next - KeyProbe.home(table[next])) & mask) >= ((next - hole) & mask)) {
        table[hole] = table[next];
        hole = next;
      }
    }
    table[hole] = 0;
    encoder.release(keys.words(), keys.place(slot));
    if (direct != null) {
      direct.forget(slot);
    }
    supply.giveBack(slot);
    size--;
  }

  /// Whether the arrays are far larger than the keys of late have needed.
  public boolean isRoomy() {
    return entries.length > 64 * INITIAL && entries.length > supply.limit() * 16;
  }

  /// Removes all keys and keeps the arrays.
  public void clear() {
    if (direct != null) {
      direct.clear(supply.limit());
    }
    if (encoder.holdsLongStrings()) {
      releaseAll();
    }
    Arrays.fill(entries, 0);
    supply.clear();
    size = 0;
  }

  private void releaseAll() {
    SlotField keys = keys();
    for (long entry : entries) {
      if (entry != 0) {
        encoder.release(keys.words(), keys.place((int) entry - 1));
      }
    }
  }

  /// Which slots there are.
  SlotSupply supply() {
    return supply;
  }

  /// Reads what the supply of a table has written beside `keys` keys. An empty table gets ready to
  /// give the next keys the same slots, when it is told to.
  void restoreHoles(StateInput in, int keys, boolean sameSlots) {
    if (width == 0 && keys > 1) {
      throw in.damaged(keys + " keys");
    }
    int most = Integer.MAX_VALUE / Math.max(width, 8);
    if (!supply.restoreHoles(in, keys, most, "keys", sameSlots && width > 0)) {
      return;
    }
    rows.reserve(supply.limit());
    int places = Integer.highestOneBit(Math.max(2 * keys - 1, 1)) * 2; // what so many would come to
    if (places > entries.length) {
      entries = new long[places];
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
        + supply.memoryBytes()
        + (direct == null ? 0 : direct.memoryBytes());
  }
}
