package io.velostream.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.engine.settings.Settings;
import io.velostream.runtime.system.SystemWorld;
import io.velostream.stream.seam.World;
import java.time.LocalDateTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Event time where sources fall silent or run ahead, by a clock that the test moves.
class EventTimeTest {
  private static final Schema ROWS =
      Schema.of(Field.of("k", DataType.STRING), Field.of("ts", DataType.TIMESTAMP_MILLIS));
  private static final LocalDateTime NOON = LocalDateTime.of(2024, 1, 1, 12, 0);
  private static final String COUNTS =
      """
      SELECT COUNT(*) AS n, window_end
      FROM TABLE(TUMBLE(TABLE both_of, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
      GROUP BY window_start, window_end
      """;

  private final HandClock clock = new HandClock();
  private Session session;
  private InputTable left;
  private InputTable right;

  @BeforeEach
  void open() {
    World system = SystemWorld.create();
    session = Session.open(new World(clock, system.random(), system.files()));
    clock.nanos = java.time.Duration.ofDays(30_000).toNanos();
    left = input("a");
    right = input("b");
    session.execute("CREATE VIEW both_of AS SELECT * FROM a UNION ALL SELECT * FROM b");
  }

  private InputTable input(String name) {
    return session.input(
        InputSpec.of(name, ROWS).withWatermark("WATERMARK FOR ts AS ts - INTERVAL '5' SECOND"));
  }

  @AfterEach
  void close() {
    session.close();
  }

  private void pass(int seconds) {
    clock.nanos += seconds * 1_000_000_000L;
  }

  @Test
  void theSlowerSourceHoldsTimeBack() {
    try (Changes counts = session.changes(COUNTS)) {
      left.add("x", NOON);
      right.add("y", NOON);
      left.add("x", NOON.plusSeconds(70));
      assertThat(counts.poll()).isEmpty();
      right.add("y", NOON.plusSeconds(66));
      assertThat(counts.poll()).hasToString("[+I[2, 2024-01-01 12:01:00.000]]");
    }
  }

  @Test
  void anIdleSourceHoldsNobodyBackAndItsRowsMayThenBeLate() {
    session.execute("SET 'watermark.idle-timeout' = '30 s'");
    try (Changes counts = session.changes(COUNTS)) {
      left.add("x", NOON);
      right.add("y", NOON);
      assertThat(counts.poll()).isEmpty();
      pass(29);
      left.add("x", NOON.plusSeconds(70));
      assertThat(counts.poll()).isEmpty();
      pass(1);
      assertThat(counts.poll()).hasToString("[+I[2, 2024-01-01 12:01:00.000]]");
      right.add("y", NOON.plusSeconds(10)); // late, for its window is closed
      right.add("y", NOON.plusSeconds(61));
      left.add("x", NOON.plusSeconds(200));
      assertThat(counts.poll()).isEmpty();
      right.add("y", NOON.plusSeconds(126));
      assertThat(counts.poll()).hasToString("[+I[2, 2024-01-01 12:02:00.000]]");
    }
    try (Rows late = session.query("SELECT COUNT(*) FROM \"result$late\"")) {
      assertThat(late.next()).isTrue();
      assertThat(late.getLong(0)).isEqualTo(1);
    }
  }

  @Test
  void aSourceThatNeverHadARowIsIdleAndNotAtItsEnd() {
    session.execute("SET 'watermark.idle-timeout' = '30 s'");
    try (Changes counts = session.changes(COUNTS)) {
      left.add("x", NOON);
      left.add("x", NOON.plusSeconds(70));
      assertThat(counts.poll()).isEmpty();
      pass(30);
      left.add("x", NOON.plusSeconds(71));
      assertThat(counts.poll()).hasToString("[+I[1, 2024-01-01 12:01:00.000]]");
      pass(100);
      assertThat(counts.poll()).isEmpty(); // all are idle: time stands
      assertThat(counts.hasEnded()).isFalse();
    }
  }

