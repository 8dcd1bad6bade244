package io.velostream.conformance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.conformance.architecture.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Every call with curl on the page about the server is made, in the order of the page, to a server
/// of its own; what the page shows below it is what comes back, at the latest after a few seconds:
/// jobs take their time.
///
/// With `-Dvelostream.docs.complete=true` the page is rewritten with what came back.
@Timeout(180)
class ServerPageTest {
  private static final boolean COMPLETE = Boolean.getBoolean("velostream.docs.complete");
  private static final Path PAGE = Repository.ROOT.resolve("docs/server.md");
  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^```console\n(\\$ curl .*?)\n(\\{.*?\n)```$");
  private static final Pattern STARTED = Pattern.compile("server.started url=http://(\\S+)");
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(15);

  @TempDir Path folder;

  private Process server;

  @AfterEach
  void end() throws InterruptedException {
    server.destroy();
    assertThat(server.waitFor(40, TimeUnit.SECONDS)).isTrue();
    assertThat(server.exitValue()).isZero();
  }

  /// Without what is another each time: how busy the job was, how long a checkpoint took, its size
  /// and its time.
  private static String steady(String answer) {
    return answer.replaceAll("(\"(checkpoints?_[a-z_]+|busy_ratio)\":)[0-9.E-]+", "$1_");
  }

  @Test
  void showsWhatTheServerAnswers() throws Exception {
    Files.createDirectories(folder.resolve("examples"));
    Files.copy(
        Repository.ROOT.resolve("examples/trades.csv.gz"),
        folder.resolve("examples/trades.csv.gz"));
    String address = start();
    String page = Files.readString(PAGE);
    Matcher block = BLOCK.matcher(page);
    List<String> differences = new ArrayList<>();
    StringBuilder completed = new StringBuilder();
    while (block.find()) {
      String shown = block.group(2);
      String answer = answer(block.group(1).substring(2).replace("127.0.0.1:8080", address), shown);
      if (!steady(answer).equals(steady(shown))) {
        differences.add(block.group(1) + "\n" + answer);
      }
      block.appendReplacement(
          completed,
          Matcher.quoteReplacement("```console\n" + block.group(1) + "\n" + answer + "```"));
    }
    block.appendTail(completed);
    if (COMPLETE) {
      Files.writeString(PAGE, completed.toString());
    } else {
      assertThat(differences).isEmpty();
    }
    assertThat(page.split("\\$ curl ", -1))
        .hasSize((int) BLOCK.matcher(page).results().count() + 1);
  }

  private String start() throws IOException, InterruptedException {
    Path err = folder.resolve("err");
    server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "io.velostream.cli.Main",
                "server",
                "--port",
                "0",
                "--data",
                "state")
            .directory(folder.toFile())
            .redirectError(err.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    while (true) {
      Matcher started = STARTED.matcher(Files.exists(err) ? Files.readString(err) : "");
      if (started.find()) {
        return started.group(1);
      }
      assertThat(server.isAlive()).as(Files.readString(err)).isTrue();
      Thread.sleep(20);
    }
  }

  /// What the command prints: as soon as that is what the page shows, or else in the end. Only
  /// calls that change nothing are repeated.
  private String answer(String command, String shown) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    boolean repeatable = !command.contains("CREATE ") && !command.contains("INSERT ");
    String answer = run(command);
    while (repeatable && !answer.equals(shown) && System.nanoTime() < deadline) {
      Thread.sleep(COMPLETE ? 5_000 : 50);
      answer = run(command);
      if (COMPLETE) {
        break;
      }
    }
    return answer;
  }

  private String run(String command) throws IOException, InterruptedException {
    Process shell =
        new ProcessBuilder("sh", "-c", command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    shell.getOutputStream().close();
    String text = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).as("%s\n%s", command, text).isZero();
    return text;
  }
}
