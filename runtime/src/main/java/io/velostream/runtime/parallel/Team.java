package io.velostream.runtime.parallel;

import io.velostream.connector.spi.BadRows;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.TurnReader;
import io.velostream.operators.Output;
import io.velostream.operators.aggregate.Divisible;
import io.velostream.plan.LeafNode;
import io.velostream.plan.PlanNode;
import io.velostream.plan.stage.Distribution;
import io.velostream.plan.stage.Stage;
import io.velostream.plan.stage.StagedPlan;
import io.velostream.runtime.exchange.Crossing;
import io.velostream.runtime.exchange.Exchange;
import io.velostream.runtime.exchange.Inbox;
import io.velostream.runtime.job.RunView;
import io.velostream.runtime.lower.LoweringContext;
import io.velostream.runtime.pipeline.NodeFigures;
import io.velostream.runtime.pipeline.Pipeline;
import io.velostream.runtime.pipeline.ValuesReader;
import io.velostream.runtime.table.SideTable;
import io.velostream.stream.Watermarks;
import io.velostream.stream.seam.Clock;
import io.velostream.stream.seam.Closing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// The pipelines of a plan that reads one table: readers, stages, the queues between them.
final class Team implements Crew {
  private static final long QUIET_NANOS = 10_000_000L;
  private static final long QUIET_NANOS_OF_JOINED = 1_000_000L;

  private final StagedPlan plan;
  private final int size;
  private final IntFunction<StageOutput> result;
  private final List<PipelineParts> parts = new ArrayList<>();
  private final Undecodable undecodable;
  private final List<Progress> progress = new ArrayList<>();
  private final List<? extends BatchReader> readers;
  private final List<Crossing> crossings = new ArrayList<>();
  private final Batons batons;

  /// How many turns each reader takes in a row.
  private final int run;

  /// How often a reader that has nothing takes a turn. Where its rows meet those of another table,
  /// that waits for its steps.
  private final long quietNanos;

  private final Restoration restoration;
  private final EpochMarks marks = new EpochMarks();
  private final TeamSaves saves;
  private final long bytesTotal;

  /// How many turns of each reader make a step, where groups travel.
  private final int turnsPerStep;

  private Team(
      StagedPlan plan,
      List<? extends BatchReader> readers,
      Undecodable undecodable,
      List<PipelineParts> parts,
      TeamBuilding building,
      Restoration restoration,
      IntFunction<StageOutput> result) {
    this.plan = plan;
    this.restoration = restoration;
    this.quietNanos = building.section().outlived() ? QUIET_NANOS_OF_JOINED : QUIET_NANOS;
    this.size = parts.size();
    this.result = result;
    this.readers = readers;
    Handover handover = building.handover();
    int batchRows = building.settings().batchRows();
    this.turnsPerStep = plan.leaf().isBounded() ? Math.max(1, handover.stepRows() / batchRows) : 1;
    this.run = run(plan, readers, turnsPerStep);
    this.batons = new Batons(readers.size(), run);
    this.parts.addAll(parts);
    this.undecodable = undecodable;
    parts.forEach(_ -> progress.add(new Progress()));
    this.saves =
        new TeamSaves(plan, parts, undecodable.errors(), undecodable.letters(), building.saves());
    progress.getFirst().read(restoration.table().rows(), 0);
    List<Stage> stages = plan.stages();
    for (int s = 1; s < stages.size(); s++) {
      crossings.add(
          new Crossing(
              Travelling.schema(stages.get(s)),
              Travelling.plain(stages.get(s)),
              width(s - 1),
              width(s),
              handover.capacity()));
    }
    long total = 0;
    for (BatchReader reader : readers) {
      long bytes = reader.bytesTotal();
      total = bytes < 0 || total < 0 ? -1 : total + bytes;
    }
    bytesTotal = total;
  }

  /// How many turns each reader takes in a row. Where groups travel, the readers' turns of a step
  /// may lie in any order: the fewer windows a pipeline meets in them, the fewer halves of windows
  /// travel. Steps hold whole rounds.
  private static int run(StagedPlan plan, List<? extends BatchReader> readers, int turnsPerStep) {
    if (plan.stages().size() == 1 || !plan.stages().get(1).preAggregated()) {
      return 1;
    }
    int run = Integer.lowestOneBit(turnsPerStep);
    for (BatchReader reader : readers) {
      run = reader instanceof TurnReader turns ? turns.takeInRow(run) : 1;
    }
    return run;
  }

