package io.velostream.conformance.docs;

import io.velostream.cli.output.Colours;
import io.velostream.cli.output.ErrorReport;
import io.velostream.cli.output.OutputFormat;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.engine.ResultHandler;
import io.velostream.engine.ResultShape;
import io.velostream.engine.Session;
import io.velostream.engine.Statement;
import io.velostream.runtime.system.SystemWorld;
import io.velostream.stream.seam.Clock;
import io.velostream.stream.seam.World;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// Runs the examples of one document, one after the other, and prints what `velostream -c` would.
///
/// The time of day stands still, in the afternoon of the trades of `examples`.
final class DocumentSession implements AutoCloseable {
  private static final Instant NOW = Instant.parse("2026-01-05T18:00:00Z");

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Session session;

  /// @param root the folder where relative paths start
  DocumentSession(Path root) {
    session =
        Session.open(
            new World(
                new StoppedClock(),
                SystemWorld.create().random(),
                new DocumentFiles(root, printed)));
  }

  /// Runs an example; the first error ends it, and is printed.
  ///
  /// @return what was printed: warnings, rows, the error
  List<String> run(Example example) {
    printed.reset();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    OutputFormat format = OutputFormat.valueOf(example.format().toUpperCase(Locale.ROOT));
    try {
      for (Statement statement : session.parse(example.sql())) {
        session
            .execute(statement, new Results(format))
            .warnings()
            .forEach(warning -> out.println("warning: " + warning));
      }
    } catch (UserException e) {
      new ErrorReport(out, Colours.OFF).print(e, "-c", example.sql());
    }
    return printed.toString(StandardCharsets.UTF_8).lines().map(String::stripTrailing).toList();
  }

  @Override
  public void close() {
    session.close();
  }

  /// As the command does.
  private final class Results implements ResultHandler {
    private final OutputFormat format;

    Results(OutputFormat format) {
      this.format = format;
    }

    @Override
    public BatchWriter open(ResultShape shape) {
      return format.writer(printed, shape, Colours.OFF);
    }

    @Override
    public boolean wantsChangelog(boolean bounded) {
      return !bounded || format == OutputFormat.CHANGELOG;
    }
  }

  private record StoppedClock() implements Clock {
    @Override
    public long wallMicros() {
      return NOW.toEpochMilli() * 1_000;
    }

    @Override
    public long monotonicNanos() {
      return 0;
    }

    @Override
    public void waitUntil(long nanos) {
      throw new IllegalStateException("time stands still in the documentation");
    }
  }
}
