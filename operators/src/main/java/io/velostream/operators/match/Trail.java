package io.velostream.operators.match;

import io.velostream.columnar.Hashing;
import io.velostream.columnar.MemorySized;
import java.util.Arrays;
import java.util.List;

/// The rows that the threads of an attempt have taken, as a tree: each entry is a row taken for a
/// variable and the entry before it, so that threads share what they have in common. Entry 0 is the
/// empty beginning. For each [Watch] it knows the last entry that is watched.
final class Trail implements MemorySized {
  static final int ROOT = 0;
  static final int NONE = -1;
  private static final int INITIAL = 16;

  private final List<Watch> watches;

  private int[] parents = new int[INITIAL];

  /// Distance of the row from that at which the attempt began.
  private int[] offsets = new int[INITIAL];

  /// Twice the variable, and one more if the row is not to be shown.
  private int[] labels = new int[INITIAL];

  /// By watch and entry: the entry itself or the nearest one before it that is watched.
  private int[][] latest;

  /// By watch and entry: the first entry that is watched.
  private int[][] earliest;

  /// By watch and entry: a hash of all rows that are watched.
  private long[][] hashes;

  private int size;

  Trail(List<Watch> watches) {
    this.watches = watches;
    latest = new int[watches.size()][INITIAL];
    earliest = new int[watches.size()][INITIAL];
    hashes = new long[watches.size()][INITIAL];
    clear();
  }

  /// Forgets all rows.
  void clear() {
    size = 1;
    parents[ROOT] = NONE;
    offsets[ROOT] = NONE;
    for (int w = 0; w < latest.length; w++) {
      latest[w][ROOT] = NONE;
      earliest[w][ROOT] = NONE;
      hashes[w][ROOT] = 0;
    }
  }

  int size() {
    return size;
  }

  /// Adds a row behind an entry.
  int add(int parent, int offset, int variable, boolean hidden) {
    if (size == parents.length) {
      grow();
    }
    int entry = size++;
    parents[entry] = parent;
    offsets[entry] = offset;
    labels[entry] = 2 * variable + (hidden ? 1 : 0);
    for (int w = 0; w < latest.length; w++) {
      Watch watch = watches.get(w);
      boolean watched = watch.takes(variable);
      latest[w][entry] = watched ? entry : latest[w][parent];
      int head = earliest[w][parent];
      earliest[w][entry] = head == NONE && watched ? entry : head;
      long known = hashes[w][parent];
      hashes[w][entry] =
          watched ? Hashing.combine(known, label(watch, entry) * 31L + offset) : known;
    }
    return entry;
  }

  private void grow() {
    int length = size * 2;
    parents = Arrays.copyOf(parents, length);
    offsets = Arrays.copyOf(offsets, length);
    labels = Arrays.copyOf(labels, length);
    for (int w = 0; w < latest.length; w++) {
      latest[w] = Arrays.copyOf(latest[w], length);
      earliest[w] = Arrays.copyOf(earliest[w], length);
      hashes[w] = Arrays.copyOf(hashes[w], length);
    }
  }

  int parent(int entry) {
    return parents[entry];
  }

  int offset(int entry) {
    return offsets[entry];
  }

  int variable(int entry) {
    return labels[entry] >> 1;
  }

  boolean isHidden(int entry) {
    return (labels[entry] & 1) != 0;
  }

  /// The entry or the nearest one before it that is watched, or [#NONE].
  int latest(int watch, int entry) {
    return latest[watch][entry];
  }

  /// The nearest watched entry before a watched one, or [#NONE].
  int previous(int watch, int entry) {
    return latest[watch][parents[entry]];
  }

  /// The first watched entry up to an entry, or [#NONE].
  int earliest(int watch, int entry) {
    return earliest[watch][entry];
  }

  /// Number of rows behind the beginning up to an entry.
  int length(int entry) {
    return offsets[entry] + 1;
  }

  /// A hash of what all watches see: equal for entries that look the same.
  long look(int entry) {
    long hash = 0;
    for (int w = 0; w < latest.length; w++) {
      Watch watch = watches.get(w);
      if (watch.depth() == Watch.ALL) {
        hash = Hashing.combine(hash, hashes[w][entry]);
      } else {
        int at = latest[w][entry];
        for (int i = 0; i < watch.depth() && at != NONE; i++) {
          hash = Hashing.combine(hash, label(watch, at) * 31L + offsets[at]);
          at = previous(w, at);
        }
      }
    }
    return hash;
  }

  /// Whether two entries look the same to all watches.
  boolean looksSame(int a, int b) {
    for (int w = 0; w < latest.length; w++) {
      if (!looksSame(w, a, b)) {
        return false;
      }
    }
    return true;
  }

  private boolean looksSame(int w, int a, int b) {
    Watch watch = watches.get(w);
    int x = latest[w][a];
    int y = latest[w][b];
    for (int i = 0; i < watch.depth() && x != y; i++) {
      if (x == NONE
          || y == NONE
          || offsets[x] != offsets[y]
          || label(watch, x) != label(watch, y)) {
        return false;
      }
      x = previous(w, x);
      y = previous(w, y);
    }
    return true;
  }

  private int label(Watch watch, int entry) {
    return watch.byName() ? labels[entry] >> 1 : 0;
  }

  /// Keeps only what these entries stand on, and says where they are now.
  void keep(int[] entries, int count) {
    int[] moved = new int[size];
    for (int i = 0; i < count; i++) {
      for (int entry = entries[i]; entry > ROOT && moved[entry] == 0; entry = parents[entry]) {
        moved[entry] = 1;
      }
    }
    int kept = 1;
    for (int entry = 1; entry < size; entry++) {
      if (moved[entry] != 0) {
        moved[entry] = kept;
        parents[kept] = moved[parents[entry]];
        offsets[kept] = offsets[entry];
        labels[kept] = labels[entry];
        for (int w = 0; w < latest.length; w++) {
          int last = latest[w][entry];
          int head = earliest[w][entry];
          latest[w][kept] = last == NONE ? NONE : moved[last];
          earliest[w][kept] = head == NONE ? NONE : moved[head];
          hashes[w][kept] = hashes[w][entry];
        }
        kept++;
      }
    }
    size = kept;
    for (int i = 0; i < count; i++) {
      if (entries[i] > ROOT) {
        entries[i] = moved[entries[i]];
      }
    }
  }

  @Override
  public long memoryBytes() {
    return 12L * parents.length + 16L * latest.length * parents.length;
  }
}
