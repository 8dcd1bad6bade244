package io.velostream.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.state.snapshot.StateFormat;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExactSumsTest {
  private static final int ROUNDS = 2_000;
  private static final StateFormat FORMAT = new StateFormat("sums", 1);

  @Test
  void theSumIsTheExactOneRoundedOnce() {
    for (int round = 0; round < ROUNDS; round++) {
      long seed = 1_000_003 * Long.getLong("velostream.seeds", 1) + round;
      Random random = new Random(seed);
      ExactSums sums = new ExactSums();
      sums.reserve(2);
      BigDecimal exact = BigDecimal.ZERO;
      int range = random.nextInt(5);
      int count = random.nextInt(60);
      for (int i = 0; i < count; i++) {
        double value = value(random, range);
        long weight =
            random.nextInt(8) == 0
                ? random.nextLong() >> random.nextInt(60)
                : 1 - 2 * random.nextInt(2);
        weight = weight == 0 ? 1 : weight;
        sums.add(1, value, weight);
        exact = exact.add(new BigDecimal(value).multiply(BigDecimal.valueOf(weight)));
        assertThat(sums.value(1)).as("seed %s", seed).isEqualTo(exact.doubleValue() + 0.0);
      }
    }
  }

  private static double value(Random random, int range) {
    return switch (range) {
      case 0 -> random.nextInt(1000) / 100.0;
      case 1 -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
      case 2 -> {
        double any = Double.longBitsToDouble(random.nextLong());
        yield Double.isFinite(any) ? any / 1e30 : 1;
      }
      case 3 -> Double.longBitsToDouble(random.nextLong() & 0x801F_FFFF_FFFF_FFFFL);
      default -> (random.nextBoolean() ? 1 : -1) * Math.scalb(1.0, random.nextInt(140) - 70);
    };
  }

  @Test
  void aRetractionRestoresTheSumBitByBitInAnyOrder() {
    for (int round = 0; round < ROUNDS; round++) {
      long seed = 1_000_003 * Long.getLong("velostream.seeds", 1) + round;
      Random random = new Random(seed);
      ExactSums sums = new ExactSums();
      sums.reserve(1);
      sums.add(0, 0.1, 1);
      List<Double> values = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        values.add(Double.longBitsToDouble(random.nextLong()));
      }
      values.add(Double.NaN);
      values.add(Double.NEGATIVE_INFINITY);
      values.forEach(v -> sums.add(0, v, 1));
      assertThat(sums.value(0)).isNaN();
      Collections.shuffle(values, random);
      values.forEach(v -> sums.add(0, v, -1));
      assertThat(sums.value(0)).as("seed %s", seed).isEqualTo(0.1);
    }
  }

  /// Values in bulk of changing magnitudes, picked and weighted, merged and cleared in between.
  @Test
  void valuesInBulkGiveTheSameSums() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      ExactSums sums = new ExactSums();
      ExactSums others = new ExactSums();
      int groups = 1 + random.nextInt(5);
      sums.reserve(groups);
      others.reserve(groups);
      BigDecimal[] exact = new BigDecimal[groups];
      Arrays.fill(exact, BigDecimal.ZERO);
      for (int step = 0; step < 12; step++) {
        int range = random.nextInt(6);
        int count = random.nextInt(200);
        double[] values = new double[count];
        int[] rows = new int[count];
        int[] slots = new int[count];
        for (int k = 0; k < count; k++) {
          values[k] = range == 5 ? -100 + random.nextInt(3_000_000) * 0.1 : value(random, range);
          rows[k] = random.nextInt(count);
          slots[k] = random.nextInt(groups);
        }
        ExactSums target = random.nextInt(4) == 0 ? others : sums;
        switch (random.nextInt(3)) {
          case 0 -> {
            target.addAll(values, slots, count);
            add(exact, values, null, slots);
          }
          case 1 -> {
            target.addSelected(values, rows, slots, count);
            add(exact, values, rows, slots);
          }
          default -> {
            for (int k = 0; k < count; k++) {
              long weight = random.nextInt(9) == 0 ? 3 : 1 - 2 * random.nextInt(2);
              target.addOne(slots[k], values[k], weight);
              exact[slots[k]] =
                  exact[slots[k]].add(
                      new BigDecimal(values[k]).multiply(BigDecimal.valueOf(weight)));
            }
          }
        }
        if (random.nextInt(3) == 0) {
          for (int slot = 0; slot < groups; slot++) {
            sums.merge(others, slot, slot);
            others.clear(slot);
          }
        }
        if (random.nextInt(6) == 0) {
          int slot = random.nextInt(groups);
          sums.clear(slot);
          others.clear(slot);
          exact[slot] = BigDecimal.ZERO;
        }
        for (int slot = 0; slot < groups; slot++) {
          sums.merge(others, slot, slot);
          others.clear(slot);
          assertThat(sums.value(slot))
              .as("seed %s", seed)
              .isEqualTo(exact[slot].doubleValue() + 0.0);
        }
        int slot = random.nextInt(groups);
        if (random.nextBoolean()) {
          assertThat(new BigDecimal(sums.exact(slot)))
              .isEqualByComparingTo(exact[slot].multiply(BigDecimal.TWO.pow(1074)));
        }
      }
    }
  }

  private static void add(BigDecimal[] exact, double[] values, int @Nullable [] rows, int[] slots) {
    for (int k = 0; k < values.length; k++) {
      double value = values[rows == null ? k : rows[k]];
      exact[slots[k]] = exact[slots[k]].add(new BigDecimal(value));
    }
  }

  /// What has been merged stays where values in bulk are added, instead of moving to the other sum,
  /// which takes more room and time.
  @Test
  void valuesInBulkAfterAMergeGoWhereTheMergedOnesAre() {
    double[] values = {1.5, 2.25, 3};
    int[] slots = {0, 1, 2};
    ExactSums plain = new ExactSums();
    plain.reserve(3);
    plain.addAll(values, slots, 3);
    ExactSums merged = new ExactSums();
    merged.reserve(3);
    for (int slot : slots) {
      merged.merge(plain, slot, slot);
    }
    merged.addAll(values, slots, 3);
    assertThat(merged.value(1)).isEqualTo(4.5);
    assertThat(merged.memoryBytes()).isEqualTo(plain.memoryBytes());
  }

  /// More additions of the largest values that fit than there is room for.
  @Test
  void sumsInBulkDoNotOverflow() {
    for (int exponent : new int[] {-300, -60, -20, -5, 0, 5, 20, 60, 300}) {
      sumsDoNotOverflow(exponent);
    }
  }

  private static void sumsDoNotOverflow(int exponent) {
    double[] values = new double[1 << 16];
    Arrays.fill(values, 0, 1 << 15, -Math.scalb(1.9, exponent + 14));
    Arrays.fill(values, 1 << 15, 1 << 16, -Math.scalb(1.7, exponent - 13));
    int[] slots = new int[values.length];
    ExactSums sums = new ExactSums();
    sums.reserve(1);
    BigDecimal exact = BigDecimal.ZERO;
    BigDecimal each =
        new BigDecimal(values[0])
            .add(new BigDecimal(values[1 << 15]))
            .multiply(BigDecimal.valueOf(1 << 15));
    for (int i = 0; i < 100; i++) {
      sums.addAll(values, slots, values.length);
      exact = exact.add(each);
      assertThat(sums.value(0)).isEqualTo(exact.doubleValue());
    }
    ExactSums last = sums;
    BigDecimal doubled = exact;
    for (int i = 0; i < 80; i++) {
      ExactSums next = new ExactSums();
      next.reserve(1);
      next.merge(last, 0, 0);
      next.merge(last, 0, 0);
      last = next;
      doubled = doubled.multiply(BigDecimal.TWO);
      assertThat(last.value(0)).isEqualTo(doubled.doubleValue());
    }
    int many = (1 << 21) + 1;
    sums.addAll(new double[many], new int[many], many);
    assertThat(sums.value(0)).isEqualTo(exact.doubleValue());
  }

  /// Rows that lie together, with more slots than room is made for: each addition looks for room.
  @Test
  void sumsOfManySlotsDoNotOverflow() {
    Random random = new Random(11);
    for (int exponent : new int[] {-300, -5, 0, 20, 300}) {
      SlotRows rows = new SlotRows();
      rows.claim(1);
      ExactSums sums = new ExactSums();
      sums.claim(rows);
      int many = SlotRows.FEW_SLOTS + 1;
      rows.reserve(many);
      sums.reserve(many);
      double[] values = new double[1 << 12];
      int[] slots = new int[values.length];
      BigDecimal exact = BigDecimal.ZERO;
      for (int k = 0; k < values.length; k++) {
        values[k] = Math.scalb(1 + random.nextDouble(), exponent);
        slots[k] = many - 1;
        exact = exact.add(new BigDecimal(values[k]));
      }
      int times = 150;
      for (int i = 0; i < times; i++) {
        sums.addAll(values, slots, values.length);
      }
      assertThat(sums.value(many - 1))
          .isEqualTo(exact.multiply(BigDecimal.valueOf(times)).doubleValue());
      assertThat(sums.value(0)).isZero();
      assertThat(rows.field(0).get(many - 1)).isZero();
    }
  }

  @Test
  void savedSumsAreTheSameAndGoOn() {
    for (int range = 0; range < 5; range++) {
      Random random = new Random(range);
      int groups = 7;
      ExactSums sums = new ExactSums();
      sums.reserve(groups);
      double[] values = new double[500];
      int[] slots = new int[values.length];
      BigDecimal[] exact = new BigDecimal[groups];
      Arrays.fill(exact, BigDecimal.ZERO);
      for (int k = 0; k < values.length; k++) {
        values[k] = value(random, range);
        slots[k] = random.nextInt(groups);
      }
      sums.addAll(values, slots, values.length);
      add(exact, values, null, slots);
      StateOutput out = new StateOutput();
      out.begin(FORMAT);
      int[] all = {0, 1, 2, 3, 4, 5, 6};
      sums.save(out, all, 0, groups);
      out.end();
      ExactSums restored = new ExactSums();
      restored.reserve(groups);
      StateInput in = StateInput.of(out.pieces());
      in.enter(FORMAT);
      restored.restore(in, all, 0, groups);
      in.leave();
      sums.addAll(values, slots, values.length);
      restored.addAll(values, slots, values.length);
      add(exact, values, null, slots);
      for (int slot : all) {
        assertThat(sums.value(slot)).isEqualTo(exact[slot].doubleValue() + 0.0);
        assertThat(restored.value(slot)).isEqualTo(exact[slot].doubleValue() + 0.0);
      }
    }
  }

  @Test
  void whatIsNoNumberIsCountedInBulkToo() {
    double[] values = {1.5, Double.NaN, -0.0, Double.POSITIVE_INFINITY, Double.MIN_VALUE, 1e300};
    int[] slots = {0, 1, 2, 3, 4, 0};
    ExactSums sums = new ExactSums();
    sums.reserve(5);
    sums.addAll(values, slots, values.length);
    assertThat(sums.value(0)).isEqualTo(1e300);
    assertThat(sums.value(1)).isNaN();
    assertThat(sums.value(2)).isEqualTo(0.0);
    assertThat(sums.value(3)).isInfinite();
    assertThat(sums.value(4)).isEqualTo(Double.MIN_VALUE);
    sums.addOne(0, 1e300, -1);
    sums.addOne(1, Double.NaN, -1);
    assertThat(sums.value(0)).isEqualTo(1.5);
    assertThat(sums.value(1)).isEqualTo(0.0);
    sums.clearAll(5);
    assertThat(sums.value(0)).isEqualTo(0.0);
  }

  @Test
  void mergedSumsAreThoseOfAllValues() {
    Random random = new Random(7);
    ExactSums parts = new ExactSums();
    ExactSums whole = new ExactSums();
    parts.reserve(3);
    whole.reserve(1);
    for (int i = 0; i < 1000; i++) {
      double value = value(random, random.nextInt(5));
      parts.add(random.nextInt(3), value, 1);
      whole.add(0, value, 1);
    }
    parts.merge(parts, 1, 0);
    parts.merge(parts, 2, 0);
    assertThat(parts.value(0)).isEqualTo(whole.value(0));
    parts.clear(0);
    assertThat(parts.value(0)).isZero();
  }

  @Test
  void sumsMergedInBulkAreThoseOfAllValues() {
    for (int kind = 0; kind < 5; kind++) {
      mergesInBulk(new Random(11 + kind), kind);
    }
  }

  /// Objects of several units, of which one has sums near what fits, meet in one.
  private static void mergesInBulk(Random random, int kind) {
    int size = 40;
    ExactSums into = new ExactSums();
    into.reserve(size);
    BigDecimal[] exact = new BigDecimal[size];
    Arrays.fill(exact, BigDecimal.ZERO);
    for (int part = 0; part < 6; part++) {
      ExactSums own = new ExactSums();
      own.reserve(size);
      double scale = part == 4 ? 1e6 : 1;
      int rows = part == 5 ? 20_000 : 500;
      double[] values = new double[rows];
      int[] slots = new int[rows];
      for (int k = 0; k < rows; k++) {
        values[k] = value(random, kind) * scale;
        slots[k] = part == 5 ? k % 2 : random.nextInt(size);
      }
      own.addAll(values, slots, rows);
      int[] from = new int[size];
      int[] to = new int[size];
      for (int k = 0; k < size; k++) {
        from[k] = k;
        to[k] = (k + part) % size;
      }
      for (int k = 0; k < rows; k++) {
        int slot = to[slots[k]];
        exact[slot] = exact[slot].add(new BigDecimal(values[k]));
      }
      into.mergeAll(own, from, to, size);
    }
    for (int slot = 0; slot < size; slot++) {
      assertThat(into.value(slot))
          .as("kind %d, slot %d", kind, slot)
          .isEqualTo(exact[slot].doubleValue());
    }
  }
}
