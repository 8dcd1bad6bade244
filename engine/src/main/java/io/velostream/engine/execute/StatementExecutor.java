package io.velostream.engine.execute;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.connector.spi.EpochWriter;
import io.velostream.engine.ResultHandler;
import io.velostream.engine.ResultShape;
import io.velostream.engine.StatementResult;
import io.velostream.plan.Plan;
import io.velostream.runtime.checkpoint.SetBeginning;
import io.velostream.runtime.job.ProgressListener;
import io.velostream.runtime.job.RunSummary;
import io.velostream.sql.CompiledStatement;
import io.velostream.sql.SystemColumns;
import io.velostream.sql.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The one switch from compiled statements to what they do.
public final class StatementExecutor {
  /// The job name of a query, which names its tables of late rows and errors.
  public static final String QUERY_JOB = "result";

  private final Environment environment;
  private final ResultHandler results;
  private final ProgressListener listener;
  private final Definitions definitions;
  private final TableWriters writers;
  private final PlanRunner runner;

  /// An executor that hands rows to `results`.
  public StatementExecutor(
      Environment environment, ResultHandler results, ProgressListener listener) {
    this.environment = environment;
    this.results = results;
    this.listener = listener;
    this.definitions = new Definitions(environment);
    this.writers = new TableWriters(environment, listener);
    this.runner = new PlanRunner(environment, listener);
  }

  /// Runs a plan whose changes a writer takes.
  public static StatementResult run(Environment environment, Plan plan, BatchWriter writer) {
    return new PlanRunner(environment, ProgressListener.NONE).run(QUERY_JOB, plan, writer, "");
  }

  /// Carries out a statement.
  public StatementResult execute(CompiledStatement statement) {
    return switch (statement) {
      case CompiledStatement.Query query -> query(query);
      case CompiledStatement.Insert insert -> insert(insert);
      case CompiledStatement.InsertSet set -> insertSet(set);
      case CompiledStatement.Change change -> change(change);
      case CompiledStatement.CreateTable create -> definitions.create(create);
      case CompiledStatement.CreateTableAs create -> createAs(create);
      case CompiledStatement.CreateView create -> definitions.createView(create);
      case CompiledStatement.Drop drop -> definitions.drop(drop);
      case CompiledStatement.Show show -> listings().show(show);
      case CompiledStatement.ShowCreate show -> listings().showCreate(show);
      case CompiledStatement.Describe describe -> listings().describe(describe);
      case CompiledStatement.DescribeFunction describe ->
          new FunctionListings(environment, results).describe(describe.function());
      case CompiledStatement.Explain explain -> Explanation.explain(explain, results);
      case CompiledStatement.SetOption set -> set(set);
      case CompiledStatement.ResetOption reset -> reset(reset.key());
    };
  }

  /// Carries out the definition of a CREATE … AS, without its query.
  ///
  /// @throws UserException when the statement is of another kind
  public StatementResult define(CompiledStatement statement) {
    if (!(statement instanceof CompiledStatement.CreateTableAs create)) {
      throw new UserException(
          ErrorCode.INVALID_STATEMENT, "only CREATE … AS has a definition and a query");
    }
    TableDefinition definition = create.definition();
    if (definitions.exists(definition, create.orReplace(), create.ifNotExists())) {
      return Definitions.result(definition.name() + " exists already");
    }
    definitions.add(definitions.checked(definition, create.places()));
    return Definitions.result("created " + Definitions.kind(definition) + " " + definition.name());
  }

  /// Why a statement that writes cannot be resumed after a death, the reasons of each of its
  /// INSERTs. Nothing is carried out.
  public List<String> obstacles(CompiledStatement statement) {
    Obstacles obstacles = new Obstacles(environment);
    return switch (statement) {
      case CompiledStatement.Insert insert ->
          obstacles.of(insert.plan(), insert.target()).stream().toList();
      case CompiledStatement.InsertSet set ->
          set.inserts().stream()
              .flatMap(insert -> obstacles.of(insert.plan(), insert.target()).stream())
              .distinct()
              .toList();
      case CompiledStatement.CreateTableAs create ->
          obstacles
              .of(create.plan(), definitions.checked(create.definition(), create.places()))
              .stream()
              .toList();
      case CompiledStatement.Query _,
          CompiledStatement.Change _,
          CompiledStatement.CreateTable _,
          CompiledStatement.CreateView _,
          CompiledStatement.Drop _,
          CompiledStatement.Show _,
          CompiledStatement.ShowCreate _,
          CompiledStatement.Describe _,
          CompiledStatement.DescribeFunction _,
          CompiledStatement.Explain _,
          CompiledStatement.SetOption _,
          CompiledStatement.ResetOption _ ->
          List.of();
    };
  }

  private StatementResult query(CompiledStatement.Query query) {
    boolean bounded = query.plan().root().isBounded();
    boolean changes = query.explicitEmit() || results.wantsChangelog(bounded);
    Plan plan = changes ? query.plan() : PlanRunner.finalRowsOnly(query.plan());
    ResultShape shape = new ResultShape(query.schema(), plan.root().retracts(), bounded);
    return runner.run(QUERY_JOB, plan, results.open(shape), "");
  }

