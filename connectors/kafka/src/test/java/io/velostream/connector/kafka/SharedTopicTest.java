package io.velostream.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.InputRange;
import io.velostream.engine.Rows;
import io.velostream.engine.Session;
import io.velostream.runtime.job.LastInput;
import io.velostream.runtime.job.ProgressListener;
import io.velostream.runtime.job.RunView;
import io.velostream.runtime.pipeline.Pipeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Topics with event time in several pipelines: each partition has a time of its own, which lives
/// on when a job is started again in another number of them.
@Timeout(120)
class SharedTopicTest {
  private static final String SUMS =
      "SELECT window_start AS s, k, COUNT(*) AS n, SUM(id) AS q FROM"
          + " TABLE(TUMBLE(TABLE i, DESCRIPTOR(ts), INTERVAL '10' SECOND))"
          + " GROUP BY window_start, window_end, k";

  @TempDir Path folder;

  private static String input(Broker broker, String topic, String more) {
    return """
    CREATE TABLE i (id BIGINT, k BIGINT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH (
      'connector' = 'kafka', 'topic' = '%s', 'properties.bootstrap.servers' = '%s',
      'format' = 'json'%s);
    """
        .formatted(topic, broker.servers(), more);
  }

  private static String row(int id, int second) {
    return "{\"id\":%d,\"k\":%d,\"ts\":\"2026-01-01 00:%02d:%02d\"}"
        .formatted(id, id % 3, second / 60, second % 60);
  }

  private static List<String> rows(Session session, String sql) {
    List<String> texts = new ArrayList<>();
    try (Rows rows = session.query(sql)) {
      while (rows.next()) {
        StringJoiner text = new StringJoiner(" ");
        for (int c = 0; c < rows.schema().size(); c++) {
          text.add(String.valueOf(rows.getObject(c)));
        }
        texts.add(text.toString());
      }
    }
    return texts;
  }

  /// Windows, late rows and undecodable ones of the same topic, in some number of pipelines.
  private List<List<String>> outcome(Broker broker, String topic, int pipelines) {
    try (Session session = Session.open()) {
      session.execute("SET 'job.mode' = 'adaptive'");
      session.execute("SET 'parallelism' = '" + pipelines + "'");
      session.execute("SET 'batch.rows' = '13'");
      session.execute(input(broker, topic, ", 'scan.bounded.mode' = 'latest-offset'"));
      List<String> plan = rows(session, "EXPLAIN " + SUMS);
      assertThat(String.join("\n", plan))
          .contains(
              pipelines == 1
                  ? "exchange: none (one pipeline)"
                  : "exchange: one reader of i: one consumer polls all partitions\n"
                      + "exchange: hash(k) before WindowAggregate,");
      session.execute("CREATE TABLE o AS " + SUMS);
      return List.of(
          rows(session, "SELECT * FROM o ORDER BY s, k"),
          rows(session, "SELECT id, ts FROM \"o$late\" ORDER BY id"),
          rows(session, "SELECT \"position\", reason FROM \"o$errors\" ORDER BY 1"));
    }
  }

