package io.velostream.operators.join;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Vector;
import io.velostream.columnar.VectorBuilder;
import io.velostream.expression.EvaluationContext;
import io.velostream.expression.Evaluator;
import io.velostream.operators.Output;
import io.velostream.operators.StatelessOperator;
import io.velostream.operators.rows.Gather;
import io.velostream.operators.rows.RowEmitter;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// Puts beside each row those that a table has for its keys when the row comes: what changes in the
/// table later changes nothing that came out.
///
/// The table is asked once for each batch, for all keys of it that are not kept from before, each
/// once. What is kept is no part of the state that is saved: whoever goes on asks again.
public final class LookupJoin implements StatelessOperator {
  private static final int PAIRS = 1024;

  private final LookupSpec spec;
  private final LookupSource source;
  private final Optional<Evaluator> condition;
  private final EvaluationContext context;
  private final int[] rightKeys;
  private final Vector[] key;
  private final Vector[] foundKey;
  private final RowEmitter alone;
  private LookupRows rows;

  /// The keys that the table is being asked for.
  private final BitSet asked = new BitSet();

  private int[] askedSlots = new int[64];
  private int askedCount;
  private final Gather[] askedKeys;

  /// Whether all rows of the table have been read, and when.
  private boolean isLoaded;

  private long loadedMicros;

  private final int[] pairRows = new int[PAIRS];
  private final int[] pairSlots = new int[PAIRS];
  private final long[] weights = new long[PAIRS];
  private int pairs;
  private final Gather[] gathers;
  private final BitSet matched = new BitSet();
  private long hits;
  private long misses;

  /// @param condition over the columns of a pair, keeping the pairs that match, with all columns as
  ///   they are; used by this operator alone
  /// @param context the pipeline's, whose time says how old what is kept is
  public LookupJoin(
      LookupSpec spec,
      LookupSource source,
      Optional<Evaluator> condition,
      EvaluationContext context) {
    this.spec = spec;
    this.source = source;
    this.condition = condition;
    this.context = context;
    rightKeys = spec.rightKeys().stream().mapToInt(Integer::intValue).toArray();
    key = new Vector[rightKeys.length];
    foundKey = new Vector[rightKeys.length];
    alone = new RowEmitter(spec.pair());
    rows = new LookupRows(spec.keys(), spec.right());
    askedKeys = gathers(rightKeys.length);
    gathers = gathers(spec.pair().size());
  }

  private static Gather[] gathers(int count) {
    Gather[] made = new Gather[count];
    Arrays.setAll(made, _ -> new Gather());
    return made;
  }

  @Override
  public void process(int input, Batch batch, Output output) {
    List<Integer> leftKeys = spec.leftKeys();
    for (int k = 0; k < key.length; k++) {
      key[k] = batch.column(leftKeys.get(k));
    }
    long now = context.processingMicros();
    switch (spec.cache()) {
      case LookupSpec.Cache.Full full -> {
        loadIfDue(full.reloadMicros(), now);
        join(batch, output);
      }
      case LookupSpec.Cache.Partial partial -> {
        ask(batch, now, partial.expireMicros());
        join(batch, output);
        if (!partial.missing()) {
          forgetMissing();
        }
        rows.trim(partial.maxRows());
      }
      case LookupSpec.Cache.None _ -> {
        ask(batch, now, 0);
        join(batch, output);
        rows.trim(0);
      }
    }
    asked.clear();
    askedCount = 0;
  }

  private void loadIfDue(long reloadMicros, long now) {
    if (isLoaded && (reloadMicros == 0 || now - loadedMicros < reloadMicros)) {
      return;
    }
    rows = new LookupRows(spec.keys(), spec.right());
    source.all(found -> keepAll(found, now));
    isLoaded = true;
    loadedMicros = now;
  }

  private void keepAll(Batch found, long now) {
    bindFound(found);
    for (int k = 0; k < found.rowCount(); k++) {
      int row = found.rowAt(k);
      if (!hasNull(foundKey, row)) {
        int slot = rows.find(foundKey, row);
        rows.addRow(
            slot == LookupRows.NONE ? rows.add(foundKey, row, now) : slot, found.columns(), row);
      }
    }
  }