  /// Opens the readers and wires everything. When that fails, readers already open are closed.
  ///
  /// @param result by pipeline, where the last stage puts its rows
  static Team build(StagedPlan plan, TeamBuilding building, IntFunction<StageOutput> result) {
    List<PipelineParts> parts = new ArrayList<>();
    for (LoweringContext context : building.contexts()) {
      parts.add(new PipelineParts(plan, context));
    }
    boolean letters =
        plan.leaf() instanceof LeafNode.Scan scan && building.letters().wants(scan.table());
    Undecodable undecodable =
        new Undecodable(building.job(), parts.size(), building.settings().keptRows(), letters);
    int pipelines = building.pipelines();
    Restoration restoration = new Restoration(building.from(), building.section(), plan, pipelines);
    List<? extends BatchReader> readers =
        readers(plan.leaf(), restoration.table(), building, undecodable.takers());
    if (readers.size() != pipelines && readers.size() != 1) {
      throw new IllegalStateException(readers.size() + " readers for " + pipelines + " pipelines");
    }
    try {
      return new Team(plan, readers, undecodable, parts, building, restoration, result);
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
    saves.request();
    marks.request();
  }

  @Override
  public CrewState state(boolean last) throws IOException {
    return saves.state(last);
  }

  @Override
  public List<SideTable> late() {
    return saves.late();
  }

  @Override
  public SideTable errors() {
    return saves.errors();
  }

  @Override
  public void join() {
    saves.join();
  }

  @Override
  public List<Letters> takeLetters() {
    SideTable letters = saves.takeLetters();
    return letters.count() == 0
        ? List.of()
        : List.of(new Letters(((LeafNode.Scan) plan.leaf()).table(), letters.rows()));
  }

  /// How many pipelines have part in a stage.
  private int width(int stage) {
    return switch (plan.stages().get(stage).distribution()) {
      case Distribution.Turns _ -> readers.size();
      case Distribution.Hash _ -> size;
      case Distribution.One _ -> 1;
    };
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
    return width(plan.stages().size() - 1);
  }

  @Override
  public boolean givesTurns() {
    return plan.stages().size() == 1;
  }

  @Override
  public Progress progressOf(int number) {
    return progress.get(number);
  }

  @Override
  public Share share(int number, Ending ending, Clock clock) {
    List<Task> urgent = new ArrayList<>();
    List<Task> tasks = new ArrayList<>();
    Chains chains = new Chains(plan.stages().size());
    for (int s = plan.stages().size() - 1; s > 0; s--) {
      if (number < width(s)) {
        tasks.add(stage(number, s, clock, chains));
      }
    }
    if (number < readers.size()) {
      SourceTask source = source(number, clock, ending, chains);
      urgent.add(source.observer());
      tasks.add(source);
    }
    return new Share(
        urgent,
        tasks,
        (idle, seen) -> standing(number, chains, idle, seen),
        () -> prepare(number, chains));
  }

  /// How a pipeline stands, as its own thread sees it.
  private WorkerFigures standing(int number, Chains chains, long idleNanos, long seenNanos) {
    PipelineParts own = parts.get(number);
    Divisible half = own.firstHalf();
    return new WorkerFigures(
        chains.stages.stream().map(c -> c == null ? List.<NodeFigures>of() : c.figures()).toList(),
        chains.stages.stream().map(c -> c == null ? Watermarks.NONE : c.watermark()).toList(),
        half == null ? 0 : half.stateRows(),
        half == null ? 0 : half.memoryBytes(),
        own.late().stream().mapToLong(Journal::total).sum(),
        undecodable.total(number),
        idleNanos,
        seenNanos);
  }

  @Override
  public List<WorkerFigures> standing() {
    return progress.stream().map(Progress::standing).toList();
  }

  @Override
  public double queueFill() {
    return crossings.stream().mapToDouble(Crossing::fill).max().orElse(0);
  }

  /// The operators of one pipeline.
  private static final class Chains {
    private @Nullable OperatorChain prepared;
    private @Nullable TurnTime time;
    private @Nullable SourceExit exit;
    private final List<@Nullable OperatorChain> stages = new ArrayList<>();

    Chains(int stages) {
      for (int s = 0; s < stages; s++) {
        this.stages.add(null);
      }
    }
  }

  /// Restores a pipeline, on its thread.
  private void prepare(int number, Chains chains) {
    if (restoration.isEmpty()) {
      return;
    }
    long reached = restoration.restore(number, chains.prepared, chains.time, chains.stages);
    OperatorChain first = chains.stages.getFirst();
    SourceExit exit = chains.exit;
    if (first != null && exit != null) {
      exit.startTurn(first.watermark());
    }
    if (number == 0) {
      batons.begin(reached);
    }
  }

  private SourceTask source(int number, Clock clock, Ending ending, Chains chains) {
    PipelineParts own = parts.get(number);
    SourceTask.Taken taken = new SourceTask.Taken();
    Exchange exchange = exchange(0, number);
    Divisible half = own.firstHalf();
    SourceExit exit =
        half == null
            ? new SourceExit.Rows(exchange)
            : new SourceExit.Groups(half, exchange, turnsPerStep);
    OperatorChain operators = new OperatorChain(own.operators(0), own.again(0), exit);
    OperatorChain prepared = new OperatorChain(own.prepared(), taken);
    chains.prepared = prepared;
    chains.time = own.time(readers.get(number));
    chains.exit = exit;
    chains.stages.set(0, operators);
    List<Journal> journals = new ArrayList<>(own.late(0));
    journals.addAll(undecodable.journals(number));
    SourceTask task =
        new SourceTask(
            new SourceTask.Place(number, readers.size(), run, quietNanos, batons),
            readers.get(number),
            new SourceTask.Route(prepared, taken, new Turn(chains.time), operators, exit),
            surroundings(number, clock, journals),
            ending,
            marks,
            saves.of(number, 0));
    saves.atEnd(task::finish);
    return task;
  }

  private StageTask stage(int number, int stage, Clock clock, Chains chains) {
    PipelineParts own = parts.get(number);
    StageOutput output =
        stage == plan.stages().size() - 1
            ? result.apply(number)
            : new StageOutput.ToStage(exchange(stage, number));
    OperatorChain operators =
        new OperatorChain(own.operators(stage), own.again(stage), (Output) output);
    chains.stages.set(stage, operators);
    boolean turns = stage == 1 && !plan.stages().get(stage).preAggregated();
    Inbox.Order order = turns ? Inbox.Order.TURNS : Inbox.Order.STEPS;
    StageTask task =
        new StageTask(
            crossings.get(stage - 1).inbox(number, order),
            plan.stages().get(stage).preAggregated(),
            operators,
            output,
            surroundings(number, clock, own.late(stage)),
            saves.of(number, stage));
    saves.atEnd(task::finish);
    return task;
  }

  private Surroundings surroundings(int number, Clock clock, List<Journal> journals) {
    return new Surroundings(
        parts.get(number).context().evaluation(),
        clock,
        new Notes(journals),
        progress.get(number),
        tables());
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
