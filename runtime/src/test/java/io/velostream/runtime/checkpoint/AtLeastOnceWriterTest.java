package io.velostream.runtime.checkpoint;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.plan.LeafNode;
import io.velostream.plan.Plan;
import io.velostream.plan.TableDescription;
import io.velostream.runtime.RuntimeSettings;
import io.velostream.runtime.job.Arrivals;
import io.velostream.runtime.job.Cancellation;
import io.velostream.runtime.job.ProgressListener;
import io.velostream.runtime.lower.LoweringContext;
import io.velostream.runtime.system.SystemWorld;
import io.velostream.runtime.table.SideTable;
import io.velostream.stream.seam.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A job whose output can take nothing back, and whose process dies at every call of it, before or
/// after the call has had its effect: no row is lost, and only those of one epoch come again.
final class AtLeastOnceWriterTest {
  private static final Schema SCHEMA = Schema.of(new Field("n", DataType.BIGINT, false));

  @TempDir Path folder;

  /// What people see: rows count when they are flushed.
  private static final class Output {
    private final List<Long> visible = new ArrayList<>();
    private int calls;
    private int diesAt = Integer.MAX_VALUE;
    private boolean afterEffect;

    private void call(Runnable effect) throws IOException {
      calls++;
      if (calls == diesAt && !afterEffect) {
        throw new IOException("death");
      }
      effect.run();
      if (calls == diesAt) {
        throw new IOException("death");
      }
    }

    BatchWriter writer() {
      return new BatchWriter() {
        private final List<Long> buffer = new ArrayList<>();

        @Override
        public void write(Batch batch) throws IOException {
          call(() -> {
            for (int k = 0; k < batch.rowCount(); k++) {
              buffer.add(((LongVector) batch.column(0)).values()[batch.rowAt(k)]);
            }
          });
        }

        @Override
        public void endStep() throws IOException {
          call(this::flush);
        }

        @Override
        public void commit() throws IOException {
          call(this::flush);
        }

        private void flush() {
          visible.addAll(buffer);
          buffer.clear();
        }

        @Override
        public void close() {}
      };
    }
  }

  private void run(Output output, World world) {
    Plan plan =
        new Plan(
            new LeafNode.Scan(
                new TableDescription("up", Map.of(), SCHEMA), List.of(0), false, List.of(), SCHEMA),
            Optional.empty(),
            false,
            List.of());
    String job =
        folder
            .resolve("job-" + output.diesAt + output.afterEffect + world.threads().cores())
            .toString();
    new CheckpointedJob(
            new JobPlan("job", "plan\n"),
            new CheckpointPolicy(job, 0, 0, 2, false, ""),
            world,
            ProgressListener.NONE,
            new Cancellation(),
            Arrivals.NONE,
            new Savepoints())
        .run(
            plan,
            (_, from, _) -> new CheckpointedJobTest.Numbers(from, 1, 60, 0),
            new LoweringContext(RuntimeSettings.DEFAULT, "job"),
            SideTable.errors("job", 10),
            new AtLeastOnceWriter(output.writer()));
  }

  private static World withoutThreads() {
    World world = SystemWorld.create();
    return new World(world.clock(), world.random(), world.files());
  }

  /// Lets a job die at each call of its output.
  ///
  /// @param check told the rows that were seen in the end, and what happened
  private void atEachCall(World world, BiConsumer<List<Long>, String> check) {
    List<Long> all = LongStream.range(0, CheckpointedJobTest.ROWS).boxed().toList();
    Output undisturbed = new Output();
    run(undisturbed, withoutThreads());
    assertThat(undisturbed.visible).isEqualTo(all);
    int deaths = 0;
    for (int death = 1; death <= undisturbed.calls; death++) {
      for (boolean afterEffect : new boolean[] {false, true}) {
        Output output = new Output();
        output.diesAt = death;
        output.afterEffect = afterEffect;
        String story = "death at %d, after its effect %b".formatted(death, afterEffect);
        try {
          run(output, world);
        } catch (EnvironmentException e) {
          assertThat(e).as(story).hasMessage("death");
          deaths++;
          run(output, world);
        }
        assertThat(new TreeSet<>(output.visible)).as(story).containsExactlyElementsOf(all);
        check.accept(output.visible, story);
      }
    }
    assertThat(deaths).isGreaterThan(5);
  }

  @Test
  void noRowIsEverLostAndOnlyThoseOfOneEpochComeAgain() {
    atEachCall(
        withoutThreads(),
        (seen, story) ->
            assertThat(seen.size() - CheckpointedJobTest.ROWS).as(story).isBetween(0, 62));
  }

  /// An epoch goes on for as long as the one before is being written, so its size is not known.
  @Test
  void noRowIsEverLostOrComesAThirdTimeWhereStateIsWrittenInTheBackground() {
    atEachCall(
        SystemWorld.create(),
        (seen, story) ->
            assertThat(seen.stream().collect(groupingBy(n -> n, counting())).values())
                .as(story)
                .allMatch(times -> times <= 2));
  }
}
