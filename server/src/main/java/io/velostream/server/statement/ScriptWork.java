package io.velostream.server.statement;

import io.velostream.columnar.Schema;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.engine.DataFlow;
import io.velostream.engine.Rows;
import io.velostream.engine.Session;
import io.velostream.engine.Statement;
import io.velostream.engine.StatementResult;
import io.velostream.engine.TableInfo;
import io.velostream.server.catalog.Definition;
import io.velostream.server.catalog.ServerCatalog;
import io.velostream.server.job.JobEvent;
import io.velostream.server.job.JobGraph;
import io.velostream.server.job.JobManager;
import io.velostream.server.job.JobSpec;
import io.velostream.server.job.JobState;
import io.velostream.server.job.JobStatus;
import io.velostream.server.job.MetricSpec;
import io.velostream.sql.JobCommand;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The work on one script, statement by statement.
final class ScriptWork {
  private final Session session;
  private final ServerCatalog catalog;
  private final JobManager jobs;
  private final QueryRows queries;
  private final Limits limits;
  private final String script;
  private final Map<String, String> settings;
  private final List<Runnable> undo = new ArrayList<>();
  private final List<JobSpec> toStart = new ArrayList<>();

  ScriptWork(
      Session session,
      ServerCatalog catalog,
      JobManager jobs,
      QueryRows queries,
      Limits limits,
      String script,
      Map<String, String> settings) {
    this.session = session;
    this.catalog = catalog;
    this.jobs = jobs;
    this.queries = queries;
    this.limits = limits;
    this.script = script;
    this.settings = new LinkedHashMap<>(settings);
  }

  /// Takes back what was defined.
  void takeBack() {
    undo.reversed().forEach(Runnable::run);
  }

  /// Starts the jobs that were made to run.
  void startJobs() {
    for (JobSpec spec : JobGraph.ordered(toStart)) {
      jobs.wish(spec.name(), JobEvent.START);
    }
  }

  Outcome carryOut(Statement statement) {
    try {
      return switch (statement.kind()) {
        case QUERY, LISTING -> rows(statement, queries.read(session, statement, limits));
        case DEFINITION -> define(statement);
        case DROP -> drop(statement);
        case SETTING -> set(statement);
        case INSERT -> insert(statement);
        case CREATE_AS -> createAs(statement);
        case JOB -> job(statement, statement.jobCommand().orElseThrow());
      };
    } catch (UserException e) {
      throw e.at(statement.position());
    }
  }

  private Outcome set(Statement statement) {
    Outcome outcome = execute(statement);
    // What SET said, jobs of this script are to run with.
    settings.clear();
    try (Rows rows = session.query("SHOW SETTINGS")) {
      while (rows.next()) {
        String name = Objects.requireNonNull(rows.getString("name"));
        String value = rows.getString("value");
        if (value != null && !value.equals(rows.getString("default"))) {
          settings.put(name, value);
        }
      }
    }
    return outcome;
  }

  private Outcome define(Statement statement) {
    String name = statement.targets().getFirst();
    boolean there = catalog.find(name).isPresent();
    if (there && statement.isReplace()) {
      requireUnused(name, "replaced");
    }
    Outcome outcome = execute(statement);
    if (!there || statement.isReplace()) {
      requireConnector(name);
      remember(name);
      catalog.put(name, statement.text(), "");
    }
    return outcome;
  }

  private Outcome drop(Statement statement) {
    String name = statement.targets().getFirst();
    requireUnused(name, "dropped");
    Outcome outcome = execute(statement);
    remember(name);
    catalog.remove(name);
    return outcome;
  }

  /// Notes how to bring a definition back to what it is now.
  private void remember(String name) {
    Optional<Definition> before = catalog.find(name);
    undo.add(() ->
        before.ifPresentOrElse(
            old -> catalog.put(old.name(), old.sql(), old.job()), () -> catalog.remove(name)));
  }

  /// A table in memory would be gone with this request's session.
  private void requireConnector(String name) {
    if (createText(name).filter(text -> !text.contains("'connector' = ")).isPresent()) {
      throw new UserException(
              ErrorCode.NOT_SUPPORTED,
              "the table '" + name + "' lives in memory, which a server does not keep")
          .hint("give it a connector: WITH ('connector' = 'file', …)");
    }
  }

