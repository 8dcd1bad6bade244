package io.velostream.operators.join;

import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.columnar.VectorBuilder;
import io.velostream.operators.Output;
import io.velostream.operators.rows.Cells;
import io.velostream.operators.rows.RowEmitter;
import io.velostream.operators.rows.RowTable;
import io.velostream.operators.rows.SlotSequence;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/// What both forms of an ASOF join share: the groups of equal keys, the question which right row a
/// left row has, and how a pair comes out.
final class AsofMatches implements MemorySized {
  private final AsofSpec spec;
  private final AsofSide left;
  private final AsofSide right;
  private final RowTable groups;
  private final RowEmitter emitter;

  /// By group: how many rows both sides have of it.
  private int[] members = new int[64];

  private final IntPredicate probedMatches = this::probedMatches;
  private int probe;

  AsofMatches(AsofSpec spec) {
    this.spec = spec;
    List<JoinKey> keys = spec.keys();
    left =
        new AsofSide(
            spec.left(),
            keys.stream().map(JoinKey::left).toList(),
            spec.leftOrder(),
            spec.following(),
            false,
            spec.leftRetracts());
    right =
        new AsofSide(
            spec.right(),
            keys.stream().map(JoinKey::right).toList(),
            spec.rightOrder(),
            spec.following(),
            spec.latestWins(),
            spec.rightRetracts());
    groups = new RowTable(keys.stream().map(key -> spec.left().get(key.left())).toList());
    emitter = new RowEmitter(spec.output());
  }

  AsofSide left() {
    return left;
  }

  AsofSide right() {
    return right;
  }

  /// Adds a row of a side, and to that its group, if it is the first of it; the slot of the row.
  int add(AsofSide side, Vector[] columns, int row, long weight) {
    int known = groups.size();
    int group = groups.findOrAdd(side.keys().of(columns), row);
    if (group >= members.length) {
      members = Arrays.copyOf(members, Math.max(group + 1, members.length * 2));
    }
    if (groups.size() > known) {
      members[group] = 0;
    }
    int before = side.size();
    int slot = side.add(columns, row, group, weight);
    members[group] += side.size() - before;
    return slot;
  }

  /// Forgets a row that has no place in the order, and its group with the last of its rows.
  void forget(AsofSide side, int slot) {
    int group = side.group(slot);
    side.forget(slot);
    if (--members[group] == 0) {
      groups.remove(group);
    }
  }

  /// Whether a right row comes into question for a left one of its group: all from some right row
  /// back do.
  boolean matches(int leftSlot, int rightSlot) {
    int order = Cells.compare(right.orders(), rightSlot, left.orders(), leftSlot);
    return order == 0 ? !spec.strict() : spec.following() ? order > 0 : order < 0;
  }

  private boolean probedMatches(int rightSlot) {
    return matches(probe, rightSlot);
  }

  /// The right row that a left row has, or [SlotSequence#NONE].
  int match(int leftSlot) {
    probe = leftSlot;
    return right.ordered(left.group(leftSlot)).last(probedMatches);
  }

  /// Puts out a kept left row with a right one, or beside NULLs.
  void emit(int leftSlot, int rightSlot, long weight, Output output) {
    if (rightSlot == SlotSequence.NONE) {
      emitAlone(left.columns(), leftSlot, weight, output);
      return;
    }
    int leftColumns = spec.left().size();
    Vector[] ofLeft = left.columns();
    Vector[] ofRight = right.columns();
    VectorBuilder[] builders = emitter.builders();
    for (int c = 0; c < builders.length; c++) {
      if (c < leftColumns) {
        builders[c].append(ofLeft[c], leftSlot);
      } else {
        builders[c].append(ofRight[c - leftColumns], rightSlot);
      }
    }
    emitter.finishRow(weight, output);
  }

  /// Puts out a left row beside NULLs, if the join is an outer one.
  void emitAlone(Vector[] columns, int row, long weight, Output output) {
    if (!spec.outer()) {
      return;
    }
    VectorBuilder[] builders = emitter.builders();
    for (int c = 0; c < builders.length; c++) {
      if (c < columns.length) {
        builders[c].append(columns[c], row);
      } else {
        builders[c].appendNull();
      }
    }
    emitter.finishRow(weight, output);
  }

  void flush(Output output) {
    emitter.flush(output);
  }

  long rows() {
    return (long) left.size() + right.size();
  }

  @Override
  public long memoryBytes() {
    return left.memoryBytes()
        + right.memoryBytes()
        + groups.memoryBytes()
        + 4L * members.length
        + emitter.memoryBytes();
  }
}
