package io.velostream.runtime.parallel;

import io.velostream.operators.Output;
import io.velostream.operators.aggregate.Divisible;
import io.velostream.plan.stage.Distribution;
import io.velostream.plan.stage.ForkedPlan.Branch;
import io.velostream.plan.stage.Stage;
import io.velostream.plan.stage.StagedPlan;
import io.velostream.runtime.exchange.Crossing;
import io.velostream.runtime.exchange.Exchange;
import io.velostream.runtime.exchange.Inbox;
import io.velostream.runtime.exchange.Room;
import io.velostream.runtime.pipeline.NodeFigures;
import io.velostream.runtime.table.SideTable;
import io.velostream.stream.Watermarks;
import io.velostream.stream.seam.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// One of the plans of a team, in all pipelines: its stages, and the queues between them.
final class TeamBranch {
  private final Branch branch;
  private final StagedPlan plan;

  /// Behind how many nodes of the first stage the rows of other plans leave.
  private final Set<Integer> forks;

  private final int readers;
  private final IntFunction<StageOutput> result;
  private final List<PipelineParts> parts;
  private final List<Crossing> crossings = new ArrayList<>();
  private final List<Progress> progress;
  private final ReadTables tables;
  private final CrewTasks tasks;
  private final TeamSaves saves;
  private final SideTable errors;

  /// How many turns of each reader make a step, where groups travel.
  private final int turnsPerStep;

  /// What all branches of a team have in common.
  ///
  /// @param readers of the table
  /// @param progress of each pipeline
  /// @param tables what is read
  /// @param tasks of the team
  record Common(
      int readers,
      int turnsPerStep,
      Room room,
      int keptRows,
      List<Progress> progress,
      ReadTables tables,
      CrewTasks tasks) {}

  /// @param job names the side tables
  /// @param parts by pipeline
  /// @param result by pipeline, where the last stage puts its rows
  TeamBranch(
      Branch branch,
      Set<Integer> forks,
      String job,
      List<PipelineParts> parts,
      Common common,
      IntFunction<StageOutput> result) {
    this.branch = branch;
    this.plan = branch.own();
    this.forks = Set.copyOf(forks);
    this.parts = List.copyOf(parts);
    this.readers = common.readers();
    this.turnsPerStep = common.turnsPerStep();
    this.progress = common.progress();
    this.tables = common.tables();
    this.tasks = common.tasks();
    this.result = result;
    this.saves = new TeamSaves(plan, parts, tasks);
    this.errors = SideTable.errors(job, common.keptRows());
    List<Stage> stages = plan.stages();
    for (int s = 1; s < stages.size(); s++) {
      crossings.add(
          new Crossing(
              Travelling.schema(stages.get(s)),
              Travelling.plain(stages.get(s)),
              width(s - 1),
              width(s),
              common.room()));
    }
  }

  /// How many pipelines have part in a stage.
  private int width(int stage) {
    return switch (plan.stages().get(stage).distribution()) {
      case Distribution.Turns _ -> readers;
      case Distribution.Hash _ -> parts.size();
      case Distribution.One _ -> 1;
    };
  }

  /// How many have part in the last one.
  int width() {
    return width(plan.stages().size() - 1);
  }

  /// The operators of one pipeline.
  final class Own {
    private final int number;
    private @Nullable Stem stem;
    private final List<@Nullable OperatorChain> later = new ArrayList<>();

    private Own(int number) {
      this.number = number;
      for (int s = 1; s < plan.stages().size(); s++) {
        later.add(null);
      }
    }

    /// Makes the part of the first stage, for a pipeline that reads.
    Stem grow() {
      Exchange exchange = exchange(0, number);
      Divisible half = parts.get(number).firstHalf();
      Stem made =
          new Stem(
              parts.get(number).operators(0),
              parts.get(number).again(0),
              forks,
              half == null
                  ? new SourceExit.Rows(exchange)
                  : new SourceExit.Groups(half, exchange, turnsPerStep),
              branch.timed(),
              new Notes(parts.get(number).late(0)),
              saves.of(number, 0));
      stem = made;
      return made;
    }

