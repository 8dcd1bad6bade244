package io.velostream.operators.aggregate;

import io.velostream.columnar.Batch;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.operators.Output;
import io.velostream.state.SlotField;
import io.velostream.state.SlotRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The groups that the current step has touched, in order, with the results they had before it.
final class ChangeLog {
  private final Grouping grouping;
  private final List<Page> pages = new ArrayList<>();
  private final SlotRows rows;

  /// Whether the step has touched a slot. A byte for each is nearer at hand than a word in the row.
  private boolean[] marks = new boolean[0];

  private int[] touched = new int[0];
  private int count;

  /// Old rows of up to [Publisher#PAIRS] groups, and what is published of them.
  static final class Page implements Output.Loan {
    private final Grouping grouping;
    private final OutputRows rows;
    private final boolean[] existed = new boolean[Publisher.PAIRS];
    private final int[] selection = new int[OutputRows.CAPACITY];
    private long[] weights = new long[0];
    private boolean anyExisted;

    /// Whether the step that it is for goes on, and whether a receiver still reads it.
    private boolean inStep;

    private boolean lent;

    /// Groups that the weights are for.
    private int weighed;

    private int keyed;

    Page(Grouping grouping, OutputRows rows) {
      this.grouping = grouping;
      this.rows = rows;
    }

    /// The old results and windows, at the positions from 0 on; unwritten for groups without one.
    OutputRows rows() {
      return rows;
    }

    /// By place: whether there was an old row.
    boolean[] existed() {
      return existed;
    }

    /// Whether there was any old row.
    boolean anyExisted() {
      return anyExisted;
    }

    /// Which of its rows are published.
    int[] selection() {
      return selection;
    }

    /// The weights of `groups` old rows and then as many new ones.
    long[] weights(int groups) {
      if (weighed != groups) {
        if (weights.length < 2 * groups) {
          weights = new long[2 * groups];
        }
        Arrays.fill(weights, 0, groups, -1);
        Arrays.fill(weights, groups, 2 * groups, 1);
        weighed = groups;
      }
      return weights;
    }

    /// Sends rows that are in its arrays, which the receiver may go on reading.
    void send(Batch batch, Output output) {
      lent = output.lend(batch, this);
    }

    @Override
    public void end() {
      lent = false;
      giveBack();
    }

    private void endStep() {
      inStep = false;
      giveBack();
    }

    private void giveBack() {
      if (!lent && !inStep) {
        reset();
        grouping.givePage(this);
      }
    }

    /// Writes those keys of its first `count` groups that have not been written yet.
    void writeKeys(GroupSource source, int[] slots, int from, int count) {
      if (keyed < count) {
        source.writeKeys(rows, slots, from + keyed, count - keyed, keyed);
        keyed = count;
      }
    }

    private void writeKeysEarly(GroupSource source, int[] slots, int from, int count, int place) {
      if (keyed == place && source.writesKeysEarly()) {
        source.writeKeys(rows, slots, from, count, place);
        keyed = place + count;
      }
    }

    private void reset() {
      rows.reset();
      anyExisted = false;
      keyed = 0;
    }

    long memoryBytes() {
      return rows.memoryBytes() + existed.length + 4L * selection.length + 8L * weights.length;
    }
  }

  /// @param rows that have room for all slots which are noted
  ChangeLog(Grouping grouping, SlotRows rows) {
    this.grouping = grouping;
    this.rows = rows;
  }

  /// Notes the groups of `slots[0 .. n - 1]`, before they change. There is room for them in the
  /// rows.
  void touch(GroupSource source, int[] slots, int n) {
    if (touched.length < count + n) {
      touched = Arrays.copyOf(touched, Math.max(count + n, touched.length * 2));
    }
    if (marks.length < rows.capacity()) {
      marks = Arrays.copyOf(marks, rows.capacity());
    }
    int first = count;
    count = collect(slots, n, marks, touched, first);
    if (grouping.keepsOldRows()) {
      saveOld(source, first);
    }
  }

  private static int collect(int[] slots, int n, boolean[] marks, int[] touched, int count) {
    int all = count;
    for (int k = 0; k < n; k++) {
      int slot = slots[k];
      if (!marks[slot]) {
        marks[slot] = true;
        touched[all++] = slot;
      }
    }
    return all;
  }

  private void saveOld(GroupSource source, int first) {
    int from = first;
    while (from < count) {
      int place = from % Publisher.PAIRS;
      if (place == 0 || pages.isEmpty()) {
        Page taken = grouping.takePage();
        taken.inStep = true;
        pages.add(taken);
      }
      Page page = pages.getLast();
      int n = Math.min(count - from, Publisher.PAIRS - place);
      // A step that has filled a page will mostly fill the next: no growing bit by bit.
      page.rows.reserve(pages.size() > 1 ? OutputRows.CAPACITY : place + n);
      page.writeKeysEarly(source, touched, from, n, place);
      boolean any = false;
      for (int i = 0; i < n; i++) {
        boolean exists = source.exists(touched[from + i]);
        page.existed[place + i] = exists;
        any |= exists;
      }
      if (any) {
        page.anyExisted = true;
        source.writeWindows(page.rows, touched, from, n, place);
        page.rows.writeResults(source.state(), touched, from, n, place);
      }
      from += n;
    }
  }

  /// Whether the step has touched a group.
  boolean isEmpty() {
    return count == 0;
  }

  /// Number of touched groups.
  int size() {
    return count;
  }

  /// The touched groups, in order.
  int[] slots() {
    return touched;
  }

  /// Checks that no group has fewer than no rows.
  void requireValid(GroupSource source) {
    SlotField counts = source.state().rowCounts();
    for (int i = 0; i < count; i++) {
      if (counts.get(touched[i]) < 0) {
        throw unknownRow();
      }
    }
    if (source.state().anyNegative()) {
      throw unknownRow();
    }
  }

  /// The error for a retraction of what was never inserted.
  static UserException unknownRow() {
    return new UserException(
            ErrorCode.BAD_INPUT, "the input of an aggregate retracts a row that it never inserted")
        .hint("check that the changelog of the source is complete and in order");
  }

  /// Sends the changes of all touched groups.
  ///
  /// @param allChange whether each of them is known to have a row now, another one than before
  void publish(GroupSource source, boolean allChange, Publisher publisher, Output output) {
    for (int i = 0; i < pages.size(); i++) {
      Page page = pages.get(i);
      int from = i * Publisher.PAIRS;
      int n = Math.min(count - from, Publisher.PAIRS);
      publisher.changes(source, page, touched, from, n, allChange, output);
    }
  }

  /// Forgets the step.
  void clear() {
    for (int i = 0; i < pages.size(); i++) {
      pages.get(i).endStep();
    }
    pages.clear();
    for (int i = 0; i < count; i++) {
      marks[touched[i]] = false;
    }
    count = 0;
  }

  long memoryBytes() {
    return 4L * touched.length + marks.length;
  }
}
