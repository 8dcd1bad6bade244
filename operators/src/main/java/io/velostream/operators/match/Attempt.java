package io.velostream.operators.match;

import io.velostream.columnar.MemorySized;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The search for the match that is preferred among all that begin at one row: ordered threads that
/// each row moves on. A match cuts off all threads that are less preferred; the match that stands
/// when no thread is left is the one.
final class Attempt implements MemorySized {
  private static final int MOST_THREADS = 10_000;

  private final PatternProgram program;
  private final Trail trail;
  private final ConditionAggregates aggregates;

  /// Whether all that a thread will do is told by its place in the program.
  private final boolean forgetful;

  private int[] places = new int[8];
  private int[] entries = new int[8];
  private int count;
  private int[] oldPlaces = new int[8];
  private int[] oldEntries = new int[8];
  private int[] stack = new int[8];

  /// By instruction: when it was last reached.
  private final int[] reached;

  private int stamp;
  private int best = Trail.NONE;
  private int taken;
  private int tidyAt;

  Attempt(PatternProgram program, List<Watch> watches, ConditionAggregates aggregates) {
    this.program = program;
    this.trail = new Trail(watches);
    this.aggregates = aggregates;
    forgetful = watches.isEmpty();
    reached = new int[program.size()];
  }

  /// Begins anew, before a row.
  ///
  /// @param atStart whether that is the first row of the partition
  void begin(boolean atStart) {
    trail.clear();
    aggregates.clear();
    count = 0;
    taken = 0;
    best = Trail.NONE;
    tidyAt = 1024;
    stamp++;
    follow(0, Trail.ROOT, atStart, false);
  }

  /// Whether no thread waits for a row.
  boolean isDecided() {
    return count == 0;
  }

  /// Number of rows that threads have gone by.
  int taken() {
    return taken;
  }

  /// There are no more rows.
  void end() {
    count = 0;
  }

  /// The last entry of the match, [Trail#ROOT] of an empty one, [Trail#NONE] without one.
  int match() {
    return best;
  }

  Trail trail() {
    return trail;
  }

  ConditionAggregates aggregates() {
    return aggregates;
  }

  /// Takes the next row.
  ///
  /// @param last whether it is known to be the last one of the partition
  void step(MatchPartition partition, MatchConditions conditions, boolean last) {
    int offset = taken++;
    int[] swapPlaces = oldPlaces;
    int[] swapEntries = oldEntries;
    oldPlaces = places;
    oldEntries = entries;
    places = swapPlaces;
    entries = swapEntries;
    int threads = count;
    count = 0;
    stamp++;
    for (int i = 0; i < threads; i++) {
      int place = oldPlaces[i];
      int variable = program.first()[place];
      boolean hidden = program.second()[place] != 0;
      boolean local = conditions.isLocal(variable);
      if (local && !conditions.holds(variable, partition, partition.start() + offset)) {
        continue;
      }
      int entry = trail.add(oldEntries[i], offset, variable, hidden);
      if (!local && !conditions.holds(variable, partition, this, entry)) {
        continue;
      }
      if (!forgetful) {
        stamp++;
      }
      if (follow(place + 1, entry, false, last)) {
        break;
      }
    }
    if (!forgetful && count > 1) {
      merge();
    }
    tidy();
  }

  /// Lets a thread go on to where it needs a row, in order of preference.
  ///
  /// @return whether it has come to a match, so that nothing less preferred counts
  private boolean follow(int from, int entry, boolean atStart, boolean atEnd) {
    if (program.rounds() > 0) {
      return followRounds(from, entry, new BitSet(), new HashSet<>(), atStart, atEnd);
    }
    int depth = 0;
    stack[depth++] = from;
    while (depth > 0) {
      int place = stack[--depth];
      if (reached[place] == stamp) {
        // A thread that is preferred has been here with the same rows.
        continue;
      }
      reached[place] = stamp;
      if (depth + 2 > stack.length) {
        stack = Arrays.copyOf(stack, stack.length * 2);
      }
      int a = program.first()[place];
      switch (program.operations()[place]) {
        case PatternProgram.ROW -> addThread(place, entry);
        case PatternProgram.FORK -> {
          stack[depth++] = program.second()[place];
          stack[depth++] = a;
        }
        case PatternProgram.JUMP -> stack[depth++] = a;
        case PatternProgram.AT_START -> {
          if (atStart) {
            stack[depth++] = place + 1;
          }
        }
        case PatternProgram.AT_END -> {
          if (atEnd) {
            stack[depth++] = place + 1;
          }
        }
        case PatternProgram.MATCH -> {
          best = entry;
          return true;
        }
        default -> throw new IllegalStateException("instruction " + place);
      }
    }
    return false;
  }

