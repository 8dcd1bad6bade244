package io.velostream.cli;

import io.velostream.cli.output.Screen;
import io.velostream.cli.remote.RemoteResult;
import io.velostream.cli.remote.RemoteServer;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.BatchWriter;
import java.io.IOException;
import java.util.List;

/// Has scripts carried out by a server and prints what comes back.
final class RemoteScriptRunner {
  private final RunOptions options;
  private final RemoteServer server;
  private final boolean narrate;
  private final Screen screen = Screen.standard();
  private final Warnings warnings = new Warnings(screen.err());

  /// @param narrate whether to say what queries did, too; what makes or steers jobs always says so
  RemoteScriptRunner(RunOptions options, RemoteServer server, boolean narrate) {
    this.options = options;
    this.server = server;
    this.narrate = narrate;
  }

  /// Runs the scripts in order until the first error; each is taken whole or not at all.
  ///
  /// @return the exit code
  int run(List<Script> scripts) {
    for (Script script : scripts) {
      try {
        for (RemoteResult result : server.run(script.text(), options.allSettings())) {
          print(result);
        }
      } catch (UserException e) {
        screen.errors().print(e, script.name(), script.text());
        return ExitCode.USER_ERROR;
      } catch (EnvironmentException e) {
        screen.errors().print(e);
        return ExitCode.ENVIRONMENT;
      } catch (IOException e) {
        screen
            .errors()
            .print(
                new EnvironmentException("cannot write the result: " + e.getMessage(), e, false));
        return ExitCode.ENVIRONMENT;
      }
    }
    return ExitCode.OK;
  }

  private void print(RemoteResult result) throws IOException {
    result.warnings().forEach(warnings::print);
    if (result.hasRows()) {
      try (BatchWriter writer =
          options.format.writer(screen.out(), result.shape(), screen.colours())) {
        writer.write(result.rows());
        writer.endStep();
        writer.commit();
      }
    } else if (narrate || !result.message().isEmpty()) {
      screen.err().println(result.message());
    }
  }
}