  private StatementResult insert(CompiledStatement.Insert insert) {
    return insert(insert, new SetBeginning());
  }

  private StatementResult insert(CompiledStatement.Insert insert, SetBeginning set) {
    TableDefinition target = insert.target();
    Plan plan = TableWriters.planFor(target, insert.plan());
    return run(target, plan, set, "inserted into " + target.name());
  }

  private StatementResult change(CompiledStatement.Change change) {
    TableDefinition target = change.target();
    ChangingWriter writer = writers.change(change);
    StatementResult result;
    try {
      result = runner.run(target.name(), PlanRunner.finalRowsOnly(change.plan()), writer, "");
    } catch (UserException e) {
      throw e.at(change.position());
    }
    String done =
        switch (change.kind()) {
          case DELETE -> "deleted %d %s of %s";
          case UPDATE -> "updated %d %s of %s";
          case MERGE, UPSERT, INSERT_NEW -> "changed %d %s of %s";
        };
    long count = writer.count();
    return new StatementResult(
        done.formatted(count, count == 1 ? "row" : "rows", target.name()),
        result.summary().map(summary -> summary.withRowsOut(count)),
        result.warnings());
  }

  /// Runs a plan into a table, in such a way that it can be resumed if the settings ask for that. A
  /// table in memory dies with the session, and is computed anew.
  ///
  /// @param set where statements begin that the job consists of
  private StatementResult run(TableDefinition target, Plan plan, SetBeginning set, String message) {
    boolean changelog = plan.root().retracts();
    DeadLetters letters = new DeadLetters(environment);
    RefusedRows refused = letters.whenWritten(target);
    letters.prepare(plan.root());
    if (!MemoryTables.isInMemory(target.options())) {
      String name = environment.jobs().next(target.name());
      Optional<Saving> saving = Saving.of(environment, name).map(own -> own.in(set));
      if (saving.isPresent()
          && (saving.get().required() || new Obstacles(environment).of(plan, target).isEmpty())) {
        return runner.runCheckpointed(
            plan,
            target,
            saving.get(),
            letters,
            openEpochs(
                target,
                changelog,
                refused,
                letters,
                new KeptOutputs(environment, saving.get(), plan.root().looksUp())),
            message);
      }
      environment.savepoints().runsUnsaved();
    }
    BatchWriter writer =
        letters.beside(
            writers.open(target, changelog, refused),
            to -> writers.open(to, false, TableWriters.NOBODY));
    return runner.run(target.name(), plan, letters, writer, message);
  }

  private EpochWriter openEpochs(
      TableDefinition target,
      boolean changelog,
      RefusedRows refused,
      DeadLetters letters,
      KeptOutputs outputs) {
    return letters.besideEpochs(
        outputs.of(target, writers.openEpochs(target, changelog, refused), refused::again),
        to -> outputs.of(to, writers.openEpochs(to, false, TableWriters.NOBODY), _ -> {}));
  }

  private StatementResult insertSet(CompiledStatement.InsertSet set) {
    List<String> warnings = new ArrayList<>();
    List<String> messages = new ArrayList<>();
    Optional<RunSummary> total = Optional.empty();
    SetBeginning beginning = new SetBeginning();
    environment.savepoints().beginSet();
    try {
      for (List<CompiledStatement.Insert> stage : set.stages()) {
        StatementResult one =
            stage.size() == 1
                ? insert(stage.getFirst(), beginning)
                : new JointInserts(environment, writers, listener).run(stage, beginning);
        messages.add(one.message());
        warnings.addAll(one.warnings());
        total = total.isEmpty() ? one.summary() : one.summary().map(total.get()::plus);
      }
    } finally {
      environment.savepoints().endSet();
    }
    return new StatementResult(
        "ran %d inserts: %s".formatted(set.inserts().size(), String.join("; ", messages)),
        total,
        warnings);
  }

  private StatementResult createAs(CompiledStatement.CreateTableAs create) {
    TableDefinition definition = create.definition();
    if (definitions.exists(definition, create.orReplace(), create.ifNotExists())) {
      return Definitions.result(definition.name() + " exists already");
    }
    TableDefinition checked = definitions.checked(definition, create.places());
    definitions.add(checked);
    try {
      Plan plan = TableWriters.planFor(checked, create.plan());
      TableDefinition target =
          create.headers()
              ? SystemColumns.withHeaders(checked, environment.catalog(), SourcePosition.NONE)
              : checked;
      return run(
          target,
          plan,
          new SetBeginning(),
          "created " + Definitions.kind(checked) + " " + checked.name());
    } catch (RuntimeException e) {
      environment.catalog().remove(checked.name());
      throw e;
    }
  }

  private Listings listings() {
    return new Listings(environment, results);
  }

  private StatementResult set(CompiledStatement.SetOption set) {
    environment.settings().set(set.key(), set.value());
    return Definitions.result("set " + set.key() + " = " + set.value());
  }

  private StatementResult reset(Optional<String> name) {
    name.ifPresentOrElse(
        n -> environment.settings().reset(n), () -> environment.settings().reset());
    return Definitions.result(name.map(n -> "reset " + n).orElse("reset all settings"));
  }
}
