package io.velostream.runtime.parallel;

import io.velostream.columnar.Schema;
import io.velostream.operators.Output;
import io.velostream.plan.stage.Distribution;
import io.velostream.plan.stage.JoinedPlan;
import io.velostream.plan.stage.Stage;
import io.velostream.plan.stage.StagedPlan;
import io.velostream.runtime.exchange.Crossing;
import io.velostream.runtime.exchange.Exchange;
import io.velostream.runtime.exchange.Inbox;
import io.velostream.runtime.exchange.Room;
import io.velostream.runtime.pipeline.NodeFigures;
import io.velostream.runtime.pipeline.Pipeline;
import io.velostream.runtime.table.SideTable;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.Watermarks;
import io.velostream.stream.seam.Clock;
import io.velostream.stream.seam.Closing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The pipelines of a plan whose rows come from two others: a crew for each of the two, and the
/// stages from the node on that joins them. A pipeline has part in all three.
final class JoinedTeam implements Crew {
  private final JoinedPlan plan;
  private final StagedPlan rest;
  private final int size;
  private final Crew left;
  private final Crew right;
  private final IntFunction<StageOutput> result;
  private final Crossing fromLeft;
  private final Crossing fromRight;

  /// Between the stages of the rest.
  private final List<Crossing> crossings = new ArrayList<>();

  private final List<PipelineParts> parts = new ArrayList<>();
  private final List<Progress> progress = new ArrayList<>();
  private final CrewTasks ownTasks;
  private final TeamSaves saves;

  /// Where the joined stages are in what is saved.
  private final int piece;

  private final Restoration restoration;

  /// Undecodable input of both crews.
  private final SideTable errors;

  /// Builds the two crews and joins them. When that fails, readers already open are closed.
  ///
  /// @param result by pipeline, where the last stage puts its rows
  static JoinedTeam build(JoinedPlan plan, TeamBuilding building, IntFunction<StageOutput> result) {
    Joint joint = new Joint();
    Section section = building.section();
    Crew left = building.of(section.left()).build(plan.left(), sender -> joint.exit(0, sender));
    try {
      Crew right =
          building.of(section.right(plan)).build(plan.right(), sender -> joint.exit(1, sender));
      try {
        JoinedTeam team = new JoinedTeam(plan, building, left, right, result);
        joint.team = team;
        return team;
      } catch (RuntimeException e) {
        Closing.after(e, right::close);
        throw e;
      }
    } catch (RuntimeException e) {
      Closing.after(e, left::close);
      throw e;
    }
  }

  /// The ways from the two crews, which are made before there is where they lead.
  private static final class Joint {
    @Nullable JoinedTeam team;

    StageOutput exit(int side, int sender) {
      JoinedTeam to = team;
      if (to == null) {
        throw new IllegalStateException("asked for before all was built");
      }
      return new StageOutput.ToStage(to.entrance(side, sender));
    }
  }

  private JoinedTeam(
      JoinedPlan plan,
      TeamBuilding building,
      Crew left,
      Crew right,
      IntFunction<StageOutput> result) {
    this.plan = plan;
    this.rest = plan.rest();
    this.size = building.pipelines();
    this.left = left;
    this.right = right;
    this.result = result;
    Room room = building.handover().room();
    fromLeft = crossing(plan.left().last().output(), left.width(), width(0), room);
    fromRight = crossing(plan.right().last().output(), right.width(), width(0), room);
    for (int s = 1; s < rest.stages().size(); s++) {
      crossings.add(crossing(rest.stages().get(s).input(), width(s - 1), width(s), room));
    }
    TeamBuilding.Job job = building.jobs().getFirst();
    job.contexts().forEach(context -> parts.add(new PipelineParts(rest, context)));
    parts.forEach(_ -> progress.add(new Progress()));
    errors = SideTable.errors(job.name(), building.settings().keptRows());
    ownTasks = new CrewTasks(building.saves());
    saves = new TeamSaves(rest, parts, ownTasks);
    piece = building.section().rest(plan);
    restoration =
        new Restoration(building.from(), building.section().layout(), building.pipelines());
  }

