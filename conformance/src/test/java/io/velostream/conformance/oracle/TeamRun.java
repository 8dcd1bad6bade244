package io.velostream.conformance.oracle;

import io.velostream.columnar.Batch;
import io.velostream.conformance.simulation.Fibers;
import io.velostream.conformance.simulation.Trace;
import io.velostream.conformance.simulation.VirtualClock;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.expression.Evaluators;
import io.velostream.plan.Plan;
import io.velostream.plan.stage.JoinedPlan;
import io.velostream.plan.stage.Pacing;
import io.velostream.plan.stage.Partitioning;
import io.velostream.plan.stage.SharedPlan;
import io.velostream.plan.stage.Sharing;
import io.velostream.plan.stage.SharingRules;
import io.velostream.plan.stage.StagedPlan;
import io.velostream.plan.stage.Staging;
import io.velostream.runtime.RuntimeSettings;
import io.velostream.runtime.exchange.Room;
import io.velostream.runtime.job.Cancellation;
import io.velostream.runtime.job.ProgressListener;
import io.velostream.runtime.parallel.Aside;
import io.velostream.runtime.parallel.Handover;
import io.velostream.runtime.parallel.ParallelJob;
import io.velostream.runtime.parallel.SavedTeam;
import io.velostream.runtime.parallel.Work;
import io.velostream.runtime.system.SystemWorld;
import io.velostream.stream.seam.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/// Runs plans in several pipelines, whose threads take turns as a seed draws it.
///
/// @param seed draws which thread is next, how rows are cut, and how much room queues have
record TeamRun(long seed, int pipelines) {
  private static final World WORLD = SystemWorld.create();
  private static final String JOB = "oracle";

  /// Parcels that a queue has room for: nobody waits for others before the end of a step, so that
  /// all rows of it are read when its epoch is to end.
  private static final int ROOM = 256;

  private static final List<Integer> BATCH_ROWS = List.of(1, 2, 5, 1024);
  private static final List<Integer> STEP_ROWS = List.of(1, 5, 262_144);

  /// How a plan is shared by several pipelines, if it can be.
  Optional<SharedPlan> share(Plan plan) {
    return switch (SharingRules.decide(
        plan, new Sharing(pipelines, Partitioning.AUTO, Pacing.NONE))) {
      case Staging.Staged(StagedPlan staged) -> Optional.of(staged);
      case Staging.Joined(JoinedPlan joined) -> Optional.of(joined);
      case Staging.Whole _, Staging.Refused _ -> Optional.empty();
    };
  }

  /// What has been put out after each step of the dataset, and at the end.
  ///
  /// @param kinds of the result's columns, which say how values are compared
  Engine.Answers run(Plan whole, SharedPlan plan, List<Kind> kinds, Dataset data) {
    RandomGenerator random =
        RandomGeneratorFactory.of("L64X128MixRandom").create(seed * 31 + pipelines);
    RuntimeSettings base = RuntimeSettings.DEFAULT;
    RuntimeSettings settings =
        new RuntimeSettings(
            BATCH_ROWS.get(random.nextInt(4)),
            Evaluators.INTERPRETED,
            base.zone(),
            base.futureBoundMicros(),
            base.keptRows(),
            false);
    Fibers fibers = new Fibers(random, new Trace(), Fibers.Fairness.EVEN, 1_000);
    Sums sums = new Sums(whole.root().schema(), kinds);
    Marks marks = new Marks(fibers, sums, data.steps().size());
    World world =
        new World(new VirtualClock(fibers, random), WORLD.random(), WORLD.files(), fibers);
    ParallelJob job =
        new ParallelJob(
            world,
            ProgressListener.NONE,
            new Cancellation(),
            new Handover(new Room(ROOM), STEP_ROWS.get(random.nextInt(3))));
    run(
        fibers,
        () ->
            job.run(
                new Work.One(JOB, plan),
                (scan, _, badRows) -> {
                  List<MarkedTurns.Piece> pieces =
                      pieces(data, scan.table().name(), settings.batchRows(), badRows.size());
                  return IntStream.range(0, badRows.size())
                      .mapToObj(i -> new MarkedTurns(pieces, scan, i, badRows.size(), marks))
                      .toList();
                },
                settings,
                pipelines,
                Aside.nothing(JOB),
                SavedTeam.NONE,
                marks,
                List.of(new SumsWriter(sums))));
    return marks.answers();
  }

  private static void run(Fibers fibers, Runnable work) {
    try {
      fibers.run(work);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("work cannot throw this", e);
    }
  }

  /// The pieces of a table: in each step as many as make whole rounds of the readers, and then a
  /// round without rows, behind which the epoch ends.
  private static List<MarkedTurns.Piece> pieces(
      Dataset data, String table, int batchRows, int readers) {
    List<MarkedTurns.Piece> pieces = new ArrayList<>();
    for (int step = 0; step < data.steps().size(); step++) {
      Dataset one =
          new Dataset(data.columns(), data.delaySeconds(), List.of(data.steps().get(step)));
      for (Engine.Cut cut : Engine.cut(one, table, batchRows)) {
        pieces.add(new MarkedTurns.Piece(step, false, cut.batch()));
      }
      Batch none = pieces.getLast().batch().select(new int[0], 0);
      while (pieces.size() % readers != 0) {
        pieces.add(new MarkedTurns.Piece(step, false, none));
      }
      pieces.addAll(Collections.nCopies(readers, new MarkedTurns.Piece(step, true, none)));
    }
    return pieces;
  }

  /// Adds up what is written.
  private record SumsWriter(Sums sums) implements BatchWriter {
    @Override
    public void write(Batch batch) {
      sums.emit(batch);
    }

    @Override
    public void endStep() {}

    @Override
    public void commit() {}

    @Override
    public void close() {}
  }
}
