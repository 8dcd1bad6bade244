package io.velostream.cli;

import io.velostream.cli.output.Colours;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.engine.ResultHandler;
import io.velostream.engine.ResultShape;
import io.velostream.engine.Session;
import io.velostream.engine.Statement;
import io.velostream.engine.StatementResult;
import io.velostream.runtime.system.SystemWorld;
import java.io.BufferedOutputStream;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Runs scripts in one session and prints what comes out.
///
/// Results go to standard output; messages, warnings, progress, errors and the summary of `-c` to
/// standard error, so that a pipe gets nothing but rows.
final class ScriptRunner {
  private static final int BUFFER = 1 << 16;

  private final RunOptions options;
  private final boolean narrate;
  private final PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
  private final ProgressBar progress = new ProgressBar(err);
  private final OutputStream out =
      new BufferedOutputStream(progress.before(new FileOutputStream(FileDescriptor.out)), BUFFER);
  private final boolean interactive = isTerminal();
  private final Colours colours = Colours.forTerminal(interactive);
  private final Summary summary = new Summary();
  private final ErrorReport errors = new ErrorReport(err, colours);

  /// @param narrate whether to say what each statement does and to print a summary by default
  ScriptRunner(RunOptions options, boolean narrate) {
    this.options = options;
    this.narrate = narrate;
  }

  /// From JDK 22 on there is a console even in a pipe, but none where the module for it is missing.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /// Runs all statements of all scripts until the first error.
  ///
  /// @return the exit code
  int run(List<Script> scripts) {
    try (Session session = Session.open(SystemWorld.create())) {
      if (interactive) {
        session.onProgress(progress);
      }
      options.settings.forEach(session::set);
      for (Script script : scripts) {
        int code = run(session, script);
        if (code != ExitCode.OK) {
          return code;
        }
      }
      printSummary();
      return ExitCode.OK;
    } catch (UserException e) {
      errors.print(e, "", "");
      return ExitCode.USER_ERROR;
    } catch (EnvironmentException e) {
      errors.print(e);
      return ExitCode.ENVIRONMENT;
    }
  }

  private int run(Session session, Script script) {
    try {
      for (Statement statement : session.parse(script.text())) {
        introduce(script, statement);
        execute(session, statement);
      }
      return ExitCode.OK;
    } catch (UserException e) {
      progress.end();
      errors.print(e, script.name(), script.text());
      return ExitCode.USER_ERROR;
    } catch (EnvironmentException e) {
      progress.end();
      errors.print(e);
      return ExitCode.ENVIRONMENT;
    }
  }

  private void introduce(Script script, Statement statement) {
    List<String> heading = Headings.above(script.text(), statement.position());
    if (narrate && !heading.isEmpty()) {
      err.println();
      heading.forEach(line -> err.println(colours.strong(line)));
    }
  }

  private void execute(Session session, Statement statement) {
    progress.start();
    StatementResult result = session.execute(statement, new Results());
    progress.end();
    for (String warning : result.warnings()) {
      err.println("warning: " + warning);
    }
    if (narrate && !result.message().isEmpty()) {
      err.println(result.message());
    }
    result.summary().ifPresent(summary::add);
  }

  private void printSummary() {
    Boolean wanted = options.summary;
    if (wanted == null ? narrate : wanted) {
      summary.print(err);
    }
  }

  /// Opens the writer of the chosen format for each result.
  private final class Results implements ResultHandler {
    @Override
    public BatchWriter open(ResultShape shape) {
      return options.format.writer(out, shape, colours);
    }

    @Override
    public boolean wantsChangelog(boolean bounded) {
      return !bounded || options.format == OutputFormat.CHANGELOG;
    }
  }
}