  private static Crossing crossing(Schema schema, int senders, int receivers, Room room) {
    return new Crossing(schema, Optional.empty(), senders, receivers, room);
  }

  private int width(int stage) {
    return switch (rest.stages().get(stage).distribution()) {
      case Distribution.Hash _ -> size;
      case Distribution.One _ -> 1;
      case Distribution.Turns _ -> throw new IllegalStateException("nobody reads here");
    };
  }

  private Exchange entrance(int side, int sender) {
    Crossing crossing = side == 0 ? fromLeft : fromRight;
    return switch (rest.stages().getFirst().distribution()) {
      case Distribution.Hash _ ->
          crossing.byHash(sender, side == 0 ? plan.leftKeys() : plan.rightKeys());
      case Distribution.One _ -> crossing.toOne(sender);
      case Distribution.Turns _ -> throw new IllegalStateException("nobody reads here");
    };
  }

  @Override
  public Share share(int number, Ending ending, Clock clock) {
    List<Task> tasks = new ArrayList<>();
    @Nullable OperatorChain[] chains = new OperatorChain[rest.stages().size()];
    for (int s = rest.stages().size() - 1; s >= 0; s--) {
      if (number < width(s)) {
        StageOutput output = output(s, number);
        OperatorChain operators =
            new OperatorChain(
                parts.get(number).operators(s), parts.get(number).again(s), (Output) output);
        chains[s] = operators;
        tasks.add(
            s == 0
                ? join(number, operators, output, clock)
                : stage(number, s, operators, output, clock));
      }
    }
    Share own =
        new Share(
            List.of(),
            tasks,
            (idle, seen) -> standing(number, chains, idle, seen),
            () -> prepare(number, chains));
    Share inputs = left.share(number, ending, clock).before(right.share(number, ending, clock));
    return inputs.before(own);
  }

  /// Restores the joined stages of a pipeline, on its thread.
  private void prepare(int number, @Nullable OperatorChain[] chains) {
    if (!restoration.isEmpty()) {
      List<Restoration.@Nullable Restored> stages = new ArrayList<>();
      for (OperatorChain chain : chains) {
        stages.add(chain == null ? null : chain::restore);
      }
      restoration.restoreStages(number, piece, stages);
    }
  }

  /// How the joined stages of a pipeline stand, as its own thread sees it.
  private WorkerFigures standing(
      int number, @Nullable OperatorChain[] chains, long idleNanos, long seenNanos) {
    List<List<NodeFigures>> stages = new ArrayList<>();
    List<Long> watermarks = new ArrayList<>();
    for (OperatorChain chain : chains) {
      stages.add(chain == null ? List.of() : chain.figures());
      watermarks.add(chain == null ? Watermarks.NONE : chain.watermarkBehind());
    }
    long late = parts.get(number).late().stream().mapToLong(Journal::total).sum();
    List<WorkerFigures.Half> halves = Collections.nCopies(chains.length, WorkerFigures.Half.NONE);
    return new WorkerFigures(stages, watermarks, halves, late, 0, idleNanos, seenNanos);
  }

  @Override
  public List<WorkerFigures> standing() {
    return progress.stream().map(Progress::standing).toList();
  }

  @Override
  public double queueFill() {
    double own =
        Stream.concat(Stream.of(fromLeft, fromRight), crossings.stream())
            .mapToDouble(Crossing::fill)
            .max()
            .orElse(0);
    return Math.max(own, Math.max(left.queueFill(), right.queueFill()));
  }

  private StageOutput output(int stage, int number) {
    if (stage == rest.stages().size() - 1) {
      return result.apply(number);
    }
    Crossing crossing = crossings.get(stage);
    Stage next = rest.stages().get(stage + 1);
    return new StageOutput.ToStage(
        next.distribution() instanceof Distribution.Hash
            ? crossing.byHash(number, Travelling.keys(next))
            : crossing.toOne(number));
  }

