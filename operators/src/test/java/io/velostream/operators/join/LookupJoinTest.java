package io.velostream.operators.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Lane;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Vector;
import io.velostream.expression.EvaluationContext;
import io.velostream.operators.Output;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LookupJoinTest {
  private static final long NULL = Long.MIN_VALUE;

  private final EvaluationContext context = new EvaluationContext(ZoneOffset.UTC);
  private final Table table = new Table();
  private final List<String> out = new ArrayList<>();

  @Test
  void theTableIsAskedOnceForEachDifferentKeyOfABatch() {
    table.rows.put(1L, 10L);
    table.rows.put(2L, 20L);
    LookupJoin join = join(new LookupSpec.Cache.None(), false);
    give(join, 1, 2, 1, 3, NULL, 2);
    assertThat(table.asked).containsExactly(List.of(1L, 2L, 3L));
    assertThat(out).containsExactly("1 1 10", "2 2 20", "1 1 10", "2 2 20");
    give(join, 1);
    assertThat(table.asked).hasSize(2);
    assertThat(join.stateRows()).isZero();
  }

  @Test
  void aRowWithoutAMatchComesOutOnceWhereItIsWanted() {
    table.rows.put(1L, 10L);
    LookupJoin join = join(new LookupSpec.Cache.None(), true);
    give(join, 2, 1, NULL);
    assertThat(out).containsExactlyInAnyOrder("1 1 10", "2 NULL NULL", "NULL NULL NULL");
  }

  @Test
  void rowsThatWereFoundAreKeptUpToANumberTheLongestUnaskedGoingFirst() {
    LookupJoin join = join(new LookupSpec.Cache.Partial(2, 0, true), false);
    table.rows.put(1L, 10L);
    give(join, 1, 2);
    give(join, 1);
    give(join, 3);
    give(join, 1);
    give(join, 2);
    assertThat(table.asked).containsExactly(List.of(1L, 2L), List.of(3L), List.of(2L));
    assertThat(join.stateRows()).isEqualTo(2);
    assertThat(join.lookups()).isEqualTo(new LookupJoin.Lookups(2, 4));
  }

  @Test
  void whatIsKeptHoldsForAWhile() {
    LookupJoin join = join(new LookupSpec.Cache.Partial(100, 1_000, true), false);
    table.rows.put(1L, 10L);
    give(join, 1);
    table.rows.put(1L, 11L);
    context.startStep(999);
    give(join, 1);
    context.startStep(1_000);
    give(join, 1);
    assertThat(out).containsExactly("1 1 10", "1 1 10", "1 1 11");
  }

  @Test
  void keysWithoutRowsAreKeptOnlyWhereThatIsWanted() {
    LookupJoin join = join(new LookupSpec.Cache.Partial(100, 0, false), false);
    give(join, 1);
    table.rows.put(1L, 10L);
    give(join, 1);
    assertThat(out).containsExactly("1 1 10");
    assertThat(join.stateRows()).isEqualTo(1);
  }

  @Test
  void aWholeTableIsReadAgainAfterAWhile() {
    LookupJoin join = join(new LookupSpec.Cache.Full(1_000), false);
    table.rows.put(1L, 10L);
    give(join, 1, 2);
    table.rows.put(2L, 20L);
    give(join, 2);
    context.startStep(1_000);
    give(join, 2);
    assertThat(out).containsExactly("1 1 10", "2 2 20");
    assertThat(table.asked).isEmpty();
    assertThat(table.readings).isEqualTo(2);
  }

  @Test
  void aKeyWithManyRowsComesOutInPieces() {
    table.copies = 5_000;
    table.rows.put(1L, 10L);
    LookupJoin join = join(new LookupSpec.Cache.Partial(100, 0, true), false);
    give(join, 1, 1);
    assertThat(out).hasSize(10_000).containsOnly("1 1 10");
    assertThat(join.stateRows()).isZero();
  }

  private LookupJoin join(LookupSpec.Cache cache, boolean outer) {
    context.startStep(0);
    return new LookupJoin(
        new LookupSpec(
            List.of(Lane.LONG),
            List.of(Lane.LONG, Lane.LONG),
            List.of(0),
            List.of(0),
            outer,
            cache),
        table,
        Optional.empty(),
        context);
  }

  private void give(LookupJoin join, long... keys) {
    boolean[] nulls = new boolean[keys.length];
    for (int i = 0; i < keys.length; i++) {
      nulls[i] = keys[i] == NULL;
    }
    Batch batch = new Batch(new Vector[] {new LongVector(keys, nulls)}, keys.length, null, null);
    join.process(0, batch, this::take);
    join.endStep(this::take);
  }

  private void take(Batch batch) {
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      List<String> values = new ArrayList<>();
      for (Vector column : batch.columns()) {
        values.add(
            column.isNull(row) ? "NULL" : Long.toString(((LongVector) column).values()[row]));
      }
      out.add(String.join(" ", values));
    }
  }

  /// A key and a value; each row as often as it is told.
  private static final class Table implements LookupSource {
    private final TreeMap<Long, Long> rows = new TreeMap<>();
    private final List<List<Long>> asked = new ArrayList<>();
    private int readings;
    private int copies = 1;

    @Override
    public void find(Batch keys, Output output) {
      List<Long> wanted = new ArrayList<>();
      for (int k = 0; k < keys.rowCount(); k++) {
        wanted.add(((LongVector) keys.column(0)).values()[keys.rowAt(k)]);
      }
      asked.add(wanted);
      put(wanted.stream().filter(rows::containsKey).toList(), output);
    }

    @Override
    public void all(Output output) {
      readings++;
      put(List.copyOf(rows.keySet()), output);
    }

    private void put(List<Long> keys, Output output) {
      long[] first = new long[keys.size() * copies];
      long[] second = new long[first.length];
      for (int i = 0; i < first.length; i++) {
        first[i] = keys.get(i / copies);
        second[i] = rows.get(keys.get(i / copies));
      }
      output.emit(
          new Batch(
              new Vector[] {new LongVector(first, null), new LongVector(second, null)},
              first.length,
              null,
              null));
    }
  }
}