  /// The statement that makes a table or stream; nothing for a view.
  private Optional<String> createText(String name) {
    return session.tables().stream()
        .filter(table -> table.name().equalsIgnoreCase(name))
        .filter(table -> table.kind() != TableInfo.Kind.VIEW)
        .findFirst()
        .map(table -> {
          String sql = "SHOW CREATE %s %s".formatted(table.kind(), quoted(table.name()));
          try (Rows rows = session.query(sql)) {
            rows.next();
            return Objects.requireNonNull(rows.getString(0));
          }
        });
  }

  private void requireUnused(String name, String participle) {
    Predicate<JobSpec> uses = isView(name) ? spec -> mentions(spec.sql(), name) : usesTable(name);
    for (JobStatus job : jobs.all()) {
      if (uses.test(job.spec())) {
        throw new UserException(
                ErrorCode.INVALID_STATEMENT,
                "'%s' is used by the job '%s' and cannot be %s"
                    .formatted(name, job.spec().name(), participle))
            .hint("DROP JOB " + job.spec().name() + " first");
      }
    }
  }

  private boolean isView(String name) {
    return session.tables().stream()
        .anyMatch(t -> t.kind() == TableInfo.Kind.VIEW && t.name().equalsIgnoreCase(name));
  }

  private static boolean mentions(String sql, String name) {
    return Pattern.compile("(?iu)(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$])")
        .matcher(sql)
        .find();
  }