  private JoinTask join(int number, OperatorChain operators, StageOutput output, Clock clock) {
    JoinTask task =
        new JoinTask(
            List.of(fromLeft.inbox(number, order(left)), fromRight.inbox(number, order(right))),
            left.tables().count(),
            operators,
            output,
            surroundings(number, clock, parts.get(number).late(0)),
            saves.of(number, 0));
    ownTasks.atEnd(task::finish);
    return task;
  }

  private static Inbox.Order order(Crew crew) {
    return crew.givesTurns() ? Inbox.Order.TURNS : Inbox.Order.STEPS;
  }

  private StageTask stage(
      int number, int stage, OperatorChain operators, StageOutput output, Clock clock) {
    StageTask task =
        new StageTask(
            crossings.get(stage - 1).inbox(number, Inbox.Order.STEPS),
            false,
            operators,
            output,
            surroundings(number, clock, parts.get(number).late(stage)),
            saves.of(number, stage));
    ownTasks.atEnd(task::finish);
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

  @Override
  public int size() {
    return size;
  }

  @Override
  public int readers() {
    return left.readers() + right.readers();
  }

  @Override
  public ReadTables tables() {
    return left.tables().and(right.tables());
  }

  @Override
  public int width() {
    return width(rest.stages().size() - 1);
  }

  @Override
  public boolean givesTurns() {
    return false;
  }

  @Override
  public Progress progressOf(int number) {
    return progress.get(number);
  }

  @Override
  public Pipeline.Progress progress() {
    Pipeline.Progress a = left.progress();
    Pipeline.Progress b = right.progress();
    boolean known = a.bytesTotal() >= 0 && b.bytesTotal() >= 0;
    return new Pipeline.Progress(
        a.rows() + b.rows(),
        a.bytesRead() + b.bytesRead(),
        known ? a.bytesTotal() + b.bytesTotal() : -1);
  }

  @Override
  public long stateRows() {
    return progress.stream().mapToLong(Progress::stateRows).sum();
  }

  @Override
  public void requirePlaces() throws IOException {
    left.requirePlaces();
    right.requirePlaces();
  }

  @Override
  public void requestEpochEnd() {
    ownTasks.request();
    left.requestEpochEnd();
    right.requestEpochEnd();
  }

  @Override
  public void join() {
    left.join();
    right.join();
    saves.join(ownTasks.isOver(false));
    joinErrors();
  }

  private void joinErrors() {
    for (Crew side : List.of(left, right)) {
      for (PutAside aside : side.putAside()) {
        SideTable own = aside.errors().take();
        errors.addAll(own, 0, own.count());
      }
    }
  }

  @Override
  public CrewState state(boolean last) throws IOException {
    CrewState state = left.state(last).and(right.state(last)).and(ownState(last));
    joinErrors();
    return state;
  }

  private CrewState ownState(boolean last) {
    if (last) {
      ownTasks.finish();
    }
    boolean over = ownTasks.isOver(last);
    saves.join(over);
    List<List<StateOutput>> states = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      states.add(last ? List.of() : saves.stages(i, over));
    }
    return new CrewState(states, List.of(), 0, saves.savingNanos(over));
  }

  @Override
  public List<PutAside> putAside() {
    List<SideTable> late = new ArrayList<>();
    for (Crew side : List.of(left, right)) {
      side.putAside().forEach(aside -> late.addAll(aside.late()));
    }
    late.addAll(saves.late());
    return List.of(new PutAside(late, errors));
  }

  @Override
  public List<Letters> takeLetters() {
    return Stream.of(left.takeLetters(), right.takeLetters()).flatMap(List::stream).toList();
  }

  @Override
  public void close() throws IOException {
    try (Crew _ = left;
        Crew _ = right) {
      // Both are closed, whatever happens to one of them.
    }
  }
}