  @Test
  void withoutATimeoutTimeWaitsForEver() {
    session.execute("SET 'watermark.idle-timeout' = '0 s'");
    try (Changes counts = session.changes(COUNTS)) {
      left.add("x", NOON);
      left.add("x", NOON.plusSeconds(70));
      assertThat(counts.poll()).isEmpty();
      pass(100_000);
      assertThat(counts.poll()).isEmpty();
    }
  }

  @Test
  void timeGoesOnWithTheClockWhenAllIsQuiet() {
    session.execute("SET 'watermark.quiet-timeout' = '40 s'");
    try (Changes counts = session.changes(COUNTS)) {
      left.add("x", NOON);
      right.add("y", NOON.plusSeconds(20));
      assertThat(counts.poll()).isEmpty();
      pass(39);
      assertThat(counts.poll()).isEmpty();
      pass(25); // the slower one was at 11:59:55
      assertThat(counts.poll()).isEmpty();
      pass(1);
      assertThat(counts.poll()).hasToString("[+I[2, 2024-01-01 12:01:00.000]]");
    }
  }

  @Test
  void wherePipelinesWouldNotHearOfEachOthersSilenceThereIsOne() {
    Settings settings = new Settings();
    settings.set(Settings.JOB_MODE, "adaptive");
    assertThat(settings.job(4).pipelines()).isEqualTo(4);
    settings.set(Settings.QUIET_TIMEOUT, "40 s");
    assertThat(settings.job(4).pipelines()).isEqualTo(1);
  }

  @Test
  void aSourceThatIsFarAheadWaits() {
    session.execute("SET 'batch.rows' = '1'; SET 'watermark.alignment' = '10 s'");
    try (Changes counts = session.changes(COUNTS + " EMIT CHANGES")) {
      for (int i = 0; i < 5; i++) {
        left.add("x" + i, NOON.plusSeconds(i * 20L));
      }
      right.add("y", NOON);
      // x0 and y, then x1, which is ahead.
      assertThat(counts.poll().getLast()).hasToString("+I[3, 2024-01-01 12:01:00.000]");
      assertThat(watermarks()).contains("a 2024-01-01 12:00:15 AHEAD a");
      assertThat(counts.poll()).isEmpty();
      right.add("z", NOON.plusSeconds(12));
      assertThat(counts.poll().getLast()).hasToString("+I[5, 2024-01-01 12:01:00.000]");
      right.close();
      assertThat(counts.poll().getLast()).hasToString("+I[2, 2024-01-01 12:02:00.000]");
    }
  }

  @Test
  void saysWhatHoldsTimeBack() {
    session.execute("SET 'watermark.idle-timeout' = '30 s'");
    try (Changes counts = session.changes(COUNTS)) {
      left.add("x", NOON);
      right.add("y", NOON.plusSeconds(30));
      assertThat(counts.poll()).isEmpty();
      assertThat(watermarks())
          .contains("a 2024-01-01 11:59:55 ACTIVE a", "b 2024-01-01 12:00:25 ACTIVE b")
          .endsWith(" 2024-01-01 11:59:55 ACTIVE a\n");
      pass(30);
      right.add("y", NOON.plusSeconds(31));
      assertThat(counts.poll()).isEmpty();
      assertThat(watermarks())
          .contains("a 2024-01-01 11:59:55 IDLE a", "b 2024-01-01 12:00:26 ACTIVE b")
          .endsWith(" 2024-01-01 12:00:26 ACTIVE b\n");
    }
    assertThat(watermarks()).isEmpty();
  }

  private String watermarks() {
    StringBuilder text = new StringBuilder();
    try (Rows rows = session.query("SHOW WATERMARKS")) {
      while (rows.next()) {
        text.append(rows.getString("source"))
            .append(' ')
            .append(rows.getString("watermark"))
            .append(' ')
            .append(rows.getString("standing"))
            .append(' ')
            .append(rows.getString("held_back_by"))
            .append('\n');
      }
    }
    return text.toString();
  }
}
