package io.velostream.conformance.file;

import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.UserException;
import io.velostream.conformance.file.Changes.Change;
import io.velostream.conformance.file.Entry.ExpectedError;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.engine.ResultHandler;
import io.velostream.engine.ResultShape;
import io.velostream.engine.Session;
import io.velostream.runtime.system.SystemWorld;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Runs the blocks of a file in one session under one variant of settings.
public final class FileRunner implements AutoCloseable {
  private final Variant variant;
  private final Session session;
  private final Map<String, TableText> streams = new LinkedHashMap<>();

  private FileRunner(Variant variant) {
    this.variant = variant;
    this.session = Session.open(SystemWorld.create());
    session.set("batch.rows", Integer.toString(variant.batchRows()));
    session.set("expression.mode", variant.expressionMode());
    if (variant.pipelines() > 1) {
      session.set("job.mode", "adaptive");
      session.set("parallelism", Integer.toString(variant.pipelines()));
      session.set("queue.batches", variant.pipelines() > 2 ? "1" : "8");
      session.set("exchange.step-rows", variant.pipelines() > 2 ? "5" : "262144");
    }
    session.set("test.restarts", variant.restarts() ? "between-steps" : "never");
  }

  /// Runs a file.
  ///
  /// @param onlyLine run only the expectations of the block around that line (and what prepares
  ///   them); 0 for all
  public static List<Outcome> run(TestFile file, Variant variant, int onlyLine) {
    List<Outcome> outcomes = new ArrayList<>();
    try (FileRunner runner = new FileRunner(variant)) {
      for (int i = 0; i < file.entries().size(); i++) {
        Entry entry = file.entries().get(i);
        int next =
            i + 1 < file.entries().size() ? file.entries().get(i + 1).line() : Integer.MAX_VALUE;
        boolean wanted = onlyLine == 0 || (entry.line() <= onlyLine && onlyLine < next);
        boolean prepares =
            switch (entry) {
              case Entry.Setting _, Entry.Table _, Entry.Stream _ -> true;
              case Entry.Statement s -> s.error().isEmpty();
              case Entry.Query _, Entry.Watch _ -> false;
            };
        if (wanted || prepares) {
          outcomes.addAll(runner.guarded(entry));
        }
      }
    }
    return outcomes;
  }

  /// Any failure belongs to the block in which it happens; the rest of the file still runs.
  private List<Outcome> guarded(Entry entry) {
    try {
      return run(entry);
    } catch (UserException e) {
      return List.of(Outcome.failed(entry.line(), describe(e)));
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      return List.of(Outcome.failed(entry.line(), trace(e)));
    }
  }

  private List<Outcome> run(Entry entry) {
    switch (entry) {
      case Entry.Setting s -> session.set(s.name(), s.value());
      case Entry.Table t ->
          session.register(
              t.head().name(),
              t.head().schema(),
              InputRows.batches(t.head().schema(), t.batches(), Integer.MAX_VALUE),
              t.head().watermark());
      case Entry.Stream s -> {
        streams.put(s.head().name(), s.head());
        session.register(s.head().name(), s.head().schema(), List.of(), s.head().watermark());
      }
      case Entry.Statement s -> {
        return List.of(statement(s));
      }
      case Entry.Query q -> {
        return q.mode().oneBatch() && !variant.keepsBatches() ? List.of() : List.of(query(q));
      }
      case Entry.Watch w -> {
        return w.oneBatch() && !variant.keepsBatches() ? List.of() : watch(w);
      }
    }
    return List.of();
  }

  private Outcome statement(Entry.Statement statement) {
    Optional<UserException> error = Optional.empty();
    try {
      session.execute(statement.sql(), shape -> new Changes(shape.schema()));
    } catch (UserException e) {
      error = Optional.of(e);
    } catch (EnvironmentException e) {
      return Outcome.failed(statement.line(), "environment: " + e.getMessage());
    }
    if (statement.error().isPresent()) {
      if (error.isPresent() && wantsText(statement)) {
        List<String> got = ErrorLines.of(error.get());
        return Outcome.compared(
            statement.line(), statement.text(), got, statement.text().lines(), got);
      }
      return errorOutcome(statement.line(), statement.error().get(), error);
    }
    return error
        .map(e -> Outcome.failed(statement.line(), describe(e)))
        .orElseGet(() -> Outcome.ok(statement.line()));
  }

