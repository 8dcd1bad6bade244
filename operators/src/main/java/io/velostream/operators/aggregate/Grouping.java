package io.velostream.operators.aggregate;

import io.velostream.columnar.Batch;
import io.velostream.columnar.BytesVector;
import io.velostream.columnar.Vector;
import io.velostream.operators.Output;
import io.velostream.state.GroupTable;
import io.velostream.state.KeyEncoder;
import io.velostream.state.SlotRows;
import io.velostream.state.StringIds;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.ArrayDeque;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What all groups of one operator share: the layout of their state, buffers for one batch, and the
/// pools from which [Groups] are taken and to which they return when their window has closed.
public final class Grouping {
  /// What a pool may hold; more is left to the garbage collector.
  private static final long MAX_FREE_BYTES = 16L << 20;

  /// The same for pages: a large step in several pipelines fills some hundred at once, and the next
  /// one needs as many.
  private static final long MAX_FREE_PAGE_BYTES = 64L << 20;

  private final AggregationLayout layout;
  private final Emission emission;
  private final boolean windowed;
  private final KeyEncoder encoder;
  private final GroupTable.Scratch scratch;
  private final InputRows[] pickers;
  private final GroupedRows in = new GroupedRows();
  private final Vector[] keyColumns;
  private final List<Integer> partialKeys;
  private StringIds[] stringIds;
  private final Publisher publisher;
  private final ArrayDeque<Groups> free = new ArrayDeque<>();
  private final ArrayDeque<ChangeLog.Page> freePages = new ArrayDeque<>();
  private @Nullable AccumulatorSet trace;
  private int[] slots = new int[0];
  private int[] positions = new int[0];
  private int[] ranks = new int[0];
  private int[] live = new int[0];
  private int[] merged = new int[0];
  private long freeBytes;
  private long freePageBytes;
  private long arrivals;
  private long held;

  /// @param windowed whether `window_start` and `window_end` are put out after the keys
  public Grouping(Aggregation aggregation, Emission emission, boolean windowed) {
    this.layout = new AggregationLayout(aggregation);
    this.emission = emission;
    this.windowed = windowed;
    this.encoder = layout.keyEncoder();
    this.scratch = new GroupTable.Scratch(encoder);
    this.pickers = layout.inputs().stream().map(InputRows::new).toArray(InputRows[]::new);
    this.keyColumns = new Vector[aggregation.keys().size()];
    this.partialKeys = IntStream.range(0, keyColumns.length).boxed().toList();
    this.stringIds =
        GroupTable.prefersIds(encoder)
            ? layout.keyLanes().stream().map(lane -> new StringIds()).toArray(StringIds[]::new)
            : new StringIds[0];
    this.publisher = new Publisher(layout, windowed);
  }

  /// Groups without rows, of the window `[start, end)`.
  public Groups open(long start, long end) {
    Groups groups = free.pollFirst();
    if (groups == null) {
      SlotRows rows = new SlotRows();
      groups = new Groups(this, new GroupTable(encoder, scratch, codeBits(), rows), rows);
    } else {
      freeBytes -= groups.pooledBytes;
    }
    groups.setWindow(start, end);
    return groups;
  }

  /// Takes groups back; they are not to be used any more.
  public void release(Groups groups) {
    boolean roomy = groups.isRoomy();
    groups.clear();
    long bytes = groups.memoryBytes();
    if (!roomy && (free.isEmpty() || freeBytes + bytes <= MAX_FREE_BYTES)) {
      freeBytes += bytes;
      groups.pooledBytes = bytes;
      free.addFirst(groups);
    }
  }

  /// One table may spend more on an index than each of many.
  private int codeBits() {
    return windowed ? 14 : 18;
  }

  /// Gets ready for the rows of a batch.
  ///
  /// @throws IllegalStateException when rows are retracted that were said to be insertions only
  public void beginBatch(Batch batch) {
    requireInsertions(batch);
    for (int i = 0; i < keyColumns.length; i++) {
      keyColumns[i] = batch.column(layout.aggregation().keys().get(i));
    }
    encodeKeys(batch, layout.aggregation().keys());
    in.weights = batch.weights();
    in.firstArrival = arrivals;
    in.ranks = ranksOf(batch);
    int[] selection = batch.selection();
    arrivals += selection == null || in.ranks != null ? batch.rowCount() : held;
  }

  /// Gets ready for groups that a first half has handed over.
  void beginPartials(Batch keys) {
    for (int i = 0; i < keyColumns.length; i++) {
      keyColumns[i] = keys.column(i);
    }
    encodeKeys(keys, partialKeys);
  }

