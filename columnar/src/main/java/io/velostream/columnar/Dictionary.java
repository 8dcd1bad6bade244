package io.velostream.columnar;

import java.util.Arrays;

/// Distinct byte strings with dense ids, in order of first appearance. It only grows, and belongs
/// to one thread, unless it is [#frozen].
///
/// Different ids always stand for different values, so that ids can be compared instead of bytes.
public final class Dictionary implements MemorySized {
  private static final int INITIAL_CAPACITY = 64;
  private static final int[] NO_TABLE = {};

  private byte[] data;
  private int used;
  private long[] spans;
  private long[] hashes;
  private int[] table;
  private int size;

  /// Without values.
  public Dictionary() {
    data = new byte[INITIAL_CAPACITY * 8 + BytesVector.PADDING];
    spans = new long[INITIAL_CAPACITY];
    hashes = new long[INITIAL_CAPACITY];
    table = new int[INITIAL_CAPACITY * 4];
  }

  private Dictionary(Dictionary other) {
    data = other.data;
    used = other.used;
    spans = other.spans;
    hashes = other.hashes;
    table = NO_TABLE;
    size = other.size;
  }

  /// The values so far under the same ids, for any number of threads: it takes no more, and whether
  /// this one does makes no difference to it. Copies nothing.
  public Dictionary frozen() {
    return isFrozen() ? this : new Dictionary(this);
  }

  /// Whether it takes no more values, and any thread may read it.
  public boolean isFrozen() {
    return table.length == 0;
  }

  /// Number of distinct values; ids are below it.
  public int size() {
    return size;
  }

  /// Number of bytes of all values.
  public int bytes() {
    return used;
  }

  /// The bytes of all values. The array is replaced when the dictionary grows: fetch it again after
  /// each batch.
  public byte[] data() {
    return data;
  }

  /// Spans in [#data()] by id. The array is replaced when the dictionary grows.
  public long[] spans() {
    return spans;
  }

  /// The value of an id.
  public Slice slice(int id) {
    return new Slice(data, Span.start(spans[id]), Span.length(spans[id]));
  }

  /// The hash of the value of an id, as [Hashing#bytes] gives it.
  public long hash(int id) {
    return hashes[id];
  }

  /// The hashes of the values by id, as [Hashing#bytes] gives them. The array is replaced when the
  /// dictionary grows.
  public long[] hashes() {
    return hashes;
  }

  /// The id of a value, adding it when it is new. The bytes are copied. Not for a frozen one.
  public int idOf(Slice value) {
    return idOf(value.array(), value.offset(), value.length());
  }

  /// The id of the `length` bytes at `offset`, adding them when they are new. The bytes are copied.
  /// Not for a frozen one.
  public int idOf(byte[] array, int offset, int length) {
    if (isFrozen()) {
      throw new IllegalStateException("a frozen dictionary takes no values");
    }
    long hash = Hashing.bytes(array, offset, length);
    int mask = table.length - 1;
    int at = (int) hash & mask;
    while (table[at] != 0) {
      int id = table[at] - 1;
      if (hashes[id] == hash
          && Slice.equal(
              data, Span.start(spans[id]), Span.length(spans[id]), array, offset, length)) {
        return id;
      }
      at = (at + 1) & mask;
    }
    return add(hash, array, offset, length, at);
  }

  private int add(long hash, byte[] array, int offset, int length, int at) {
    if (size == spans.length) {
      spans = Arrays.copyOf(spans, size * 2);
      hashes = Arrays.copyOf(hashes, size * 2);
    }
    if (used + length + BytesVector.PADDING > data.length) {
      data = Arrays.copyOf(data, Math.max(data.length * 2, used + length + BytesVector.PADDING));
    }
    System.arraycopy(array, offset, data, used, length);
    spans[size] = Span.of(used, length);
    hashes[size] = hash;
    used += length;
    int id = size++;
    if (size * 2 > table.length) {
      rehash();
    } else {
      table[at] = id + 1;
    }
    return id;
  }

  private void rehash() {
    table = new int[table.length * 2];
    int mask = table.length - 1;
    for (int id = 0; id < size; id++) {
      int at = (int) hashes[id] & mask;
      while (table[at] != 0) {
        at = (at + 1) & mask;
      }
      table[at] = id + 1;
    }
  }

  @Override
  public long memoryBytes() {
    return data.length + 8L * (spans.length + hashes.length) + 4L * table.length;
  }
}
