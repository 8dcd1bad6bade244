package io.velostream.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.velostream.cli.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/// A real terminal to test in: a window of a tmux server of its own, which nobody looks at.
///
/// Keys are typed as a person would; the screen is what a person would see.
public final class Terminal implements AutoCloseable {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long GLANCE_MILLIS = 20;

  private final String server =
      "velostream-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();

  private Terminal() {}

  /// Whether this machine has tmux.
  public static boolean isAvailable() {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
      if (Files.isExecutable(Path.of(folder, "tmux"))) {
        return true;
      }
    }
    return false;
  }

  /// Opens a window and starts a program in it. When the program ends, the window stays.
  ///
  /// @param folder the program's working folder
  /// @param environment variables to set for it
  public static Terminal open(
      Path folder, int columns, int rows, Map<String, String> environment, List<String> program) {
    Terminal terminal = new Terminal();
    List<String> command = new ArrayList<>(List.of("-f", "/dev/null", "new-session", "-d"));
    command.addAll(List.of("-x", Integer.toString(columns), "-y", Integer.toString(rows)));
    command.addAll(List.of("-c", folder.toString()));
    environment.forEach((name, value) -> command.addAll(List.of("-e", name + "=" + value)));
    command.addAll(List.of("env"));
    command.addAll(program);
    command.addAll(List.of(";", "set-option", "remain-on-exit", "on"));
    command.addAll(List.of(";", "set-option", "remain-on-exit-format", ""));
    terminal.tmux(command);
    return terminal;
  }

  /// Opens a window with the command in it.
  public static Terminal velostream(Path folder, String... arguments) {
    List<String> program =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    program.addAll(List.of(arguments));
    return open(
        folder, 100, 30, Map.of("XDG_STATE_HOME", folder.resolve("state").toString()), program);
  }

  /// Types text, key by key. A semicolon at the end would end tmux's own command.
  public void type(String text) {
    tmux(List.of("send-keys", "-l", text.replaceFirst(";$", "\\\\;")));
  }

  /// Types a line and presses Enter.
  public void enter(String line) {
    type(line);
    press("Enter");
  }

  /// Presses keys by their names in tmux, such as `Enter`, `C-c`, `Up`.
  public void press(String... keys) {
    List<String> command = new ArrayList<>(List.of("send-keys"));
    command.addAll(List.of(keys));
    tmux(command);
  }

  /// What is on the screen now, without blanks at the ends of lines.
  public String screen() {
    return tmux(List.of("capture-pane", "-p"));
  }

  /// What is on the screen and what has scrolled off its top, with colours as escape sequences.
  public String colours() {
    return tmux(List.of("capture-pane", "-p", "-e", "-S", "-"));
  }

  /// Waits until the screen is as wanted.
  ///
  /// @return that screen
  /// @throws AssertionError when that takes too long, with the last screen
  public String await(Predicate<String> wanted) {
    long start = System.nanoTime();
    String screen = screen();
    while (!wanted.test(screen)) {
      if (System.nanoTime() - start > PATIENCE_NANOS) {
        throw new AssertionError("the screen never became as expected:\n" + screen);
      }
      pause();
      screen = screen();
    }
    return screen;
  }

  /// Waits until a text is on the screen.
  public String await(String text) {
    return await(screen -> screen.contains(text));
  }

  private static void pause() {
    try {
      Thread.sleep(GLANCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /// Whether the program has ended.
  public boolean hasEnded() {
    return tmux(List.of("display-message", "-p", "#{pane_dead}")).strip().equals("1");
  }

  /// Closes the window and waits until the program in it has ended.
  @Override
  public void close() {
    String process = tmux(List.of("display-message", "-p", "#{pane_pid}")).strip();
    tmux(List.of("kill-server"));
    ProcessHandle.of(Long.parseLong(process))
        .ifPresent(program -> program.onExit().orTimeout(30, TimeUnit.SECONDS).join());
  }

  private String tmux(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("tmux", "-u", "-L", server));
    command.addAll(arguments);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(command + " failed: " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
