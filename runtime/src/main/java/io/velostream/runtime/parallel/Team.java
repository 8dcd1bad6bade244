package io.velostream.runtime.parallel;

import io.velostream.connector.spi.BadRows;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.TurnReader;
import io.velostream.plan.LeafNode;
import io.velostream.plan.PlanNode;
import io.velostream.plan.stage.ForkedPlan;
import io.velostream.plan.stage.ForkedPlan.Branch;
import io.velostream.plan.stage.ForkedPlan.Origin;
import io.velostream.plan.stage.Stage;
import io.velostream.runtime.job.RunView;
import io.velostream.runtime.lower.LoweringContext;
import io.velostream.runtime.pipeline.Pipeline;
import io.velostream.runtime.pipeline.ValuesReader;
import io.velostream.runtime.table.SideTable;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.seam.Clock;
import io.velostream.stream.seam.Closing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The pipelines of plans that read one table, most often of one plan: readers, and the stages of
/// each plan behind them.
final class Team implements Crew {
  private static final long QUIET_NANOS = 10_000_000L;
  private static final long QUIET_NANOS_OF_JOINED = 1_000_000L;

  private final ForkedPlan plan;
  private final Section section;
  private final int size;
  private final List<LoweringContext> contexts;
  private final List<ReadingParts> reading = new ArrayList<>();
  private final List<TeamBranch> branches = new ArrayList<>();
  private final Undecodable undecodable;
  private final List<Progress> progress = new ArrayList<>();
  private final List<? extends BatchReader> readers;
  private final Batons batons;

  /// How many turns each reader takes in a row.
  private final int run;

  /// How often a reader that has nothing takes a turn. Where its rows meet those of another table,
  /// that waits for its steps.
  private final long quietNanos;

  private final Restoration restoration;
  private final EpochMarks marks = new EpochMarks();
  private final CrewTasks tasks;
  private final SourceSaves saves;
  private final long bytesTotal;

  private Team(
      ForkedPlan plan,
      List<? extends BatchReader> readers,
      Undecodable undecodable,
      TeamBuilding building,
      Restoration restoration,
      List<IntFunction<StageOutput>> results) {
    this.plan = plan;
    this.section = building.section();
    this.restoration = restoration;
    this.quietNanos = section.met() ? QUIET_NANOS_OF_JOINED : QUIET_NANOS;
    this.size = building.pipelines();
    this.readers = readers;
    Handover handover = building.handover();
    int batchRows = building.settings().batchRows();
    int turnsPerStep = plan.leaf().isBounded() ? Math.max(1, handover.stepRows() / batchRows) : 1;
    this.run = run(plan, readers, turnsPerStep);
    this.batons = new Batons(readers.size(), run);
    this.undecodable = undecodable;
    this.contexts = building.jobs().get(plan.firstTimed()).contexts();
    contexts.forEach(context -> reading.add(new ReadingParts(plan, context)));
    reading.forEach(_ -> progress.add(new Progress()));
    this.tasks = new CrewTasks(building.saves());
    this.saves = new SourceSaves(plan, tasks, size, undecodable);
    progress.getFirst().read(restoration.table(section.first()).rows(), 0);
    TeamBranch.Common common =
        new TeamBranch.Common(
            readers.size(),
            turnsPerStep,
            handover.room(),
            building.settings().keptRows(),
            progress,
            tables(),
            tasks);
    addBranches(building, common, results);
    long total = 0;
    for (BatchReader reader : readers) {
      long bytes = reader.bytesTotal();
      total = bytes < 0 || total < 0 ? -1 : total + bytes;
    }
    bytesTotal = total;
  }

