package io.velostream.cli.shell;

import io.velostream.cli.Script;
import io.velostream.cli.output.OutputFormat;
import io.velostream.cli.output.Screen;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.engine.Session;
import io.velostream.runtime.system.SystemWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/// The loop that reads statements and runs them, until its user leaves.
public final class Shell {
  private static final String PROMPT = "velostream> ";
  private static final String NEXT_LINES = "%P      ...> ";

  private final Screen screen;
  private final OutputFormat format;
  private final Map<String, String> settings;

  /// @param settings session settings to begin with
  public Shell(Screen screen, OutputFormat format, Map<String, String> settings) {
    this.screen = screen;
    this.format = format;
    this.settings = settings;
  }

  /// Runs until the end of input or `\q`.
  ///
  /// @param greeting shown first
  /// @throws EnvironmentException when there is no terminal to read from
  public void run(String greeting) {
    try (Terminal terminal = TerminalBuilder.builder().system(true).build();
        Session session = Session.open(SystemWorld.create())) {
      session.onProgress(screen.progress());
      settings.forEach(session::set);
      screen.err().println(greeting);
      loop(terminal, session);
    } catch (IOException e) {
      throw new EnvironmentException("cannot use the terminal: " + e.getMessage(), e, false);
    }
  }

  private void loop(Terminal terminal, Session session) throws IOException {
    ShellState state = new ShellState(format);
    Vocabulary vocabulary = new Vocabulary(session);
    StatementRunner runner = new StatementRunner(session, state, screen, terminal);
    ShellCommands commands = new ShellCommands(state, runner, screen, vocabulary);
    LineReader reader = reader(terminal, vocabulary);
    boolean open = true;
    while (open) {
      try {
        String text = reader.readLine(PROMPT);
        if (ShellCommands.isCommand(text)) {
          open = commands.run(text);
        } else if (!text.isBlank()) {
          runner.run(new Script("", text));
        }
      } catch (UserInterruptException _) {
        // Ctrl-C at the prompt drops what was typed, as in any shell.
      } catch (EndOfFileException _) {
        open = false;
      }
    }
    reader.getHistory().save();
  }

  private static LineReader reader(Terminal terminal, Vocabulary vocabulary) throws IOException {
    return LineReaderBuilder.builder()
        .terminal(terminal)
        .appName("velostream")
        .parser(new StatementParser())
        .highlighter(new SqlHighlighter())
        .completer(new SqlCompleter(vocabulary, new FileNames(Path.of(""))))
        .variable(LineReader.SECONDARY_PROMPT_PATTERN, NEXT_LINES)
        .variable(LineReader.HISTORY_FILE, historyFile())
        .option(Option.DISABLE_EVENT_EXPANSION, true)
        .option(Option.CASE_INSENSITIVE, true)
        .option(Option.INSERT_TAB, false)
        .build();
  }

  /// Where earlier statements are kept, as the XDG base directory specification has it.
  private static Path historyFile() throws IOException {
    String given = System.getenv("XDG_STATE_HOME");
    Path folder =
        given == null || given.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".local", "state")
            : Path.of(given);
    Path own = folder.resolve("velostream");
    Files.createDirectories(own);
    return own.resolve("history");
  }
}
