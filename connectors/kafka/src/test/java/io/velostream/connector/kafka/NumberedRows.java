package io.velostream.connector.kafka;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A topic of numbered rows with some messages among them that do not decode, and jobs that read
/// it. Times ascend in each partition, so that no row is late.
///
/// @param rows how many messages there are
/// @param poison one message of so many is bad
record NumberedRows(Broker broker, String topic, int rows, int poison) {
  static final int PARTITIONS = 4;

  /// Never, since brokers may be away for long: the rows of a partition that has been silent are
  /// late where others are ahead.
  private static final String IDLE = "0 s";

  private static final int MILLIS = 100;
  private static final int WINDOW_ROWS = 10_000 / MILLIS;
  private static final long START = 1_767_225_600_000L; // 2026-01-01

  /// A new topic full of them.
  static NumberedRows write(Broker broker, int rows, int poison) {
    NumberedRows all = new NumberedRows(broker, broker.topic(PARTITIONS), rows, poison);
    for (int p = 0; p < PARTITIONS; p++) {
      String[] values = new String[rows / PARTITIONS];
      for (int i = 0; i < values.length; i++) {
        values[i] = all.message(i * PARTITIONS + p);
      }
      broker.write(all.topic(), p, values);
    }
    return all;
  }

  private boolean isBad(int id) {
    return id / PARTITIONS % poison == 7;
  }

  private static int q(int id) {
    return id * 7 % 100;
  }

  private String message(int id) {
    return isBad(id)
        ? "bad " + id
        : "{\"id\":%d,\"q\":%d,\"ms\":%d}".formatted(id, q(id), START + (long) id * MILLIS);
  }

  private List<String> bad() {
    List<String> all = new ArrayList<>();
    for (int id = 0; id < rows; id++) {
      if (isBad(id)) {
        all.add(message(id));
      }
    }
    all.sort(null);
    return all;
  }

  /// A job that writes half of the rows again.
  ///
  /// @param servers where it finds the broker
  /// @param more options of its tables
  TopicJob doubling(Path folder, String servers, String more) throws IOException {
    List<String> expected = new ArrayList<>();
    for (int id = 0; id < rows; id++) {
      if (!isBad(id) && q(id) > 50) {
        expected.add("{\"id\":%d,\"q\":%d}".formatted(id, q(id) * 2));
      }
    }
    return job(
        folder,
        servers,
        more,
        "id BIGINT, q BIGINT",
        "INSERT INTO o SELECT id, q * 2 FROM i WHERE q > 50;",
        expected);
  }

  /// A job that counts and adds up the rows of windows.
  TopicJob summing(Path folder, String servers, String more) throws IOException {
    Map<Integer, long[]> sums = new TreeMap<>();
    for (int id = 0; id < rows; id++) {
      if (!isBad(id)) {
        long[] sum = sums.computeIfAbsent(id / WINDOW_ROWS, _ -> new long[2]);
        sum[0]++;
        sum[1] += q(id);
      }
    }
    List<String> expected = new ArrayList<>();
    sums.forEach(
        (no, sum) -> expected.add("{\"no\":%d,\"n\":%d,\"q\":%d}".formatted(no, sum[0], sum[1])));
    return job(
        folder,
        servers,
        more,
        "\"no\" BIGINT, n BIGINT, q BIGINT",
        """
        INSERT INTO o
        SELECT (EPOCH_MS(window_start) - %d) / 10000, COUNT(*), SUM(q)
        FROM TABLE(TUMBLE(TABLE i, DESCRIPTOR(ts), INTERVAL '10' SECOND))
        GROUP BY window_start, window_end;
        """
            .formatted(START),
        expected);
  }

  private TopicJob job(
      Path folder,
      String servers,
      String more,
      String columns,
      String statement,
      List<String> expected)
      throws IOException {
    String output = broker.topic(PARTITIONS);
    String letters = broker.topic(1);
    String kafka =
        "WITH ('connector' = 'kafka', 'properties.bootstrap.servers' = '%s', 'format' = 'json'%s,"
                .formatted(servers, more)
            + " 'topic' = '%s'%s)";
    expected.sort(null);
    Job job =
        Job.of(
            folder,
            """
            SET 'checkpoint.interval' = '5 ms';
            SET 'checkpoint.rest' = '0';
            SET 'batch.rows' = '100';
            SET 'watermark.idle-timeout' = '%s';
            CREATE TABLE bad (source VARCHAR, "position" BIGINT, reason VARCHAR, raw VARCHAR) %s;
            CREATE TABLE i (
              id BIGINT, q BIGINT, ms BIGINT,
              ts AS TO_TIMESTAMP_LTZ(ms, 3), WATERMARK FOR ts AS ts
            ) %s;
            CREATE TABLE o (%s) %s;
            %s
            """
                .formatted(
                    IDLE,
                    kafka.formatted(letters, ""),
                    kafka.formatted(
                        topic,
                        ", 'scan.bounded.mode' = 'latest-offset', 'error.policy' = 'dead-letter',"
                            + " 'error.dead-letter' = 'bad'"),
                    columns,
                    kafka.formatted(output, ""),
                    statement));
    return new TopicJob(job, broker, output, letters, expected, bad());
  }
}
