package io.velostream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The script `velostream` in a checkout of its own, with a JDK that only writes down how it was
/// called, and makes a cache of classes where it is told to.
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  private static final String JAVA =
      """
      #!/bin/sh
      home=$(dirname -- "$0")/..
      printf '%s\n' "$*" >>"$home/calls"
      for option; do
        case $option in
          -XX:AOTCacheOutput=*)
            [ ! -e "$home/broken" ] || exit 1
            sleep 1
            echo classes >"${option#*=}"
            ;;
        esac
      done
      echo ran
      """;

  @TempDir private Path root;
  private Path dist;

  @BeforeEach
  void makeCheckout() throws IOException {
    dist = root.resolve("check out/cli/target/dist");
    Files.createDirectories(dist.resolve("lib"));
    Files.createFile(dist.resolve("lib/velostream-cli.jar"));
    Files.createFile(dist.resolve("lib/calcite-core.jar"));
    Files.createFile(dist.resolve("lib/guava-1.jar"));
    Files.createFile(dist.resolve("lib/asm.jar"));
    Files.createDirectories(dist.resolve("training"));
    Files.copy(Path.of("src/main/training/train.sh"), dist.resolve("training/train.sh"));
    Files.copy(Path.of("../velostream"), root.resolve("check out/velostream"));
    build("1");
    Path bin = Files.createDirectories(root.resolve("jdk/bin"));
    Files.writeString(bin.resolve("java"), JAVA);
    assertThat(bin.resolve("java").toFile().setExecutable(true)).isTrue();
    Files.writeString(
        root.resolve("jdk/release"),
        "JAVA_RUNTIME_VERSION=\"25.0.3+9\"\nJAVA_VERSION=\"25.0.3\"\n");
    Files.createDirectories(root.resolve("work"));
    Files.writeString(root.resolve("work/small.csv"), "a\n1\n");
    Files.write(root.resolve("work/large.csv"), new byte[8_000_000]);
  }

  /// Nothing may write into the folder while it is being deleted.
  @AfterEach
  void waitForTraining() throws Exception {
    awaitNoTraining();
  }

  @Test
  void theFirstCommandTrainsACacheThatLaterOnesUse() throws Exception {
    assertThat(launch("-c", "SELECT 1")).isEqualTo("ran\n");
    awaitNoTraining();
    assertThat(calls().getFirst())
        .doesNotContain("AOT")
        .contains(" -Dvelostream.early-classes=" + dist.resolve("training/classes.txt") + " ");
    assertThat(aot()).containsExactly("1-25.0.3+9.aot");
    launch("-c", "SELECT 1");
    assertThat(calls().getLast())
        .contains("-XX:AOTCache=" + dist.resolve("aot/1-25.0.3+9.aot") + " ")
        .doesNotContain("early-classes");
    assertThat(trainings()).isEqualTo(1);
  }

  @Test
  void whatIsTrainedHasTheClassPathOfTheCommand() throws Exception {
    launch("-c", "SELECT 1");
    awaitNoTraining();
    String lib = dist.resolve("lib").toString();
    assertThat(calls())
        .allMatch(call ->
            call.contains(
                "-cp "
                    + String.join(
                        ":",
                        lib + "/velostream-cli.jar",
                        lib + "/calcite-core.jar",
                        lib + "/guava-1.jar",
                        lib + "/asm.jar")));
  }

  @Test
  void manyCommandsAtOnceTrainOnce() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      processes.add(start(Map.of(), "-c", "SELECT 1"));
    }
    for (Process process : processes) {
      assertThat(process.waitFor()).isZero();
    }
    awaitNoTraining();
    assertThat(trainings()).isEqualTo(1);
    assertThat(aot()).containsExactly("1-25.0.3+9.aot");
  }

  @Test
  void aBuildAndAJdkHaveACacheOfTheirOwn() throws Exception {
    launch("-c", "SELECT 1");
    awaitNoTraining();
    Files.writeString(
        root.resolve("jdk/release"), "JAVA_RUNTIME_VERSION=\"26+1\"\nJAVA_VERSION=\"26\"\n");
    launch("-c", "SELECT 1");
    awaitNoTraining();
    assertThat(aot()).containsExactly("1-25.0.3+9.aot", "1-26+1.aot");
    build("2");
    launch("-c", "SELECT 1");
    awaitNoTraining();
    assertThat(aot()).as("those of the build before are of no use").containsExactly("2-26+1.aot");
  }

  @Test
  void trainingThatFailsIsNotTriedAgain() throws Exception {
    Files.createFile(root.resolve("jdk/broken"));
    assertThat(launch("-c", "SELECT 1")).isEqualTo("ran\n");
    awaitNoTraining();
    assertThat(launch("-c", "SELECT 1")).isEqualTo("ran\n");
    awaitNoTraining();
    assertThat(trainings()).isEqualTo(1);
    assertThat(calls().getLast()).doesNotContain("AOT");
    assertThat(aot()).containsExactly("1-25.0.3+9.failed");
  }

  @Test
  void trainingThatWasKilledIsTriedAgain() throws Exception {
    Path lock = Files.createDirectories(dist.resolve("aot/1-25.0.3+9.lock"));
    Process dead = new ProcessBuilder("true").start();
    assertThat(dead.waitFor()).isZero();
    Files.writeString(lock.resolve("pid"), dead.pid() + "\n");
    Files.writeString(lock.resolve("cache"), "half of it");
    launch("-c", "SELECT 1");
    awaitNoTraining();
    assertThat(calls().getFirst()).as("half a cache").doesNotContain("AOT");
    launch("-c", "SELECT 1");
    awaitNoTraining();
    assertThat(aot()).containsExactly("1-25.0.3+9.aot");
  }

  @Test
  void caresForNoCacheWhenTold() throws Exception {
    run(Map.of("VELOSTREAM_NO_CACHE", "1"), "-c", "SELECT 1");
    run(Map.of("VELOSTREAM_JAVA_OPTS", "-Xshare:off"), "-c", "SELECT 1");
    assertThat(dist.resolve("aot")).doesNotExist();
  }

  @Test
  void onlyAQueryOfOneSmallFileDoesWithoutTheOptimisingCompiler() throws Exception {
    assertThat(isShort("-c", "SELECT a FROM 'small.csv' WHERE a <> 'x'")).isTrue();
    assertThat(isShort("--format", "csv", "-c", "select a from 'small.csv'", "--summary")).isTrue();
    assertThat(isShort("-c", "SELECT a FROM 'large.csv'")).isFalse();
    assertThat(isShort("-c", "SELECT a FROM 'small.csv'", "-c", "SELECT a FROM 'large.csv'"))
        .isFalse();
    assertThat(isShort("-c", "SELECT a FROM 'small.csv' UNION ALL SELECT a FROM '*.csv'"))
        .isFalse();
    assertThat(isShort("-c", "SELECT a FROM 'small.csv', 'small.csv'")).isFalse();
    assertThat(isShort("-c", "SELECT a FROM '.'")).isFalse();
    assertThat(isShort("-c", "SELECT a FROM '-'")).isFalse();
    assertThat(isShort("-c", "CREATE TABLE t (a INT) WITH ('CONNECTOR' = 'x', 'p' = 'small.csv')"))
        .isFalse();
    assertThat(isShort("-c", "SELECT 1")).isFalse();
    assertThat(isShort("-f", "small.csv")).isFalse();
    assertThat(isShort()).isFalse();
  }

  @Test
  void onlyAShortCommandWithoutTheCacheRunsJarsThatAreNotCheckedAgain() throws Exception {
    String unchecked = "-XX:-BytecodeVerificationRemote";
    launch("-c", "SELECT a FROM 'large.csv'");
    assertThat(calls().getFirst()).doesNotContain(unchecked);
    awaitNoTraining();
    assertThat(calls()).noneMatch(call -> call.contains(unchecked));
    launch("-c", "SELECT a FROM 'small.csv'");
    assertThat(calls().getLast()).contains("-XX:AOTCache=").doesNotContain(unchecked);
    run(Map.of("VELOSTREAM_NO_CACHE", "1"), "-c", "SELECT a FROM 'small.csv'");
    assertThat(calls().getLast()).contains("-XX:+UnlockDiagnosticVMOptions " + unchecked + " ");
  }

  private boolean isShort(String... arguments) throws Exception {
    run(Map.of("VELOSTREAM_NO_CACHE", "1"), arguments);
    return calls().getLast().contains("-XX:TieredStopAtLevel=1");
  }

  private void build(String id) throws IOException {
    Files.writeString(dist.resolve("stamp"), id + "\n");
  }

  private String launch(String... arguments) throws Exception {
    return run(Map.of(), arguments);
  }

  /// What the launcher prints until all who could print have closed its streams.
  private String run(Map<String, String> environment, String... arguments) throws Exception {
    Process process = start(environment, arguments);
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return out;
  }

  private Process start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add("sh");
    command.add(root.resolve("check out/velostream").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(root.resolve("work").toFile())
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("VELOSTREAM_"));
    builder.environment().put("VELOSTREAM_JAVA_HOME", root.resolve("jdk").toString());
    builder.environment().putAll(environment);
    return builder.start();
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(root.resolve("jdk/calls"));
  }

  private long trainings() throws IOException {
    return calls().stream().filter(call -> call.contains("AOTCacheOutput")).count();
  }

  private List<String> aot() throws IOException {
    try (Stream<Path> files = Files.list(dist.resolve("aot"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /// Training starts in the background: it has ended when no process with its script is left. One
  /// that is just becoming another program has no command line for a moment, so that one look is
  /// not enough.
  private void awaitNoTraining() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    for (int looks = 0; looks < 4; looks++) {
      if (isTraining()) {
        assertThat(System.nanoTime()).as("training ends").isLessThan(end);
        looks = 0;
      }
      Thread.sleep(25);
    }
  }

  private boolean isTraining() {
    return ProcessHandle.allProcesses()
        .anyMatch(process ->
            process
                .info()
                .commandLine()
                // Before it is the script of the training, it is a part of the launcher.
                .filter(line -> line.contains(root.toString()))
                .isPresent());
  }
}
