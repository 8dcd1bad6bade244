package io.velostream.operators.aggregate;

import io.velostream.columnar.MemorySized;
import java.util.Arrays;

/// Sessions by the time at which they may end: a binary heap. A session that was extended since it
/// was put in is put in again when its former end comes up; one that is gone is known by its
/// generation.
final class SessionQueue implements MemorySized {
  private long[] ends = new long[16];
  private int[] sessions = new int[16];
  private int[] generations = new int[16];
  private int size;
  private int[] closed = new int[0];

  void add(long end, int session, int generation) {
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, size * 2);
      sessions = Arrays.copyOf(sessions, size * 2);
      generations = Arrays.copyOf(generations, size * 2);
    }
    int at = size++;
    while (at > 0 && end < ends[(at - 1) >>> 1]) {
      move((at - 1) >>> 1, at);
      at = (at - 1) >>> 1;
    }
    put(at, end, session, generation);
  }

  private void removeTop() {
    size--;
    long end = ends[size];
    int session = sessions[size];
    int generation = generations[size];
    int at = 0;
    while (true) {
      int child = 2 * at + 1;
      if (child >= size) {
        break;
      }
      if (child + 1 < size && ends[child + 1] < ends[child]) {
        child++;
      }
      if (end <= ends[child]) {
        break;
      }
      move(child, at);
      at = child;
    }
    put(at, end, session, generation);
  }

  private void move(int from, int to) {
    put(to, ends[from], sessions[from], generations[from]);
  }

  private void put(int at, long end, int session, int generation) {
    ends[at] = end;
    sessions[at] = session;
    generations[at] = generation;
  }

  /// Takes out the sessions that end at `watermark` or before; returns how many those are.
  int closed(long watermark, long[] endOf, int[] generationOf) {
    int count = 0;
    while (size > 0 && ends[0] <= watermark) {
      int session = sessions[0];
      int generation = generations[0];
      removeTop();
      if (generationOf[session] != generation) {
        continue;
      }
      if (endOf[session] > watermark) {
        add(endOf[session], session, generation);
        continue;
      }
      if (count == closed.length) {
        closed = Arrays.copyOf(closed, Math.max(16, count * 2));
      }
      closed[count++] = session;
    }
    return count;
  }

  /// The sessions taken out, ordered by end, start and arrival.
  int[] sorted(int count, long[] startOf, long[] endOf, long[] arrivalOf) {
    if (count > 1) {
      int[] ordered =
          Arrays.stream(closed, 0, count)
              .boxed()
              .sorted((a, b) -> {
                int byEnd = Long.compare(endOf[a], endOf[b]);
                int byStart = byEnd != 0 ? byEnd : Long.compare(startOf[a], startOf[b]);
                return byStart != 0 ? byStart : Long.compare(arrivalOf[a], arrivalOf[b]);
              })
              .mapToInt(Integer::intValue)
              .toArray();
      System.arraycopy(ordered, 0, closed, 0, count);
    }
    return closed;
  }

  @Override
  public long memoryBytes() {
    return 16L * ends.length + 4L * closed.length;
  }
}