  private Predicate<JobSpec> usesTable(String name) {
    Set<String> table = new HashSet<>(Set.of(JobSpec.key(name)));
    try {
      table.addAll(session.flow(session.parse("SELECT * FROM " + quoted(name)).getFirst()).reads());
    } catch (UserException _) {
      table.add(JobSpec.key(name)); // it can only be written to, or is not there
    }
    return spec ->
        table.stream().anyMatch(t -> spec.reads().contains(t) || spec.writes().contains(t));
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private Outcome insert(Statement statement) {
    Annotations annotations = Annotations.above(script, statement.position().line());
    String wanted = annotations.jobName(statement.targets().getFirst());
    return makeJob(statement, free(wanted), statement.text(), feed(statement), annotations, false);
  }

  /// The name, or with a number behind it if it is taken.
  private String free(String wanted) {
    String name = wanted;
    for (int number = 2; jobs.exists(name); number++) {
      name = wanted + "_" + number;
    }
    return name;
  }

  private Outcome createAs(Statement statement) {
    String name = statement.targets().getFirst();
    boolean there = catalog.find(name).isPresent();
    if (there && !statement.isReplace()) {
      StatementResult result = session.define(statement); // or it fails
      return outcome(statement, result.message(), result.warnings(), Optional.empty());
    }
    if (there) {
      requireUnused(name, "replaced");
    }
    Feed feed = feed(statement);
    session.define(statement);
    requireConnector(name);
    Annotations annotations = Annotations.above(script, statement.position().line());
    String job = free(annotations.jobName(name));
    remember(name);
    catalog.put(name, createText(name).orElseThrow(), job);
    return makeJob(statement, job, statement.text(), feed, annotations, false);
  }

  /// What a statement moves from where to where.
  ///
  /// @param obstacles why it has to begin anew after a death
  private record Feed(DataFlow flow, List<String> obstacles) {}

  private Feed feed(Statement statement) {
    return new Feed(session.flow(statement), obstacles(statement));
  }

  private List<String> obstacles(Statement statement) {
    try {
      return session.obstacles(statement);
    } catch (UserException | EnvironmentException _) {
      return List.of(); // it compiles, so this is of a file that a job is still to write
    }
  }

  private Outcome makeJob(
      Statement statement,
      String name,
      String sql,
      Feed feed,
      Annotations annotations,
      boolean replace) {
    DataFlow flow = feed.flow();
    Map<String, String> with = new LinkedHashMap<>(settings);
    with.putAll(annotations.settings());
    checkMetrics(annotations.metrics(), flow.results());
    JobSpec spec =
        new JobSpec(
            name,
            sql,
            with,
            annotations.values(),
            flow.reads(),
            flow.writes(),
            flow.bounded(),
            annotations.metrics());
    jobs.create(spec, replace);
    undo.add(() -> jobs.drop(name));
    toStart.removeIf(job -> job.name().equalsIgnoreCase(name));
    toStart.add(spec);
    List<String> warnings = new ArrayList<>(flow.warnings());
    feed.obstacles()
        .forEach(reason -> warnings.add("the job begins anew at each start: " + reason));
    warnings.addAll(annotations.warnings());
    return outcome(statement, "created job " + name, warnings, Optional.of(name));
  }

  private void checkMetrics(List<MetricSpec> metrics, List<Schema> results) {
    if (metrics.isEmpty()) {
      return;
    }
    if (results.size() != 1) {
      throw new UserException(
              ErrorCode.NOT_SUPPORTED, "the metrics of a statement set cannot be told apart")
          .hint("make a job of each INSERT");
    }
    for (MetricSpec metric : metrics) {
      metric.check(session, results.getFirst());
      for (JobStatus job : jobs.all()) {
        job.spec().metrics().forEach(metric::requireSameShape);
      }
    }
  }

  private Outcome job(Statement statement, JobCommand command) {
    return switch (command) {
      case JobCommand.Create create -> createJob(statement, create);
      case JobCommand.Control control -> control(statement, control);
      case JobCommand.Drop drop -> dropJob(statement, drop);
      case JobCommand.Describe describe ->
          rows(statement, JobTables.describe(jobs.status(describe.name())));
      case JobCommand.Status status ->
          rows(statement, JobTables.status(jobs.status(status.name())));
      case JobCommand.ListAll _ -> rows(statement, JobTables.list(jobs.all()));
      case JobCommand.Watermarks(String name) ->
          rows(
              statement,
              JobTables.watermarks(name.isEmpty() ? jobs.all() : List.of(jobs.status(name))));
      case JobCommand.StartFrom _, JobCommand.Savepoint _ ->
          throw new UserException(
                  ErrorCode.NOT_SUPPORTED, "jobs of a server have no savepoints of their own")
              .hint("a script can make them, and start from one: velostream run");
      case JobCommand.Metrics _ -> rows(statement, JobTables.metrics(jobs.all()));
    };
  }

  private Outcome createJob(Statement statement, JobCommand.Create create) {
    if (create.ifNotExists() && jobs.exists(create.name())) {
      return outcome(
          statement, "job " + create.name() + " exists already", List.of(), Optional.empty());
    }
    Feed feed;
    try {
      feed = feed(session.parse(create.body()).getFirst());
    } catch (UserException e) {
      throw ServerStatements.shifted(e, create.position());
    }
    return makeJob(
        statement,
        create.name(),
        create.body(),
        feed,
        Annotations.above(script, statement.position().line()),
        create.orReplace());
  }

  private Outcome control(Statement statement, JobCommand.Control control) {
    // Said of a job of this script, it comes instead of the start at the end.
    boolean ours = toStart.removeIf(job -> job.name().equalsIgnoreCase(control.name()));
    if (ours && control.action() == JobCommand.Action.STOP) {
      return outcome(
          statement, "job " + control.name() + " is not started", List.of(), Optional.empty());
    }
    JobState state =
        switch (control.action()) {
          case START -> jobs.wish(control.name(), JobEvent.START);
          case START_FRESH -> jobs.startFresh(control.name());
          case STOP -> jobs.wish(control.name(), JobEvent.STOP);
          case PAUSE -> jobs.wish(control.name(), JobEvent.PAUSE);
          case RESUME -> jobs.wish(control.name(), JobEvent.RESUME);
          case RESTART -> jobs.wish(control.name(), JobEvent.RESTART);
        };
    return outcome(
        statement, "job %s is %s".formatted(control.name(), state), List.of(), Optional.empty());
  }

  private Outcome dropJob(Statement statement, JobCommand.Drop drop) {
    if (drop.ifExists() && !jobs.exists(drop.name())) {
      return outcome(statement, "there is no job " + drop.name(), List.of(), Optional.empty());
    }
    toStart.removeIf(job -> job.name().equalsIgnoreCase(drop.name()));
    jobs.drop(drop.name());
    return outcome(statement, "dropped job " + drop.name(), List.of(), Optional.empty());
  }

  private Outcome execute(Statement statement) {
    StatementResult result =
        session.execute(
            statement,
            shape -> {
              throw new IllegalStateException("rows of a statement without: " + shape);
            });
    return outcome(statement, result.message(), result.warnings(), Optional.empty());
  }

  private static Outcome rows(Statement statement, RowTable rows) {
    return new Outcome(
        statement.position().line(),
        statement.position().column(),
        "",
        List.of(),
        Optional.empty(),
        Optional.of(rows));
  }

  private static Outcome outcome(
      Statement statement, String message, List<String> warnings, Optional<String> job) {
    return new Outcome(
        statement.position().line(),
        statement.position().column(),
        message,
        warnings,
        job,
        Optional.empty());
  }
}
