package io.velostream.runtime.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Vector;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.connector.spi.BatchReader;
import io.velostream.expression.Expression;
import io.velostream.expression.function.FunctionCatalogue;
import io.velostream.plan.AggregateCall;
import io.velostream.plan.AggregateFunction;
import io.velostream.plan.Emission;
import io.velostream.plan.GroupNode;
import io.velostream.plan.LeafNode;
import io.velostream.plan.Plan;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.plan.TableDescription;
import io.velostream.runtime.RuntimeSettings;
import io.velostream.runtime.lower.LoweringContext;
import io.velostream.runtime.pipeline.Pipeline;
import io.velostream.runtime.pipeline.PipelineBuilder;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.seam.Clock;
import io.velostream.stream.time.WindowSpec;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Windows that the clock closes.
class ProcessingTimeTest {
  private static final long SECOND = 1_000_000;
  private static final DataType INSTANT = new DataType.Timestamp(6, true);
  private static final Schema ROWS = new Schema(List.of(new Field("v", DataType.BIGINT, false)));

  private final Hand clock = new Hand();
  private final Rows rows = new Rows();
  private final List<String> out = new ArrayList<>();

  @Test
  void aWindowClosesAsTheClockPassesItsEndWithoutARow() throws IOException {
    try (Pipeline pipeline = pipeline()) {
      at(pipeline, 3 * SECOND, 2);
      at(pipeline, 9 * SECOND, 1);
      assertThat(out).isEmpty();
      at(pipeline, 10 * SECOND, 0);
      assertThat(out).containsExactly("0..10: 3");
      at(pipeline, 25 * SECOND, 4);
      rows.ended = true;
      assertThat(pipeline.step()).isFalse();
      assertThat(out).containsExactly("0..10: 3", "20..30: 4");
    }
  }

  @Test
  void aClockThatIsSetBackHasTimeStandStill() throws IOException {
    try (Pipeline pipeline = pipeline()) {
      at(pipeline, 12 * SECOND, 1);
      at(pipeline, 4 * SECOND, 1);
      at(pipeline, 20 * SECOND, 0);
      assertThat(out).containsExactly("10..20: 2");
    }
  }

  @Test
  void timeGoesOnFromWhereItWasSaved() throws IOException {
    StateOutput saved = new StateOutput();
    try (Pipeline pipeline = pipeline()) {
      at(pipeline, 12 * SECOND, 1);
      pipeline.save(saved);
    }
    try (Pipeline pipeline = pipeline()) {
      pipeline.restore(StateInput.of(saved.pieces()), KeyRange.ALL);
      at(pipeline, 4 * SECOND, 1);
      at(pipeline, 20 * SECOND, 0);
      assertThat(out).containsExactly("10..20: 2");
    }
  }

  private void at(Pipeline pipeline, long micros, int count) throws IOException {
    clock.micros = micros;
    rows.next.add(count);
    assertThat(pipeline.step()).isTrue();
  }

  private Pipeline pipeline() {
    return PipelineBuilder.build(
        new Plan(counts(), Optional.empty(), false, List.of()),
        _ -> rows,
        new LoweringContext(RuntimeSettings.DEFAULT, "test"),
        clock,
        this::take);
  }

  private void take(Batch batch) {
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      out.add(
          "%d..%d: %d"
              .formatted(
                  value(batch, 0, row) / SECOND,
                  value(batch, 1, row) / SECOND,
                  value(batch, 2, row)));
    }
  }

  private static long value(Batch batch, int column, int row) {
    return ((LongVector) batch.column(column)).values()[row];
  }

  /// `SELECT window_start, window_end, COUNT(*)` of ten seconds each.
  private static PlanNode counts() {
    Expression now =
        FunctionCatalogue.call("PROCTIME", List.of(), INSTANT, SourcePosition.NONE).orElseThrow();
    PlanNode scan =
        new LeafNode.Scan(new TableDescription("t", Map.of(), ROWS, false), List.of(0), ROWS);
    Field time = new Field("p", INSTANT, false);
    PlanNode stamped = new RowNode.Calc(scan, null, List.of(now), new Schema(List.of(time)));
    return new GroupNode.WindowAggregate(
        new RowNode.Watermark(stamped, 0, now),
        new WindowSpec.Tumble(10 * SECOND, 0),
        0,
        List.of(),
        List.of(
            new AggregateCall(
                AggregateFunction.COUNT,
                List.of(),
                false,
                OptionalInt.empty(),
                DataType.BIGINT,
                "n")),
        Emission.FINAL,
        new Schema(
            List.of(
                new Field("window_start", INSTANT, false),
                new Field("window_end", INSTANT, false),
                new Field("n", DataType.BIGINT, false))));
  }

  private static final class Hand implements Clock {
    private long micros;

    @Override
    public long wallMicros() {
      return micros;
    }

    @Override
    public long monotonicNanos() {
      return 0;
    }

    @Override
    public void waitUntil(long nanos) {}
  }

  /// Gives as many rows as it is told, and never ends by itself.
  private static final class Rows implements BatchReader {
    private final ArrayDeque<Integer> next = new ArrayDeque<>();
    private boolean ended;

    @Override
    public @Nullable Batch read() {
      return ended
          ? null
          : new Batch(
              new Vector[] {new LongVector(new long[8], null)}, next.removeFirst(), null, null);
    }

    @Override
    public long bytesRead() {
      return 0;
    }

    @Override
    public long bytesTotal() {
      return -1;
    }

    @Override
    public void close() {}
  }
}