  private static boolean wantsText(Entry.Statement statement) {
    return statement.text().present() || statement.error().orElseThrow().code().isEmpty();
  }

  private Outcome query(Entry.Query query) {
    Collector collector = new Collector(query.mode().signed());
    session.execute(query.sql(), collector);
    Changes changes = collector.changes;
    if (changes == null) {
      return Outcome.failed(query.line(), "the statement answered no rows");
    }
    List<Change> all = changes.take();
    List<String> lines = new ArrayList<>();
    if (query.mode().header()) {
      lines.add(String.join(" | ", changes.schema().fields().stream().map(f -> f.name()).toList()));
    }
    if (query.mode().signed()) {
      lines.addAll(Changes.signedLines(variant.keepsBatches() ? all : Changes.net(all)));
    } else {
      lines.addAll(Changes.rowLines(query.mode().ordered() ? all : Changes.net(all)));
    }
    List<String> want = query.expected().lines();
    if (query.mode().signed() && !variant.keepsBatches()) {
      want = netLines(want);
    }
    if (query.mode().contains()) {
      return Outcome.contained(query.line(), want, lines);
    }
    int head = query.mode().header() ? 1 : 0;
    boolean ordered = query.mode().ordered();
    return Outcome.compared(
        query.line(),
        query.expected(),
        lines,
        ordered ? want : sortedFrom(want, head),
        ordered ? lines : sortedFrom(lines, head));
  }

  private List<Outcome> watch(Entry.Watch watch) {
    StepFeed feed = StepFeed.of(watch, streams, variant.batchRows());
    feed.batches()
        .forEach((name, batches) -> {
          TableText head = feed.head(name);
          session.register(name, head.schema(), batches, head.watermark());
        });
    return new StepRun(session, watch, feed, variant.keepsBatches()).run();
  }

  static Outcome errorOutcome(int line, ExpectedError want, Optional<UserException> got) {
    if (got.isEmpty()) {
      return Outcome.failed(line, "expected " + want + " but it succeeded");
    }
    UserException error = got.get();
    String position = error.position().line() + ":" + error.position().column();
    boolean fits =
        want.code().equals(error.code().name())
            && want.position().map(position::equals).orElse(true)
            && (error.message() + " " + error.hint()).contains(want.part());
    return fits
        ? Outcome.ok(line)
        : Outcome.failed(line, "expected " + want + " but got " + describe(error));
  }

  static String describe(UserException e) {
    return e.code()
        + " "
        + e.position().line()
        + ":"
        + e.position().column()
        + " "
        + e.message()
        + (e.hint() == null ? "" : " (" + e.hint() + ")");
  }

  static String trace(Throwable e) {
    StringBuilder text = new StringBuilder("internal failure: ").append(e);
    StackTraceElement[] stack = e.getStackTrace();
    for (int i = 0; i < Math.min(stack.length, 8); i++) {
      text.append("\n      at ").append(stack[i]);
    }
    return e.getCause() == null ? text.toString() : text + "\n    cause: " + trace(e.getCause());
  }

  static List<String> sortedFrom(List<String> lines, int head) {
    List<String> sorted = new ArrayList<>(lines);
    int from = Math.min(head, lines.size());
    sorted.subList(from, sorted.size()).sort(String::compareTo);
    return sorted;
  }

  /// The sum of signed lines.
  static List<String> netLines(List<String> signed) {
    List<Change> changes = new ArrayList<>();
    for (String line : signed) {
      changes.add(new Change(line.substring(2), line.startsWith("-") ? -1 : 1));
    }
    return Changes.signedLines(Changes.net(changes));
  }

  @Override
  public void close() {
    session.close();
  }

  private static final class Collector implements ResultHandler {
    private final boolean changelog;
    private @Nullable Changes changes;

    Collector(boolean changelog) {
      this.changelog = changelog;
    }

    @Override
    public BatchWriter open(ResultShape shape) {
      Changes opened = new Changes(shape.schema());
      changes = opened;
      return opened;
    }

    @Override
    public boolean wantsChangelog(boolean bounded) {
      return changelog;
    }
  }
}