  /// Asks for the keys of a batch that are not kept, or not any more.
  private void ask(Batch batch, long now, long expireMicros) {
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      if (hasNull(key, row)) {
        continue;
      }
      int slot = rows.find(key, row);
      if (slot != LookupRows.NONE && expireMicros > 0 && now - rows.since(slot) >= expireMicros) {
        rows.remove(slot);
        slot = LookupRows.NONE;
      }
      if (slot == LookupRows.NONE) {
        misses++;
        note(rows.add(key, row, now));
      } else {
        hits++;
        rows.touch(slot);
      }
    }
    if (askedCount > 0) {
      Vector[] all = rows.keyColumns();
      Vector[] wanted = new Vector[all.length];
      for (int k = 0; k < wanted.length; k++) {
        wanted[k] = askedKeys[k].gather(all[k], askedSlots, askedCount);
      }
      source.find(new Batch(wanted, askedCount, null, null), this::keepAsked);
    }
  }

  private void note(int slot) {
    if (askedCount == askedSlots.length) {
      askedSlots = Arrays.copyOf(askedSlots, askedCount * 2);
    }
    askedSlots[askedCount++] = slot;
    asked.set(slot);
  }

  private void keepAsked(Batch found) {
    bindFound(found);
    for (int k = 0; k < found.rowCount(); k++) {
      int row = found.rowAt(k);
      int slot = hasNull(foundKey, row) ? LookupRows.NONE : rows.find(foundKey, row);
      if (slot != LookupRows.NONE && asked.get(slot)) {
        rows.addRow(slot, found.columns(), row);
      }
    }
  }

  private void bindFound(Batch found) {
    for (int k = 0; k < foundKey.length; k++) {
      foundKey[k] = found.column(rightKeys[k]);
    }
  }

  private void forgetMissing() {
    for (int i = 0; i < askedCount; i++) {
      if (rows.firstRow(askedSlots[i]) == LookupRows.NONE) {
        rows.remove(askedSlots[i]);
      }
    }
  }

  private static boolean hasNull(Vector[] columns, int row) {
    for (Vector column : columns) {
      if (column.isNull(row)) {
        return true;
      }
    }
    return false;
  }

  private void join(Batch batch, Output output) {
    matched.clear();
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      int slot = hasNull(key, row) ? LookupRows.NONE : rows.find(key, row);
      int at = slot == LookupRows.NONE ? LookupRows.NONE : rows.firstRow(slot);
      for (; at != LookupRows.NONE; at = rows.rowAfter(at)) {
        pairRows[pairs] = row;
        pairSlots[pairs] = at;
        if (++pairs == PAIRS) {
          finishPairs(batch, output);
        }
      }
    }
    finishPairs(batch, output);
    if (spec.outer()) {
      showUnmatched(batch, output);
    }
  }

  private void finishPairs(Batch batch, Output output) {
    if (pairs == 0) {
      return;
    }
    Batch all = pairs(batch);
    Batch kept = condition.isPresent() ? condition.get().evaluate(all, context) : all;
    if (spec.outer()) {
      for (int k = 0; k < kept.rowCount(); k++) {
        matched.set(pairRows[kept.rowAt(k)]);
      }
    }
    pairs = 0;
    if (kept.rowCount() > 0) {
      output.emit(kept);
    }
  }

  private Batch pairs(Batch batch) {
    Vector[] columns = new Vector[gathers.length];
    Vector[] found = rows.rowColumns();
    int leftColumns = batch.columns().length;
    for (int c = 0; c < columns.length; c++) {
      columns[c] =
          c < leftColumns
              ? gathers[c].gather(batch.column(c), pairRows, pairs)
              : gathers[c].gather(found[c - leftColumns], pairSlots, pairs);
    }
    boolean weighted = batch.weights() != null;
    for (int i = 0; weighted && i < pairs; i++) {
      weights[i] = batch.weightAt(pairRows[i]);
    }
    return new Batch(columns, pairs, null, weighted ? weights : null);
  }

  private void showUnmatched(Batch batch, Output output) {
    VectorBuilder[] builders = alone.builders();
    int leftColumns = batch.columns().length;
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      if (!matched.get(row)) {
        for (int c = 0; c < builders.length; c++) {
          if (c < leftColumns) {
            builders[c].append(batch.column(c), row);
          } else {
            builders[c].appendNull();
          }
        }
        alone.finishRow(batch.weightAt(row), output);
      }
    }
    alone.flush(output);
  }

  @Override
  public void endStep(Output output) {}

  @Override
  public void advance(long watermark, Output output) {}

  /// Keys that were found among those that are kept, and keys that the table was asked for.
  public Lookups lookups() {
    return new Lookups(hits, misses);
  }

  /// @param hits rows whose key was known
  /// @param misses keys that the table was asked for
  public record Lookups(long hits, long misses) {}

  @Override
  public long stateRows() {
    return rows.size();
  }

  @Override
  public long memoryBytes() {
    long bytes = rows.memoryBytes() + alone.memoryBytes() + 16L * PAIRS;
    for (Gather gather : gathers) {
      bytes += gather.memoryBytes();
    }
    return bytes;
  }
}
