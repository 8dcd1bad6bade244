package io.velostream.columnar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LongBoundsTest {
  @Test
  void tellsReachAndOrderOfTheRowsAlone() {
    long[] values = {3, 3, 7, -1, 900};
    assertThat(bounds(values, 3)).isEqualTo(new LongBounds(3, 3, 7, true));
    assertThat(bounds(values, 4)).isEqualTo(new LongBounds(4, -1, 7, false));
    assertThat(bounds(new long[] {Long.MAX_VALUE, Long.MIN_VALUE}, 2))
        .isEqualTo(new LongBounds(2, Long.MIN_VALUE, Long.MAX_VALUE, false));
  }

  @Test
  void aSpanHasItsStartAndNotItsEnd() {
    LongBounds bounds = new LongBounds(2, 10, 20, true);
    assertThat(bounds.isWithin(10, 21)).isTrue();
    assertThat(bounds.isWithin(10, 20)).isFalse();
    assertThat(bounds.isWithin(11, 21)).isFalse();
  }

  @Test
  void nothingIsKnownWhereAValueMayBeNullOrThereIsNone() {
    LongVector nullable = new LongVector(new long[] {1}, new boolean[1]);
    LongVector empty = new LongVector(new long[4], null);
    assertThat(nullable.bounded(1)).isSameAs(nullable);
    assertThat(nullable.bounds()).isNull();
    assertThat(empty.bounded(0)).isSameAs(empty);
    LongVector bounded = empty.bounded(4);
    assertThat(bounded.values()).isSameAs(empty.values());
    assertThat(bounded.bounded(4)).isSameAs(bounded);
  }

  private static LongBounds bounds(long[] values, int rows) {
    return new LongVector(values, null).bounded(rows).bounds();
  }
}
