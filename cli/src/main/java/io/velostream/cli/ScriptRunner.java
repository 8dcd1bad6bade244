package io.velostream.cli;

import io.velostream.cli.output.OutputFormat;
import io.velostream.cli.output.Screen;
import io.velostream.cli.output.StandardOutput;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.engine.ResultHandler;
import io.velostream.engine.ResultShape;
import io.velostream.engine.Session;
import io.velostream.engine.Statement;
import io.velostream.engine.StatementResult;
import io.velostream.runtime.job.ProgressListener;
import io.velostream.runtime.system.SystemWorld;
import java.util.List;

/// Runs scripts in one session and prints what comes out.
final class ScriptRunner {
  private final RunOptions options;
  private final boolean narrate;
  private final Screen screen = Screen.standard();
  private final Warnings warnings = new Warnings(screen.err());
  private final Summary summary = new Summary();
  private final StatePeaks peaks;

  /// @param narrate whether to say what each statement does and to print a summary by default
  ScriptRunner(RunOptions options, boolean narrate) {
    this.options = options;
    this.narrate = narrate;
    this.peaks = new StatePeaks(screen.interactive() ? screen.progress() : ProgressListener.NONE);
  }

  /// Runs all statements of all scripts until the first error.
  ///
  /// @return the exit code
  int run(List<Script> scripts) {
    try (Session session = Session.open(SystemWorld.create())) {
      if (wantsSummary()) {
        session.onProgress(peaks);
      } else if (screen.interactive()) {
        session.onProgress(screen.progress());
      }
      options.allSettings().forEach(session::set);
      for (Script script : scripts) {
        int code = run(session, script);
        if (code != ExitCode.OK) {
          return code;
        }
      }
      printSummary();
      return ExitCode.OK;
    } catch (UserException e) {
      screen.errors().print(e, "", "");
      return ExitCode.USER_ERROR;
    } catch (EnvironmentException e) {
      screen.errors().print(e);
      return ExitCode.ENVIRONMENT;
    }
  }

  private int run(Session session, Script script) {
    try {
      for (Statement statement : session.parse(script.text())) {
        introduce(script, statement);
        execute(session, script, statement);
      }
      return ExitCode.OK;
    } catch (UserException e) {
      screen.progress().end();
      screen.errors().print(e, script.name(), script.text());
      return ExitCode.USER_ERROR;
    } catch (EnvironmentException e) {
      screen.progress().end();
      if (StandardOutput.readerIsGone()) {
        return ExitCode.READER_GONE;
      }
      screen.errors().print(e);
      return ExitCode.ENVIRONMENT;
    } catch (OutOfMemoryError e) {
      screen.progress().end();
      screen.errors().printOutOfMemory();
      return ExitCode.ENVIRONMENT;
    }
  }

  private void introduce(Script script, Statement statement) {
    List<String> heading = Headings.above(script.text(), statement.position());
    if (narrate && !heading.isEmpty()) {
      screen.err().println();
      heading.forEach(line -> screen.err().println(screen.colours().strong(line)));
    }
  }

  private void execute(Session session, Script script, Statement statement) {
    screen.progress().start();
    StatementResult result = session.execute(statement, new Results());
    screen.progress().end();
    result.warnings().forEach(warnings::print);
    if (narrate && !result.message().isEmpty()) {
      screen.err().println(result.message());
    }
    result.summary().ifPresent(summary::add);
    summary.addState(script.name() + ":" + statement.position().line(), peaks.take());
  }

  private boolean wantsSummary() {
    Boolean wanted = options.summary;
    return wanted == null ? narrate : wanted;
  }

  private void printSummary() {
    if (wantsSummary()) {
      summary.print(screen.err());
    }
  }

  /// Opens the writer of the chosen format for each result.
  private final class Results implements ResultHandler {
    @Override
    public BatchWriter open(ResultShape shape) {
      return options.format.writer(screen.out(), shape, screen.colours());
    }

    @Override
    public boolean wantsChangelog(boolean bounded) {
      return !bounded || options.format == OutputFormat.CHANGELOG;
    }
  }
}
