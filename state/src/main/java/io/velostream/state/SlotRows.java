package io.velostream.state;

import io.velostream.columnar.MemorySized;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// State of fixed width by slot: the key of a group, its row count, its sums.
///
/// Each owner claims a field of one or more words before there is a slot. Few slots have an array
/// per field, which is what loops over one field like best. From [#FEW_SLOTS] on the fields of a
/// slot lie side by side in one row: a group among millions then costs one or two cache misses
/// rather than one for each of its fields. What is not 64-bit integers is kept as bits. A word that
/// was never written is 0.
public final class SlotRows implements MemorySized {
  /// The state of so many slots fits the nearer caches.
  public static final int FEW_SLOTS = 1 << 14;

  private static final int FIRST_SLOTS = 64;

  /// From so many slots on, rows grow by a quarter instead of twofold: both the room that is not
  /// used yet and the rows that are copied from count then in gigabytes.
  private static final int MANY_SLOTS = 1 << 22;

  private static final int MAX_WORDS = Integer.MAX_VALUE - 8;

  private final List<Integer> widths = new ArrayList<>();
  private SlotField[] fields = new SlotField[0];
  private int width;
  private int capacity;
  private boolean together;

  /// Adds a field to each row.
  ///
  /// @param words how many words it has
  /// @return the number of the field
  /// @throws IllegalStateException when there are slots already
  public int claim(int words) {
    if (capacity > 0) {
      throw new IllegalStateException("rows that hold slots cannot become wider");
    }
    int number = widths.size();
    widths.add(words);
    width += words;
    fields = Arrays.copyOf(fields, number + 1);
    fields[number] = new SlotField(new long[0], words, 0);
    return number;
  }

  /// Where a field lies, until the next [#reserve].
  public SlotField field(int number) {
    return fields[number];
  }

  /// Words from the beginning of a field to the end of what lies with it.
  int wordsFrom(int number) {
    SlotField field = fields[number];
    return field.stride() - field.at();
  }

  /// There is room for the slots below it.
  public int capacity() {
    return capacity;
  }

  /// Makes room for the slots below `limit`.
  public void reserve(int limit) {
    if (limit > capacity) {
      grow(limit);
    }
  }

  private void grow(int limit) {
    long more = capacity < MANY_SLOTS ? capacity : capacity / 4;
    long wanted = Math.max(limit, Math.max(FIRST_SLOTS, capacity + more));
    int slots = (int) Math.min(wanted, MAX_WORDS / Math.max(1, width));
    if (slots < limit) {
      throw new OutOfMemoryError("grouped state of " + limit + " slots of " + width + " words");
    }
    if (together) {
      lieTogether(Arrays.copyOf(fields[0].words(), slots * width));
    } else if (slots <= FEW_SLOTS || fields.length == 1) {
      for (int i = 0; i < fields.length; i++) {
        SlotField field = fields[i];
        fields[i] =
            new SlotField(Arrays.copyOf(field.words(), slots * field.stride()), field.stride(), 0);
      }
    } else {
      bringTogether(new long[slots * width]);
    }
    capacity = slots;
  }

  private void lieTogether(long[] words) {
    int at = 0;
    for (int i = 0; i < fields.length; i++) {
      fields[i] = new SlotField(words, width, at);
      at += widths.get(i);
    }
    together = true;
  }

  private void bringTogether(long[] words) {
    int at = 0;
    for (SlotField field : fields) {
      int own = field.stride();
      for (int slot = 0; slot < capacity; slot++) {
        System.arraycopy(field.words(), slot * own, words, slot * width + at, own);
      }
      at += own;
    }
    lieTogether(words);
  }

  /// Makes the slots below `limit` as if never written.
  public void clear(int limit) {
    int slots = Math.min(limit, capacity);
    if (together) {
      Arrays.fill(fields[0].words(), 0, slots * width, 0);
    } else {
      for (SlotField field : fields) {
        Arrays.fill(field.words(), 0, slots * field.stride(), 0);
      }
    }
  }

  @Override
  public long memoryBytes() {
    return 8L * capacity * width;
  }
}
