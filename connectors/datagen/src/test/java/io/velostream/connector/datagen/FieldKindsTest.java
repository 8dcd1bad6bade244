package io.velostream.connector.datagen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.error.UserException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldKindsTest {
  private static final DataType.Timestamp MICROS = new DataType.Timestamp(6, false);

  /// One column of about everything.
  private static Made everything() {
    DataType row =
        new DataType.Row(List.of(Field.of("a", DataType.BIGINT), Field.of("key", DataType.STRING)));
    return Made.column("symbol", DataType.STRING)
        .with("values", "A, B, C", "skew", "1")
        .and("price", new DataType.Decimal(10, 2))
        .with("kind", "walk", "per", "symbol", "start", "10..90")
        .and("id", new DataType.Char(40))
        .with("kind", "uuid")
        .and("mail", DataType.STRING)
        .with("kind", "email", "distinct", "50", "skew", "1.1", "null-rate", "0.1")
        .and("many", DataType.STRING)
        .with("kind", "name", "distinct", "100_000")
        .and("size", DataType.BIGINT)
        .with("distribution", "zipf", "max", "1_000_000_000")
        .and("ts", DataType.TIMESTAMP_MILLIS)
        .with("kind", "time", "jitter", "1 ms", "out-of-order", "2 s", "late-by", "1 min")
        .and("tags", new DataType.Array(DataType.STRING))
        .with("fields.tags.element.pattern", "[a-c]{1,3}", "length", "0..4")
        .and("attributes", new DataType.Map(DataType.STRING, DataType.DOUBLE))
        .with("fields.attributes.key.values", "x, y, z", "fields.attributes.value.null-rate", "0.5")
        .and("nested", new DataType.Array(row))
        .with("fields.nested.element.a.kind", "sequence")
        .and("per_symbol", new DataType.Decimal(30, 2))
        .with("per", "symbol");
  }

  @Test
  void rowsDependOnSeedAndRowNumberOnly() {
    List<String> rows = everything().rows(3_000).texts();
    assertThat(everything().rows(3_000).batchesOf(7).texts()).isEqualTo(rows);
    assertThat(everything().rows(3_000).batchesOf(4_096).texts()).isEqualTo(rows);
    assertThat(everything().rows(3_000).with("seed", "1").texts())
        .doesNotContainAnyElementsOf(rows);
    // A part is made without what lies before it.
    assertThat(everything().rows(3_000).with("first-row", "1234").batchesOf(100).texts())
        .isEqualTo(rows.subList(1_234, 3_000));
    assertThat(everything().rows(3_000).with("first-row", "3000").texts()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "uuid; [0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",
        "ip; 10(\\.\\d{1,3}){3}",
        "name; [A-Z][a-z]+ [A-Z][a-z]+",
        "email; [a-z]+\\.[a-z]+\\d{1,3}@example\\.(com|org|net)",
        "words; [a-z]+( [a-z]+){2,7}"
      })
  void textsHaveTheirForm(String kind, String form) {
    List<String> texts = Made.column("x", DataType.STRING).with("kind", kind).rows(2_000).texts();
    assertThat(texts).allMatch(text -> text.matches(form));
    assertThat(new HashSet<>(texts)).hasSizeGreaterThan(900);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "T\\d{5}",
        "[A-Z]{2}-[0-9a-f]{1,4}(x|yy|)",
        "(foo|ba[rz])?\\.\\w{3}",
        "[a\\-z_é]{4}",
        ".{2,3}"
      })
  void textsMatchTheirPattern(String pattern) {
    List<String> texts =
        Made.column("x", DataType.STRING).with("pattern", pattern).rows(500).texts();
    assertThat(texts).allMatch(text -> text.matches(pattern));
  }

  @Test
  void aPatternThatCannotBeMadeIsRefused() {
    for (Map.Entry<String, String> wrong :
        Map.of(
                "a*", "the '*' at its character 2 has no bound",
                "[^a]", "says what is not in it",
                "(a", "there is no ')'",
                "a)", "there is no '('",
                "a{3", "must be like {3}",
                "[z-a]", "a range that is empty",
                "\\b", "there are \\d and \\w")
            .entrySet()) {
      assertThatThrownBy(() ->
              Made.column("x", DataType.STRING).with("pattern", wrong.getKey()).rows(1).texts())
          .isInstanceOf(UserException.class)
          .hasMessageContaining(wrong.getValue());
    }
  }

  @Test
  void distinctValuesAreSoMany() {
    for (String distinct : List.of("500", "70_000")) {
      List<String> ids =
          Made.column("x", DataType.STRING)
              .with("kind", "uuid", "distinct", distinct)
              .rows(250_000)
              .texts();
      int wanted = Integer.parseInt(distinct.replace("_", ""));
      assertThat(Set.copyOf(ids)).hasSizeBetween(wanted * 96 / 100, wanted);
    }
  }

  @Test
  void whatIsPerAColumnIsTheSameForTheSameValue() {
    Map<String, String> byKey = new HashMap<>();
    Made.column("k", DataType.INTEGER)
        .with("max", "99")
        .and("v", DataType.STRING)
        .with("kind", "uuid", "per", "k")
        .rows(5_000)
        .texts()
        .forEach(row -> {
          String[] parts = row.split(" ");
          assertThat(byKey.merge(parts[0], parts[1], (a, _) -> a)).isEqualTo(parts[1]);
        });
    assertThat(byKey).hasSize(100);
    assertThat(Set.copyOf(byKey.values())).hasSize(100);
  }

  @Test
  void everyReferenceFindsItsRow() {
    for (long customers : new long[] {40, 100_000}) {
      Made other =
          Made.column("id", DataType.STRING).with("kind", "uuid", "seed", "7").rows(customers);
      Made orders =
          Made.column("customer", DataType.STRING)
              .with("references", "customers.id", "skew", "0.9")
              .rows(30_000)
              .beside("customers", other);
      List<String> ids = other.texts();
      List<String> drawn = orders.texts();
      assertThat(new HashSet<>(ids).containsAll(drawn)).isTrue();
      // The first row is drawn most often.
      long first = drawn.stream().filter(ids.getFirst()::equals).count();
      long tenth = drawn.stream().filter(ids.get(9)::equals).count();
      assertThat((double) first / tenth).isCloseTo(Math.pow(10, 0.9), within(2.0));
    }
  }

  @Test
  void referencesThatCannotBeAreRefused() {
    Made endless = Made.column("id", DataType.BIGINT).with("kind", "sequence");
    Made orders =
        Made.column("c", DataType.BIGINT).with("references", "o.id").rows(1).beside("o", endless);
    assertThatThrownBy(orders::texts).hasMessageContaining("which are endless");
    assertThatThrownBy(() -> orders.beside("p", endless).texts())
        .hasMessageContaining("a table that does not exist: 'o'");
    assertThatThrownBy(() ->
            Made.column("c", DataType.STRING)
                .with("references", "o.id")
                .rows(1)
                .beside("o", endless.rows(2))
                .texts())
        .hasMessageContaining("draws from a column of type BIGINT for one of type VARCHAR");
    assertThatThrownBy(
            () -> Made.column("c", DataType.BIGINT).with("references", "t.c").rows(1).texts())
        .hasMessageContaining("depends on itself: t.c → t.c");
    assertThatThrownBy(() ->
            Made.column("a", DataType.BIGINT)
                .with("per", "b")
                .and("b", DataType.BIGINT)
                .with("per", "a")
                .rows(1)
                .texts())
        .hasMessageContaining("depends on itself: t.a → t.b → t.a");
  }

  @Test
  void eventTimesAdvanceAtTheirPace() {
    double[] times =
        Made.column("ts", MICROS)
            .with("kind", "time", "start", "1970-01-01", "rate", "33.333")
            .rows(100_000)
            .numbers();
    assertThat(times[0]).isZero();
    assertThat(times[99_999]).isEqualTo(Math.floor(99_999 * 1e6 / 33.333));

    double[] now =
        Made.column("ts", MICROS)
            .with("kind", "time", "start", "now", "interval", "2 min")
            .rows(2)
            .numbers();
    assertThat(now).containsExactly(1.8e15, 1.8e15 + 120e6);
  }

  @Test
  void theTimesOfATableWithAPaceFollowIt() {
    double[] times =
        Made.column("ts", MICROS)
            .with("kind", "time", "start", "1970-01-01", "rows-per-second", "1000000")
            .rows(1)
            .numbers();
    assertThat(times).containsExactly(0);
  }

  @Test
  void aShareOfTimesIsOutOfOrderAndAnotherIsLate() {
    int rows = 100_000;
    double[] times =
        Made.column("ts", MICROS)
            .with("kind", "time", "start", "1970-01-01", "interval", "10 ms")
            .with("out-of-order", "2 s", "out-of-order-rate", "0.3")
            .with("late-by", "1 h", "late-rate", "0.02")
            .rows(rows)
            .numbers();
    int late = 0;
    int behind = 0;
    for (int i = 0; i < rows; i++) {
      double lag = i * 10_000.0 - times[i];
      assertThat(lag < 2_000_001 || lag >= 3.6e9 && lag < 3.6e9 + 2_000_001).isTrue();
      late += lag >= 3.6e9 ? 1 : 0;
      behind += lag > 0 && lag < 3.6e9 ? 1 : 0;
    }
    assertThat(late / (double) rows).isCloseTo(0.02, within(0.002));
    assertThat(behind / (double) rows).isCloseTo(0.3 * 0.98, within(0.006));
  }

  @Test
  void jitterIsForwardAndLessThanItSays() {
    double[] times =
        Made.column("ts", MICROS)
            .with("kind", "time", "start", "1970-01-01", "interval", "10 ms", "jitter", "4 ms")
            .rows(10_000)
            .numbers();
    double[] moved = new double[times.length];
    Arrays.setAll(moved, i -> times[i] - i * 10_000.0);
    assertThat(Arrays.stream(moved)).allMatch(m -> m >= 0 && m < 4_000);
    assertThat(Arrays.stream(moved).average().orElseThrow()).isCloseTo(2_000, within(50.0));
  }

  @Test
  void burstsBringRowsDenser() {
    double[] times =
        Made.column("ts", MICROS)
            .with("kind", "time", "start", "1970-01-01", "interval", "10 ms")
            .with("burst-period", "10 s", "burst-length", "1 s", "burst-factor", "9")
            .rows(18_000)
            .numbers();
    // 900 rows in the burst and 900 after it, in each of ten periods.
    assertThat(times).isSorted();
    assertThat(Arrays.stream(times).filter(t -> t < 1e6).count()).isBetween(899L, 901L);
    assertThat(Arrays.stream(times).filter(t -> t >= 50e6 && t < 51e6).count())
        .isBetween(899L, 901L);
    assertThat(times[17_999]).isBetween(99.98e6, 100e6);
  }

  @Test
  void timesAreNoFinerThanTheirType() {
    double[] times =
        Made.column("ts", new DataType.Timestamp(0, false))
            .with("kind", "time", "jitter", "5 s")
            .rows(1_000)
            .numbers();
    assertThat(Arrays.stream(times)).allMatch(t -> t % 1e6 == 0);
    double[] random = Made.column("ts", DataType.TIMESTAMP_MILLIS).rows(1_000).numbers();
    assertThat(Arrays.stream(random)).allMatch(t -> t % 1e3 == 0);
  }

  @Test
  void optionsThatHaveNoMeaningOrContradictEachOtherAreRefused() {
    refused(
        Made.column("x", DataType.DOUBLE).with("mean", "3"),
        "fields.x.mean",
        "no meaning for the kind 'random' with the distribution 'uniform'");
    refused(
        Made.column("x", DataType.DOUBLE).with("kind", "sequence", "max", "3"),
        "fields.x.max",
        "no meaning for the kind 'sequence'");
    refused(
        Made.column("x", DataType.STRING).with("values", "a,b", "weights", "1"),
        "fields.x.weights",
        "1 numbers for 2 values");
    refused(
        Made.column("x", DataType.STRING).with("values", "a,b", "weights", "1,2", "skew", "1"),
        "fields.x.skew",
        "contradicts 'fields.x.weights'");
    refused(
        Made.column("x", MICROS).with("kind", "time", "rate", "3", "interval", "1 s"),
        "fields.x.rate",
        "contradicts 'fields.x.interval'");
    refused(
        Made.column("x", MICROS).with("kind", "time", "late-rate", "0.1"),
        "fields.x.late-rate",
        "without 'fields.x.late-by'");
    refused(
        Made.column("x", DataType.DOUBLE).with("kind", "walk", "volatility", "1", "deviation", "1"),
        "fields.x.deviation",
        "contradicts");
    refused(
        Made.column("x", DataType.DOUBLE).with("kind", "wlk"), "fields.x.kind", "cannot be 'wlk'");
    refused(Made.column("x", DataType.DOUBLE).with("knd", "walk"), "fields.x.knd", "has no option");
    refused(
        Made.column("x", DataType.DOUBLE).with("fields.y.kind", "walk"),
        "fields.y.kind",
        "a column that the table does not have");
    refused(
        Made.column("x", DataType.DOUBLE).with("null-rate", "1.5"),
        "fields.x.null-rate",
        "share from 0 to 1");
    refused(
        Made.column("x", DataType.DOUBLE).with("distribution", "zipf"),
        "fields.x.distribution",
        "for whole numbers only");
    refused(
        Made.column("x", DataType.DOUBLE).with("distribution", "normal", "min", "100"),
        "fields.x.min",
        "leaves nothing of the distribution");
    refused(
        Made.column("x", new DataType.Varchar(20)).with("kind", "uuid"),
        "fields.x.kind",
        "up to 36 characters");
    refused(
        Made.column("x", DataType.DOUBLE).with("kind", "email"), "fields.x.kind", "of type DOUBLE");
    refused(
        Made.column("a", DataType.DOUBLE).andNotNull("x", DataType.DOUBLE).with("null-rate", "0.1"),
        "fields.x.null-rate",
        "contradicts NOT NULL");
    refused(
        Made.column("x", DataType.DATE).with("min", "2024-13-01"),
        "fields.x.min",
        "does not fit DATE");
    refused(
        Made.column("x", DataType.DOUBLE).with("per", "y"), "fields.x.per", "does not have: 'y'");
  }

  private static void refused(Made table, String option, String message) {
    assertThatThrownBy(() -> table.rows(1).texts())
        .isInstanceOfSatisfying(
            UserException.class, error -> assertThat(error.option()).isEqualTo(option))
        .hasMessageContaining(message);
  }
}
