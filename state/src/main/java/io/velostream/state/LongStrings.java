package io.velostream.state;

import io.velostream.columnar.BytesVector;
import io.velostream.columnar.Hashing;
import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Slice;
import java.util.Arrays;

/// Byte strings too long to be held in key words: each distinct one has an id, and lives as long as
/// something retains it. A new one has no owner yet; whoever stores its id retains it.
final class LongStrings implements MemorySized {
  private int[] table = new int[16];
  private byte[][] strings = new byte[8][];
  private long[] hashes = new long[8];
  private long[] owners = new long[8];
  private int[] free = new int[8];
  private int freeCount;
  private int limit;
  private int size;
  private long bytes;

  /// The id of a string, adding a copy of it when it is new.
  int idOf(byte[] array, int offset, int length) {
    long hash = Hashing.bytes(array, offset, length);
    int mask = table.length - 1;
    int at = (int) hash & mask;
    while (table[at] != 0) {
      int id = table[at] - 1;
      byte[] held = strings[id];
      if (hashes[id] == hash
          && Slice.equal(held, 0, held.length - BytesVector.PADDING, array, offset, length)) {
        return id;
      }
      at = (at + 1) & mask;
    }
    int id = freeCount > 0 ? free[--freeCount] : limit++;
    if (id == strings.length) {
      strings = Arrays.copyOf(strings, id * 2);
      hashes = Arrays.copyOf(hashes, id * 2);
      owners = Arrays.copyOf(owners, id * 2);
      free = Arrays.copyOf(free, id * 2);
    }
    byte[] copy = new byte[length + BytesVector.PADDING];
    System.arraycopy(array, offset, copy, 0, length);
    strings[id] = copy;
    hashes[id] = hash;
    owners[id] = 0;
    bytes += copy.length;
    table[at] = id + 1;
    if (++size * 2 > table.length) {
      rehash();
    }
    return id;
  }

  /// The string of an id, followed by [BytesVector#PADDING] bytes that are not part of it.
  byte[] padded(int id) {
    return strings[id];
  }

  /// The length of the string of an id.
  int length(int id) {
    return strings[id].length - BytesVector.PADDING;
  }

  /// Adds an owner.
  void retain(int id) {
    owners[id]++;
  }

  /// Takes an owner away; without one left the string is dropped.
  void release(int id) {
    if (--owners[id] == 0) {
      drop(id);
    }
  }

  private void drop(int id) {
    int mask = table.length - 1;
    int at = (int) hashes[id] & mask;
    while (table[at] != id + 1) {
      at = (at + 1) & mask;
    }
    int hole = at;
    for (int next = (hole + 1) & mask; table[next] != 0; next = (next + 1) & mask) {
      int home = (int) hashes[table[next] - 1] & mask;
      if (((next - home) & mask) >= ((next - hole) & mask)) {
        table[hole] = table[next];
        hole = next;
      }
    }
    table[hole] = 0;
    bytes -= strings[id].length;
    strings[id] = new byte[BytesVector.PADDING];
    free[freeCount++] = id;
    size--;
  }

  private void rehash() {
    int[] old = table;
    table = new int[old.length * 2];
    int mask = table.length - 1;
    for (int entry : old) {
      if (entry != 0) {
        int at = (int) hashes[entry - 1] & mask;
        while (table[at] != 0) {
          at = (at + 1) & mask;
        }
        table[at] = entry;
      }
    }
  }

  @Override
  public long memoryBytes() {
    return bytes + 4L * (table.length + free.length) + 24L * strings.length;
  }
}