  /// Flat strings of few values become ids, if all key columns can.
  private void encodeKeys(Batch batch, List<Integer> keys) {
    if (stringIds.length == 0) {
      return;
    }
    for (int i = 0; i < keyColumns.length; i++) {
      if (keyColumns[i] instanceof BytesVector flat) {
        Vector coded = stringIds[i].encode(flat, batch.selection(), batch.rowCount());
        if (coded == null) {
          // One that cannot is enough for all: the others would be hashed just the same.
          stringIds = new StringIds[0];
          for (int k = 0; k < i; k++) {
            keyColumns[k] = batch.column(keys.get(k));
          }
          return;
        }
        keyColumns[i] = coded;
      }
    }
  }

  private void requireInsertions(Batch batch) {
    long[] weights = batch.weights();
    if (weights == null || layout.aggregation().retracts()) {
      return;
    }
    for (int k = 0; k < batch.rowCount(); k++) {
      if (weights[batch.rowAt(k)] < 0) {
        throw new IllegalStateException("a retraction in an input that was said to hold none");
      }
    }
  }

  /// Ranks are needed only where rows are live in another order than that of their indexes. Sets
  /// `held` to the number of indexes otherwise.
  private int @Nullable [] ranksOf(Batch batch) {
    int[] selection = batch.selection();
    int count = batch.rowCount();
    if (selection == null || count == 0) {
      held = 0;
      return null;
    }
    int max = selection[0];
    boolean ascending = true;
    for (int k = 1; k < count; k++) {
      ascending &= selection[k] > selection[k - 1];
      max = Math.max(max, selection[k]);
    }
    held = max + 1L;
    if (ascending) {
      return null;
    }
    if (ranks.length <= max) {
      ranks = new int[Math.max(max + 1, ranks.length * 2)];
    }
    for (int k = 0; k < count; k++) {
      ranks[selection[k]] = k;
    }
    return ranks;
  }

  /// Writes how many rows have arrived, by which later ones are told from earlier ones.
  public void save(StateOutput out) {
    out.putLong(arrivals);
  }

  /// Goes on after the rows that had arrived before; of several pipelines, after all of them.
  public void restore(StateInput in) {
    arrivals = Math.max(arrivals, in.getLong());
  }

  /// When groups are published.
  public Emission emission() {
    return emission;
  }

  /// Whether groups have keys.
  boolean hasKeys() {
    return keyColumns.length > 0;
  }

  /// Whether groups belong to windows, so that one without rows does not exist.
  boolean windowed() {
    return windowed;
  }

  boolean retracts() {
    return layout.aggregation().retracts();
  }

  boolean keepsOldRows() {
    return emission == Emission.CHANGES;
  }

  boolean tracksTouched() {
    return emission == Emission.CHANGES || retracts();
  }

  /// Number of the arrival of a row of the batch at hand.
  long arrival(int row) {
    return in.arrival(row);
  }

  AggregationLayout layout() {
    return layout;
  }

  KeyEncoder encoder() {
    return encoder;
  }

  GroupTable.Scratch scratch() {
    return scratch;
  }

  InputRows[] pickers() {
    return pickers;
  }

  Vector[] keyColumns() {
    return keyColumns;
  }

  Publisher publisher() {
    return publisher;
  }

  /// Sends what was added to the pending batch.
  public void flush(Output output) {
    publisher.flush(output);
  }

  AccumulatorSet trace(AccumulatorSet traced) {
    AccumulatorSet present = trace;
    if (present == null) {
      present = traced.newTrace();
      trace = present;
    }
    return present;
  }

  /// The rows of the batch with room for `count` slots.
  GroupedRows rows(int @Nullable [] rows, int count) {
    if (slots.length < count) {
      slots = new int[count];
    }
    in.rows = rows;
    in.count = count;
    in.slots = slots;
    return in;
  }

  /// A buffer for a part of a list of rows.
  int[] positions(int count) {
    if (positions.length < count) {
      positions = new int[count];
    }
    return positions;
  }

  int[] live(int count) {
    if (live.length < count) {
      live = new int[Math.max(count, live.length * 2)];
    }
    return live;
  }

  int[] merged(int count) {
    if (merged.length < count) {
      merged = new int[Math.max(count, merged.length * 2)];
    }
    return merged;
  }

  ChangeLog.Page takePage() {
    ChangeLog.Page page = freePages.pollFirst();
    if (page == null) {
      return new ChangeLog.Page(this, new OutputRows(layout, windowed));
    }
    freePageBytes -= page.memoryBytes();
    return page;
  }

  void givePage(ChangeLog.Page page) {
    long bytes = page.memoryBytes();
    if (freePageBytes + bytes <= MAX_FREE_PAGE_BYTES) {
      freePageBytes += bytes;
      freePages.addFirst(page);
    }
  }

  /// Bytes held here, pools included.
  public long memoryBytes() {
    long bytes = encoder.memoryBytes() + publisher.memoryBytes() + freeBytes + freePageBytes;
    for (StringIds ids : stringIds) {
      bytes += ids.memoryBytes();
    }
    return bytes + (trace == null ? 0 : trace.memoryBytes());
  }
}