  @Test
  void anyNumberOfPipelinesGivesTheSame() throws IOException {
    Broker broker = Broker.shared();
    String topic = broker.topic(3); // two stay empty, and have ended from the beginning
    broker.write(
        topic,
        1,
        IntStream.range(0, 600)
            .mapToObj(i -> i % 97 == 13 ? "bad" : row(i, i % 41 == 40 ? i - 25 : i))
            .toArray(String[]::new));
    List<List<String>> alone = outcome(broker, topic, 1);
    assertThat(alone.get(0)).hasSize(180);
    assertThat(alone.get(1)).hasSize(14);
    assertThat(alone.get(2)).hasSize(7);
    assertThat(outcome(broker, topic, 2)).isEqualTo(alone);
    assertThat(outcome(broker, topic, 4)).isEqualTo(alone);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aFaultNamesTheOffsetsOfItsPartition(int pipelines) throws IOException {
    Broker broker = Broker.shared();
    String topic = broker.topic(3);
    broker.write(topic, 0, IntStream.range(0, 100).mapToObj(i -> row(i, i)).toArray(String[]::new));
    broker.write(
        topic, 2, IntStream.range(1000, 1100).mapToObj(i -> row(i, 7)).toArray(String[]::new));
    try (Session session = Session.open()) {
      Viewer viewer = new Viewer();
      session.onProgress(viewer);
      session.execute("SET 'job.mode' = 'adaptive'");
      session.execute("SET 'parallelism' = '" + pipelines + "'");
      session.execute("SET 'batch.rows' = '13'");
      session.execute("SET 'exchange.step-rows' = '13'");
      session.execute(input(broker, topic, ", 'scan.bounded.mode' = 'latest-offset'"));
      session.execute("CREATE TABLE o (x BIGINT) WITH ('connector' = 'blackhole')");
      String query =
          "SELECT 1 / (1 - SUM(CASE WHEN id = 1050 THEN 1 ELSE 0 END)) FROM i GROUP BY k";
      assertThatExceptionOfType(UserException.class)
          .isThrownBy(() -> session.execute("INSERT INTO o " + query))
          .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.DIVISION_BY_ZERO));
      LastInput input = Objects.requireNonNull(viewer.view).lastInput();
      InputRange range = input.sources().getFirst().ranges().getFirst();
      assertThat(range.unit()).isEqualTo(InputRange.Unit.OFFSETS);
      assertThat(range.of()).isEqualTo("partition 2 of '" + topic + "'");
      assertThat(50L).as(input.toString()).isBetween(range.from(), range.to());
      assertThat(range.to() - range.from()).as(input.toString()).isLessThan(30);
    }
  }

  private static final class Viewer implements ProgressListener {
    private @Nullable RunView view;

    @Override
    public void begins(RunView run) {
      view = run;
    }

    @Override
    public void progress(Pipeline.Progress progress) {}
  }

  private Job job(Broker broker, String topic, String output, String settings) throws IOException {
    return Job.of(
        folder,
        "SET 'checkpoint.interval' = '20 ms';\nSET 'checkpoint.rest' = '0';\n"
            + settings
            + input(broker, topic, "")
            + """
            CREATE TABLE o (m BIGINT, n BIGINT, q BIGINT) WITH (
              'connector' = 'kafka', 'topic' = '%s', 'properties.bootstrap.servers' = '%s',
              'format' = 'json');
            INSERT INTO o
            SELECT EXTRACT(MINUTE FROM window_start), COUNT(*), SUM(id)
            FROM TABLE(TUMBLE(TABLE i, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
            GROUP BY window_start, window_end;
            """
                .formatted(output, broker.servers()));
  }

  private static String sum(int minute, int count, int sum) {
    return "{\"m\":%d,\"n\":%d,\"q\":%d}".formatted(minute, count, sum);
  }

  @Test
  void eachPartitionKeepsItsTimeWhenTheJobGoesOnInAnotherNumberOfPipelines()
      throws IOException, InterruptedException {
    Broker broker = Broker.shared();
    String topic = broker.topic(2);
    String output = broker.topic(1);
    Job job = job(broker, topic, output, "SET 'watermark.idle-timeout' = '0 s';\n");
    broker.write(topic, 0, row(1, 10), row(2, 70), row(3, 301)); // it is five minutes ahead
    broker.write(topic, 1, row(4, 20), row(5, 61));
    List<String> expected = new ArrayList<>(List.of(sum(0, 2, 5)));
    int[] pipelines = {2, 4, 1};
    for (int life = 0; life < pipelines.length; life++) {
      Process process = job.start(pipelines[life]);
      try {
        if (life > 0) {
          // Only the partition that is behind goes on: the other one is known to be further.
          broker.write(topic, 1, row(10 * life, 60 * life + 30), row(10, 60 * life + 61));
          expected.add(life == 1 ? sum(1, 3, 17) : sum(life, 2, 10 + 10 * life));
        }
        assertThat(broker.messages(output, expected.size()))
            .as("life %d: %s", life, job.log())
            .isEqualTo(expected);
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
  }

  @Test
  void aPartitionThatIsIdleHoldsNothingBack() throws IOException, InterruptedException {
    Broker broker = Broker.shared();
    String topic = broker.topic(2);
    String output = broker.topic(1);
    Job job = job(broker, topic, output, "SET 'watermark.idle-timeout' = '300 ms';\n");
    broker.write(topic, 1, row(1, 20), row(2, 61));
    Process process = job.start(2);
    try {
      assertThat(broker.messages(output, 1)).as(job.log()).containsExactly(sum(0, 1, 1));
      broker.write(topic, 1, row(3, 121));
      assertThat(broker.messages(output, 2)).containsExactly(sum(0, 1, 1), sum(1, 1, 2));
      broker.write(topic, 0, row(4, 122));
      broker.write(topic, 1, row(5, 181));
      assertThat(broker.messages(output, 3)).last().isEqualTo(sum(2, 2, 7));
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}