    /// The tasks of the stages behind that, those nearest to the result first.
    List<Task> tasks(Clock clock) {
      List<Task> made = new ArrayList<>();
      for (int s = plan.stages().size() - 1; s > 0; s--) {
        if (number < width(s)) {
          made.add(stage(s, clock));
        }
      }
      return made;
    }

    private StageTask stage(int stage, Clock clock) {
      PipelineParts own = parts.get(number);
      StageOutput output =
          stage == plan.stages().size() - 1
              ? result.apply(number)
              : new StageOutput.ToStage(exchange(stage, number));
      OperatorChain operators =
          new OperatorChain(own.operators(stage), own.again(stage), (Output) output);
      later.set(stage - 1, operators);
      boolean turns = stage == 1 && !plan.stages().get(stage).preAggregated();
      Inbox.Order order = turns ? Inbox.Order.TURNS : Inbox.Order.STEPS;
      StageTask task =
          new StageTask(
              crossings.get(stage - 1).inbox(number, order),
              plan.stages().get(stage).preAggregated(),
              operators,
              output,
              surroundings(clock, own.late(stage)),
              saves.of(number, stage));
      tasks.atEnd(task::finish);
      return task;
    }

    private Surroundings surroundings(Clock clock, List<Journal> journals) {
      return new Surroundings(
          parts.get(number).context().evaluation(),
          clock,
          new Notes(journals),
          progress.get(number),
          tables);
    }

    /// Restores all of it, on its thread.
    ///
    /// @param piece where the plan is in what was saved
    void restore(Restoration restoration, int piece) {
      List<Restoration.@Nullable Restored> stages = new ArrayList<>();
      Stem first = stem;
      stages.add(first == null ? null : first::restore);
      later.forEach(chain -> stages.add(chain == null ? null : chain::restore));
      restoration.restoreStages(number, piece, stages);
      if (first != null) {
        first.resume();
      }
    }

    /// How it stands, as its own thread sees it.
    WorkerFigures standing(long idleNanos, long seenNanos) {
      Stem first = stem;
      Divisible half = parts.get(number).firstHalf();
      List<List<NodeFigures>> stages = new ArrayList<>();
      List<Long> watermarks = new ArrayList<>();
      List<WorkerFigures.Half> halves = new ArrayList<>();
      stages.add(first == null ? List.of() : first.figures());
      watermarks.add(first == null ? Watermarks.NONE : first.watermark());
      halves.add(WorkerFigures.Half.NONE);
      for (OperatorChain chain : later) {
        stages.add(chain == null ? List.of() : chain.figures());
        watermarks.add(chain == null ? Watermarks.NONE : chain.watermark());
        halves.add(
            half == null || halves.size() > 1
                ? WorkerFigures.Half.NONE
                : new WorkerFigures.Half(half.stateRows(), half.memoryBytes()));
      }
      long late = parts.get(number).late().stream().mapToLong(Journal::total).sum();
      return new WorkerFigures(stages, watermarks, halves, late, 0, idleNanos, seenNanos);
    }
  }

  /// The operators of a pipeline; asked for once for each.
  Own own(int number) {
    return new Own(number);
  }

  /// The way out of a stage to the next one.
  private Exchange exchange(int stage, int sender) {
    if (stage == crossings.size()) {
      return switch (result.apply(sender)) {
        case StageOutput.ToStage(Exchange exchange) -> exchange;
        case StageOutput.ToWriter _ ->
            throw new IllegalStateException("the result is gathered in a stage of its own");
      };
    }
    Crossing crossing = crossings.get(stage);
    Stage next = plan.stages().get(stage + 1);
    return switch (next.distribution()) {
      case Distribution.Hash _ ->
          crossing.takesRows()
              ? crossing.byHash(sender, Travelling.keys(next), Travelling.plainKeys(next))
              : crossing.byHash(sender, Travelling.keys(next));
      case Distribution.One _ -> crossing.toOne(sender);
      case Distribution.Turns _ -> throw new IllegalStateException("turns are the first stage");
    };
  }

  /// What there is to save.
  TeamSaves saves() {
    return saves;
  }

  /// What was put aside, as far as it was joined.
  PutAside putAside() {
    return new PutAside(saves.late(), errors);
  }

  /// How full the fullest queue is, from 0 to 1; roughly.
  double queueFill() {
    return crossings.stream().mapToDouble(Crossing::fill).max().orElse(0);
  }
}