  /// A place, and the rounds that have begun and have not taken a row yet.
  private record Visit(int place, BitSet rounds) {}

  /// As [#follow], for a program with rounds that could go by without a row: what may come next
  /// depends on them too.
  private boolean followRounds(
      int from, int entry, BitSet rounds, Set<Visit> visits, boolean atStart, boolean atEnd) {
    int place = from;
    while (true) {
      int a = program.first()[place];
      int operation = program.operations()[place];
      if (operation == PatternProgram.ROW || operation == PatternProgram.MATCH) {
        if (reached[place] == stamp) {
          return false;
        }
        reached[place] = stamp;
        if (operation == PatternProgram.ROW) {
          addThread(place, entry);
          return false;
        }
        best = entry;
        return true;
      }
      if (!visits.add(new Visit(place, rounds))) {
        return false;
      }
      switch (operation) {
        case PatternProgram.FORK -> {
          if (followRounds(a, entry, rounds, visits, atStart, atEnd)) {
            return true;
          }
          place = program.second()[place];
        }
        case PatternProgram.JUMP -> place = a;
        case PatternProgram.BEGIN_ROUND -> {
          rounds = (BitSet) rounds.clone();
          rounds.set(a);
          place++;
        }
        default -> {
          boolean goesOn =
              switch (operation) {
                case PatternProgram.END_ROUND -> !rounds.get(a);
                case PatternProgram.AT_START -> atStart;
                case PatternProgram.AT_END -> atEnd;
                default -> throw new IllegalStateException("instruction " + place);
              };
          if (!goesOn) {
            return false;
          }
          place++;
        }
      }
    }
  }

  private void addThread(int place, int entry) {
    if (count == places.length) {
      if (count >= MOST_THREADS) {
        throw new UserException(
                ErrorCode.LIMIT_EXCEEDED,
                "MATCH_RECOGNIZE: there are more than "
                    + MOST_THREADS
                    + " ways to match the same rows at once")
            .hint("make the conditions of DEFINE exclude each other, or the repetitions shorter");
      }
      places = Arrays.copyOf(places, count * 2);
      entries = Arrays.copyOf(entries, count * 2);
    }
    places[count] = place;
    entries[count++] = entry;
  }

  /// Gives up threads that will do what a preferred one does.
  private void merge() {
    int mask = Integer.highestOneBit(count * 4) - 1;
    int[] table = new int[mask + 1];
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int place = places[i];
      int entry = entries[i];
      int at = (int) (trail.look(entry) * 31 + place) & mask;
      boolean known = false;
      while (table[at] != 0 && !known) {
        int other = table[at] - 1;
        known = places[other] == place && trail.looksSame(entries[other], entry);
        at = (at + 1) & mask;
      }
      if (!known) {
        places[kept] = place;
        entries[kept++] = entry;
        table[at] = kept;
      }
    }
    count = kept;
  }

  /// Forgets what no thread stands on, whenever that may be half of all.
  private void tidy() {
    if (trail.size() < tidyAt) {
      return;
    }
    int[] all = Arrays.copyOf(entries, count + 1);
    all[count] = best;
    trail.keep(all, count + 1);
    System.arraycopy(all, 0, entries, 0, count);
    best = all[count];
    aggregates.clear();
    tidyAt = Math.max(1024, 2 * trail.size());
  }

  @Override
  public long memoryBytes() {
    return trail.memoryBytes()
        + aggregates.memoryBytes()
        + 8L * (places.length + oldPlaces.length)
        + 4L * (stack.length + reached.length);
  }
}
