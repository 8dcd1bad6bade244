package io.velostream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// `bench start` with a small script in place of the launcher: what it calls, and what it makes of
/// the answer. The launcher itself has tests with the command.
class StartCommandTest {
  private static final String LAUNCHER = "velostream.launcher";

  @TempDir private Path folder = Path.of("");

  private final String before = System.getProperty(LAUNCHER, "");
  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();
  private final CommandLine command =
      Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(errors));

  @AfterEach
  void restore() {
    if (before.isEmpty()) {
      System.clearProperty(LAUNCHER);
    } else {
      System.setProperty(LAUNCHER, before);
    }
  }

  @Test
  void withoutALauncherItSaysHowToCallIt() {
    System.clearProperty(LAUNCHER);
    assertThat(command.execute("start")).isEqualTo(2);
    assertThat(errors.toString()).contains("call it as ./velostream bench start");
  }

  @Test
  void startsWithoutTheCacheAndWithIt() throws IOException {
    launcher(
        """
        [ "$1" = -c ] && [ -f trades.csv ] && [ "$3 $4" = '--format csv' ] || exit 9
        [ "$(wc -l <trades.csv)" = 1001 ] || exit 8
        echo "${VELOSTREAM_NO_CACHE:-cache}" >>"$here/calls"
        if [ -z "${VELOSTREAM_NO_CACHE:-}" ]; then mkdir -p "$here/cli/target/dist/aot"; : >"$here/cli/target/dist/aot/x.aot"; fi
        printf 'symbol,AVG(price)\\nSYM0,122.5\\n'
        """);
    assertThat(command.execute("start", "--repeat", "2")).as(out + "" + errors).isZero();
    assertThat(out.toString())
        .containsPattern("start +first start, no cache +process +1 +1 ")
        .containsPattern("start-cached +start with the cache +process +1 +1 ");
    // One untimed and two timed starts of each kind, and before the second kind the one that
    // trains.
    assertThat(Files.readAllLines(folder.resolve("calls")))
        .isEqualTo(List.of("1", "1", "1", "cache", "cache", "cache", "cache"));
  }

  @Test
  void aWrongAnswerFails() throws IOException {
    launcher("printf 'symbol,AVG(price)\\nSYM0,122.4\\n'");
    assertThat(command.execute("start", "--repeat", "1")).isEqualTo(1);
    assertThat(out.toString())
        .contains(
            "FAILED start: ", "FAILED start-cached: ", "exit code 0, and the answer", "122.4");
  }

  @Test
  void anErrorOfTheCommandFails() throws IOException {
    launcher("exit 3");
    assertThat(command.execute("start", "--repeat", "1")).isEqualTo(1);
    assertThat(out.toString()).contains("FAILED start: ", "exit code 3");
  }

  private void launcher(String body) throws IOException {
    Path script = folder.resolve("launcher");
    Files.writeString(script, "#!/bin/sh\nhere=$(dirname -- \"$0\")\n" + body);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    System.setProperty(LAUNCHER, script.toString());
  }
}