  private void addBranches(
      TeamBuilding building, TeamBranch.Common common, List<IntFunction<StageOutput>> results) {
    List<List<PipelineParts>> parts = new ArrayList<>();
    for (int b = 0; b < plan.branches().size(); b++) {
      Branch branch = plan.branches().get(b);
      Origin origin = branch.origin();
      TeamBuilding.Job job = building.jobs().get(b);
      List<PipelineParts> own = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        LoweringContext context = job.contexts().get(i);
        own.add(
            origin.isBranch()
                ? new PipelineParts(
                    branch.own(), context, parts.get(origin.branch()).get(i).told(origin.nodes()))
                : new PipelineParts(branch.own(), context));
      }
      parts.add(own);
      branches.add(new TeamBranch(branch, forks(b), job.name(), own, common, results.get(b)));
    }
  }

  /// Behind how many nodes of a branch the rows of others leave.
  private Set<Integer> forks(int branch) {
    return plan.branches().stream()
        .map(Branch::origin)
        .filter(origin -> origin.branch() == branch)
        .map(Origin::nodes)
        .collect(Collectors.toSet());
  }

  /// How many turns each reader takes in a row. Where groups travel, the readers' turns of a step
  /// may lie in any order: the fewer windows a pipeline meets in them, the fewer halves of windows
  /// travel. Steps hold whole rounds.
  private static int run(ForkedPlan plan, List<? extends BatchReader> readers, int turnsPerStep) {
    for (Branch branch : plan.branches()) {
      List<Stage> stages = branch.own().stages();
      if (stages.size() == 1 || !stages.get(1).preAggregated()) {
        return 1;
      }
    }
    int run = Integer.lowestOneBit(turnsPerStep);
    for (BatchReader reader : readers) {
      run = reader instanceof TurnReader turns ? turns.takeInRow(run) : 1;
    }
    return run;
  }

  /// Opens the readers and wires everything. When that fails, readers already open are closed.
  ///
  /// @param results by plan and pipeline, where the last stage puts its rows
  static Team build(
      ForkedPlan plan, TeamBuilding building, List<IntFunction<StageOutput>> results) {
    int pipelines = building.pipelines();
    boolean letters =
        plan.leaf() instanceof LeafNode.Scan scan && building.letters().wants(scan.table());
    Undecodable undecodable =
        new Undecodable(
            building.jobs().getFirst().name(), pipelines, building.settings().keptRows(), letters);
    Restoration restoration =
        new Restoration(building.from(), building.section().layout(), pipelines);
    List<? extends BatchReader> readers =
        readers(
            plan.leaf(),
            restoration.table(building.section().first()),
            building,
            undecodable.takers());
    try {
      if (readers.size() != pipelines && readers.size() != 1) {
        throw new IllegalStateException(
            readers.size() + " readers for " + pipelines + " pipelines");
      }
      return new Team(plan, readers, undecodable, building, restoration, results);
    } catch (RuntimeException e) {
      Closing.after(e, () -> Closing.all(readers, BatchReader::close));
      throw e;
    }
  }

  /// The readers of what the plan reads. Rows that are in the statement have one.
  private static List<? extends BatchReader> readers(
      PlanNode leaf, Restoration.Table table, TeamBuilding building, List<BadRows> badRows) {
    if (table.ended()) {
      return List.of(new EndedReader());
    }
    return switch (leaf) {
      case LeafNode.Scan scan -> building.opener().open(scan, table.place(), badRows);
      case LeafNode.Values values ->
          List.of(new ValuesReader(values, building.settings().batchRows(), table.rows()));
      case PlanNode other -> throw new IllegalArgumentException("nothing to share: " + other);
    };
  }

  @Override
  public void requirePlaces() throws IOException {
    if (plan.leaf() instanceof LeafNode.Scan scan
        && Places.behindRound(readers.getFirst()).isEmpty()) {
      throw NotResumable.reads(scan.table().name());
    }
  }

  @Override
  public void requestEpochEnd() {
    tasks.request();
    marks.request();
  }

  @Override
  public CrewState state(boolean last) throws IOException {
    if (last) {
      tasks.finish();
    }
    boolean over = tasks.isOver(last);
    join(over);
    List<List<StateOutput>> states = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      states.add(last ? List.of() : state(i, over));
    }
    long nanos = branches.stream().mapToLong(branch -> branch.saves().savingNanos(over)).sum();
    return new CrewState(states, saves.places(over), saves.rows(over), nanos);
  }

  /// What a pipeline saves, in the order of the layout.
  private List<StateOutput> state(int number, boolean over) {
    List<StateOutput> content = new ArrayList<>();
    content.add(saves.source(number, over));
    for (int b = 0; b < branches.size(); b++) {
      if (b == plan.firstTimed()) {
        content.add(saves.time(reading.get(number).prepared(), over));
      }
      content.addAll(branches.get(b).saves().stages(number, over));
    }
    return content;
  }

  @Override
  public void join() {
    join(tasks.isOver(false));
  }

  /// A row that cannot be read is missing from the answer of each plan, so that each shows it.
  private void join(boolean over) {
    saves.join(over);
    SideTable missing = saves.takeErrors();
    for (TeamBranch branch : branches) {
      branch.saves().join(over);
      branch.putAside().errors().addAll(missing, 0, missing.count());
    }
  }

  @Override
  public List<PutAside> putAside() {
    return branches.stream().map(TeamBranch::putAside).toList();
  }

  @Override
  public List<Letters> takeLetters() {
    SideTable letters = saves.takeLetters();
    return letters.count() == 0
        ? List.of()
        : List.of(new Letters(((LeafNode.Scan) plan.leaf()).table(), letters.rows()));
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int readers() {
    return readers.size();
  }

  @Override
  public ReadTables tables() {
    String name = RunView.sources(List.of(plan.leaf())).getFirst();
    return new ReadTables(List.of(new ReadTables.Table(name, readers.getFirst())));
  }

  @Override
  public int width() {
    return branches.getLast().width();
  }

  @Override
  public boolean givesTurns() {
    return plan.branches().getLast().own().stages().size() == 1;
  }

  @Override
  public Progress progressOf(int number) {
    return progress.get(number);
  }

  @Override
  public Share share(int number, Ending ending, Clock clock) {
    List<TeamBranch.Own> own = branches.stream().map(branch -> branch.own(number)).toList();
    List<Task> work = new ArrayList<>();
    own.forEach(branch -> work.addAll(branch.tasks(clock)));
    if (number >= readers.size()) {
      return new Share(
          List.of(),
          work,
          (idle, seen) -> standing(number, own, idle, seen),
          () -> prepare(number, own, null, null));
    }
    SourceTask.Taken taken = new SourceTask.Taken();
    OperatorChain prepared = new OperatorChain(reading.get(number).prepared(), taken);
    TurnTime time = reading.get(number).time(readers.get(number));
    FirstStage stage = new FirstStage(plan.firstTimed());
    for (int b = 0; b < own.size(); b++) {
      stage.add(own.get(b).grow(), plan.branches().get(b).origin());
    }
    SourceTask source =
        new SourceTask(
            new SourceTask.Place(number, readers.size(), run, quietNanos, batons),
            readers.get(number),
            new SourceTask.Route(prepared, taken, new Turn(time), stage),
            new Surroundings(
                contexts.get(number).evaluation(),
                clock,
                new Notes(undecodable.journals(number)),
                progress.get(number),
                tables()),
            ending,
            marks,
            saves.of(number));
    tasks.atEnd(source::finish);
    work.add(source);
    return new Share(
        List.of(source.observer()),
        work,
        (idle, seen) -> standing(number, own, idle, seen),
        () -> prepare(number, own, prepared, time));
  }

  /// Restores a pipeline, on its thread.
  private void prepare(
      int number,
      List<TeamBranch.Own> own,
      @Nullable OperatorChain prepared,
      @Nullable TurnTime time) {
    if (restoration.isEmpty()) {
      return;
    }
    long reached = restoration.restoreTime(number, section.time(plan), prepared, time);
    for (int b = 0; b < own.size(); b++) {
      own.get(b).restore(restoration, section.branch(plan, b));
    }
    if (number == 0) {
      batons.begin(reached);
    }
  }

  /// How a pipeline stands, as its own thread sees it.
  private WorkerFigures standing(
      int number, List<TeamBranch.Own> own, long idleNanos, long seenNanos) {
    long missing = undecodable.total(number) * branches.size();
    WorkerFigures all =
        new WorkerFigures(List.of(), List.of(), List.of(), 0, missing, idleNanos, seenNanos);
    for (TeamBranch.Own branch : own) {
      all = all.and(branch.standing(idleNanos, seenNanos));
    }
    return all;
  }

  @Override
  public List<WorkerFigures> standing() {
    return progress.stream().map(Progress::standing).toList();
  }

  @Override
  public double queueFill() {
    return branches.stream().mapToDouble(TeamBranch::queueFill).max().orElse(0);
  }

  @Override
  public Pipeline.Progress progress() {
    long rows = 0;
    long bytes = 0;
    for (Progress own : progress) {
      rows += own.rows();
      bytes += own.bytes();
    }
    return new Pipeline.Progress(rows, bytes, bytesTotal);
  }

  @Override
  public long stateRows() {
    return progress.stream().mapToLong(Progress::stateRows).sum();
  }

  /// Closes all readers.
  ///
  /// @throws IOException the first failure; all readers are closed nevertheless
  @Override
  public void close() throws IOException {
    Closing.all(readers, BatchReader::close);
  }
}
