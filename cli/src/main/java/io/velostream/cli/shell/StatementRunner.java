package io.velostream.cli.shell;

import io.velostream.cli.Script;
import io.velostream.cli.output.ExpandedResult;
import io.velostream.cli.output.LiveResult;
import io.velostream.cli.output.OutputFormat;
import io.velostream.cli.output.Screen;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.engine.ResultHandler;
import io.velostream.engine.ResultShape;
import io.velostream.engine.Session;
import io.velostream.engine.Statement;
import io.velostream.engine.StatementResult;
import io.velostream.runtime.job.RunSummary;
import java.util.Locale;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;

/// Runs statements in the shell's session and shows what comes out; an error ends the statement and
/// not the shell. Ctrl-C stops the statement in execution.
final class StatementRunner {
  private final Session session;
  private final ShellState state;
  private final Screen screen;
  private final Terminal terminal;
  private final LiveResult.Area area;

  StatementRunner(Session session, ShellState state, Screen screen, Terminal terminal) {
    this.session = session;
    this.state = state;
    this.screen = screen;
    this.terminal = terminal;
    this.area = new TerminalArea(terminal);
  }

  /// Runs the statements of a text until the first error.
  void run(Script script) {
    SignalHandler before = terminal.handle(Signal.INT, _ -> session.cancel());
    try {
      for (Statement statement : session.parse(script.text())) {
        execute(statement);
      }
    } catch (UserException e) {
      screen.progress().end();
      report(e, script);
    } catch (EnvironmentException e) {
      screen.progress().end();
      screen.errors().print(e);
    } finally {
      terminal.handle(Signal.INT, before);
    }
  }

  private void report(UserException error, Script script) {
    if (error.code() == ErrorCode.CANCELLED) {
      screen.err().println("cancelled");
    } else {
      screen.errors().print(error, script.name(), script.text(), area.columns());
    }
  }

  private void execute(Statement statement) {
    long start = System.nanoTime();
    screen.progress().start();
    StatementResult result = session.execute(statement, new Results());
    screen.progress().end();
    result.warnings().forEach(warning -> screen.err().println("warning: " + warning));
    if (!result.message().isEmpty()) {
      screen.err().println(result.message() + written(result));
    }
    result.summary().ifPresent(this::mentionWhatIsMissing);
    if (state.timing()) {
      double millis = (System.nanoTime() - start) / 1e6;
      screen.err().printf(Locale.ROOT, "time: %,.1f ms%n", millis);
    }
  }

  private static String written(StatementResult result) {
    return result
        .summary()
        .map(RunSummary::rowsOut)
        .map(rows -> String.format(Locale.ROOT, " (%,d %s)", rows, rows == 1 ? "row" : "rows"))
        .orElse("");
  }

  private void mentionWhatIsMissing(RunSummary run) {
    if (run.lateRows() > 0) {
      screen
          .err()
          .printf(Locale.ROOT, "late rows: %,d (kept as a table, see \\d)%n", run.lateRows());
    }
    if (run.droppedState() > 0) {
      screen
          .err()
          .printf(
              Locale.ROOT,
              "state dropped: %,d rows and groups (state.ttl, join.state.max-rows)%n",
              run.droppedState());
    }
  }

  private final class Results implements ResultHandler {
    @Override
    public BatchWriter open(ResultShape shape) {
      if (state.expanded()) {
        return new ExpandedResult(screen.out(), shape, screen.colours());
      }
      if (state.format() == OutputFormat.TABLE && shape.changelog()) {
        return new LiveResult(screen.out(), shape, area, screen.colours());
      }
      return state.format().writer(screen.out(), shape, screen.colours());
    }

    @Override
    public boolean wantsChangelog(boolean bounded) {
      return !bounded || state.format() == OutputFormat.CHANGELOG;
    }
  }

  private record TerminalArea(Terminal terminal) implements LiveResult.Area {
    @Override
    public int columns() {
      return terminal.getSize().getColumns() > 0 ? terminal.getSize().getColumns() : 80;
    }

    @Override
    public int lines() {
      return terminal.getSize().getRows() > 0 ? terminal.getSize().getRows() : 24;
    }
  }
}
