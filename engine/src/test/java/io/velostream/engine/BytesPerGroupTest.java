package io.velostream.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.runtime.job.ProgressListener;
import io.velostream.runtime.job.RunView;
import io.velostream.runtime.pipeline.Pipeline;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a job says that its groups take, against what their keys and accumulators are.
@Timeout(60)
class BytesPerGroupTest {
  private static final int GROUPS = 1_000_000;

  /// @param bytes of a key and its accumulators: a number has 8, a string's place 16, an average is
  ///   a sum and a count
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          id   | COUNT(*), SUM(id)                    | CHANGES | 24
          id   | COUNT(*), SUM(id)                    | FINAL   | 24
          name | COUNT(*), SUM(id), MIN(id), MAX(id)  | CHANGES | 48
          """)
  void aMillionGroupsTakeAtMostTwiceTheirKeysAndAccumulators(
      String key, String calls, String emit, int bytes) {
    try (Session session = Session.open()) {
      session.execute(
          """
          CREATE TABLE numbers (id BIGINT NOT NULL, name AS 'n' || CAST(id AS STRING))
            WITH ('connector' = 'datagen', 'fields.id.kind' = 'sequence',
              'fields.id.start' = '1', 'fields.id.end' = '%d');
          CREATE TABLE nothing WITH ('connector' = 'blackhole')
            AS SELECT %s, %s FROM numbers GROUP BY %s LIMIT 0;
          """
              .formatted(GROUPS, key, calls, key));
      Viewer viewer = new Viewer();
      session.onProgress(viewer);
      session.execute(
          "INSERT INTO nothing SELECT %s, %s FROM numbers GROUP BY %s EMIT %s"
              .formatted(key, calls, key, emit));
      long state = Objects.requireNonNull(viewer.view).figures().stateBytes();
      assertThat((double) state / GROUPS).isBetween((double) bytes, 2.0 * bytes);
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
}
