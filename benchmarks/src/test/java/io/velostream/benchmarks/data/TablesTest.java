package io.velostream.benchmarks.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.velostream.columnar.Batch;
import io.velostream.columnar.BytesVector;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Values;
import io.velostream.columnar.Vector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TablesTest {
  private static final List<Supplier<TableSpec>> ALL =
      List.of(
          () -> Tables.orders(150),
          Tables::ticks,
          Tables::trades,
          Tables::tradesOfPlainBytes,
          Tables::tradesWithDecimals,
          Tables::tradesOfManyTraders,
          Tables::tradesOfUnevenTraders,
          Tables::timedTrades,
          Tables::tradesOutOfOrder,
          Tables::tradesWithLateRows,
          Tables::tradesOfOneWindow);

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 512, 4096})
  void rowsDoNotDependOnTheBatchSize(int batchRows) {
    for (Supplier<TableSpec> table : ALL) {
      TableSpec spec = table.get();
      assertThat(rows(spec.generate(1_000, batchRows)))
          .as(spec.name())
          .isEqualTo(rows(table.get().generate(1_000, 1_000)));
    }
  }

  @Test
  void batchesOfAColumnShareTheDictionary() {
    List<Batch> batches = Tables.trades().generate(1_000, 100).batches();
    assertThat(batches)
        .extracting(batch -> ((DictionaryVector) batch.column(0)).dictionary())
        .containsOnly(((DictionaryVector) batches.getFirst().column(0)).dictionary());
  }

  @Test
  void ordersFollowTheirFormulas() {
    DataSet data = Tables.orders(50).generate(5_000, 4096);
    for (int i : new int[] {0, 1, 49, 50, 51, 999, 1_000, 4_321}) {
      assertThat(row(data, i)).containsExactly((long) i, i % 1000L, "2024-01-15", 50.0 + i % 100);
    }
  }

  @Test
  void tradesFollowTheirFormulas() {
    DataSet data = Tables.timedTrades().generate(5_000, 4096);
    for (int i : new int[] {0, 1, 499, 500, 501, 4_999}) {
      assertThat(row(data, i))
          .containsExactly(
              "T" + i % 100,
              "SYM" + i % 50,
              100 + (0.1 * i) % 50,
              i % 1000L,
              1_705_320_000_000_000L + i * 1_000L);
    }
  }

  @Test
  void decimalPricesAreTheExactFormsOfTheOthers() {
    DataSet exact = Tables.tradesWithDecimals().generate(2_000, 4096);
    DataSet floating = Tables.trades().generate(2_000, 4096);
    for (int i = 0; i < 2_000; i++) {
      assertThat((long) row(exact, i).get(2) / 1e4)
          .as("record %d", i)
          .isCloseTo((double) row(floating, i).get(2), within(1e-9));
    }
  }

  @Test
  void plainStringsAreBytesAndOthersIds() {
    assertThat(Tables.tradesOfPlainBytes().generate(10, 10).batches().getFirst().column(1))
        .isInstanceOf(BytesVector.class);
    assertThat(Tables.trades().generate(10, 10).batches().getFirst().column(1))
        .isInstanceOf(DictionaryVector.class);
  }

  @Test
  void eachBlockHasEachOfTheManyTradersOnceInAnOrderOfItsOwn() {
    int traders = Tables.MANY_TRADERS;
    DataSet data = Tables.tradesOfManyTraders().generate(2L * traders, traders);
    List<String> first = texts(data.batches().get(0).column(0), traders);
    List<String> second = texts(data.batches().get(1).column(0), traders);
    Set<String> distinct = new HashSet<>(first);
    assertThat(distinct).hasSize(traders).isEqualTo(new HashSet<>(second));
    int samePlace = 0;
    int ascending = 0;
    for (int i = 50; i < traders; i++) {
      samePlace += first.get(i).equals(second.get(i)) ? 1 : 0;
      ascending += number(first.get(i)) > number(first.get(i - 50)) ? 1 : 0;
    }
    assertThat(samePlace).isLessThan(1_000);
    assertThat(ascending / (double) traders).isCloseTo(0.5, within(0.02));
  }

  @Test
  void unevenTradersFollowZipf() {
    DataSet data = Tables.tradesOfUnevenTraders().generate(200_000, 200_000);
    int[] counts = new int[Tables.UNEVEN_TRADERS];
    texts(data.batches().getFirst().column(0), 200_000).forEach(text -> counts[number(text)]++);
    double harmonic = 0;
    for (int rank = 1; rank <= Tables.UNEVEN_TRADERS; rank++) {
      harmonic += Math.pow(rank, -1.05);
    }
    assertThat(counts[0] / 200_000.0).isCloseTo(1 / harmonic, within(0.005));
    assertThat(counts[1] / 200_000.0).isCloseTo(Math.pow(2, -1.05) / harmonic, within(0.005));
  }

  @Test
  void disorderStaysWithinTheWatermarkDelay() {
    DataSet data = Tables.tradesOutOfOrder().generate(50_000, 50_000);
    long[] times = ((LongVector) data.batches().getFirst().column(4)).values();
    long latest = Long.MIN_VALUE;
    long greatest = 0;
    for (int i = 0; i < 50_000; i++) {
      latest = Math.max(latest, times[i]);
      greatest = Math.max(greatest, latest - times[i]);
    }
    assertThat(greatest).isBetween(9_500_000L, 9_999_999L);
  }

  @Test
  void lateRowsAreCountedByFormulaAndFarBehind() {
    TableSpec table = Tables.tradesWithLateRows();
    assertThat(table.lateRows(Tables.FIRST_LATE)).isZero();
    assertThat(table.lateRows(1_000_000)).isEqualTo(7_000);
    DataSet data = table.generate(400_000, 400_000);
    long[] times = ((LongVector) data.batches().getFirst().column(4)).values();
    for (int i = 0; i < 400_000; i++) {
      long behind = Tables.BASE_MICROS + i * 1_000L - times[i];
      assertThat(behind).isEqualTo(table.late().test(i) ? 180_000_000L : 0);
    }
  }

  private static List<List<@Nullable Object>> rows(DataSet data) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < data.records(); i++) {
      rows.add(row(data, i));
    }
    return rows;
  }

  private static List<@Nullable Object> row(DataSet data, int record) {
    Batch batch = data.batches().get(record / data.batchRows());
    List<@Nullable Object> values = new ArrayList<>();
    for (Vector column : batch.columns()) {
      int at = record % data.batchRows();
      values.add(
          switch (column) {
            case LongVector v -> v.values()[at];
            case DoubleVector v -> v.values()[at];
            default -> text(column, at);
          });
    }
    return values;
  }

  private static List<String> texts(Vector column, int rows) {
    List<String> texts = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      texts.add(text(column, row));
    }
    return texts;
  }

  private static String text(Vector column, int row) {
    return String.valueOf(Values.get(column, row));
  }

  private static int number(String trader) {
    return Integer.parseInt(trader, 1, trader.length(), 10);
  }
}
