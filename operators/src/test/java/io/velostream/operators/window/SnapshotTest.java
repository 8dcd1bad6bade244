package io.velostream.operators.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.Batch;
import io.velostream.columnar.BytesVectorBuilder;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.LongVectorBuilder;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Slice;
import io.velostream.operators.aggregate.Aggregation;
import io.velostream.operators.aggregate.Emission;
import io.velostream.stream.time.WindowSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotTest {
  private static final int RECORDS = 5_000;
  private static final Schema SCHEMA =
      Schema.of(
          Field.of("trader", DataType.STRING),
          Field.of("symbol", DataType.STRING),
          Field.of("t", DataType.TIMESTAMP_MILLIS));

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 4096, 5000})
  void everyRecordPublishesAllGroupsOfItsWindow(int batchSize) {
    assertThat(rows(Emission.WINDOW_SNAPSHOT_PER_RECORD, batchSize)).isEqualTo(99_810);
  }

  @Test
  void everyStepPublishesAllGroupsOfItsWindow() {
    // The first batch of 10 touches 10 groups, all others leave 20 of them.
    assertThat(rows(Emission.WINDOW_SNAPSHOT, 10)).isEqualTo(10 + 499 * 20);
  }

  private static long rows(Emission emission, int batchSize) {
    WindowAggregate operator =
        new WindowAggregate(
            new Aggregation(
                SCHEMA, List.of(0, 1), List.of(WindowAggregateTest.count()), false, false),
            new WindowSpec.Tumble(60_000_000, 0),
            2,
            emission,
            (batch, row, reason) -> {
              throw new AssertionError(reason);
            });
    long[] rows = new long[1];
    for (int from = 0; from < RECORDS; from += batchSize) {
      Batch batch = batch(from, Math.min(RECORDS, from + batchSize));
      operator.process(0, batch, out -> rows[0] += out.rowCount());
      operator.endStep(out -> rows[0] += out.rowCount());
    }
    return rows[0];
  }

  private static Batch batch(int from, int to) {
    BytesVectorBuilder traders = new BytesVectorBuilder();
    BytesVectorBuilder symbols = new BytesVectorBuilder();
    LongVectorBuilder times = new LongVectorBuilder();
    for (int i = from; i < to; i++) {
      traders.append(Slice.utf8("TRADER" + i % 20));
      symbols.append(Slice.utf8("SYM" + i % 10));
      times.append(i * 10_000L);
    }
    return Batch.of(to - from, List.of(traders.build(), symbols.build(), times.build()));
  }
}
