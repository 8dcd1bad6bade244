package io.velostream.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.velostream.columnar.error.UserException;
import io.velostream.runtime.system.SystemWorld;
import io.velostream.stream.seam.Threads;
import io.velostream.stream.seam.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Whether threads of pipelines stay on one core each, as Linux tells it.
class PinningTest {
  /// By the name of a thread that has evaluated an expression, the cores that it may run on.
  private final Map<String, String> cores = new ConcurrentHashMap<>();

  private static String allowed() {
    try {
      return Files.readAllLines(Path.of("/proc/thread-self/status")).stream()
          .filter(line -> line.startsWith("Cpus_allowed_list:"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Long look(Long value) {
    cores.computeIfAbsent(Thread.currentThread().getName(), _ -> allowed());
    return value;
  }

  private void run(int pipelines, String pinning) {
    cores.clear();
    try (Session session = Session.open()) {
      session.register(JavaFunction.of("look", Long.class, Long.class, this::look));
      session.execute("CREATE TABLE t AS SELECT v FROM (VALUES (1), (2), (3), (4)) AS x (v)");
      session.set("batch.rows", "1");
      session.set("job.mode", pipelines == 1 ? "simple" : "adaptive");
      session.set("parallelism", Integer.toString(pipelines));
      session.set("pipeline.pinning", pinning);
      session.execute("CREATE TABLE o AS SELECT look(v) AS v FROM t");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void eachPipelineHasACoreOfItsOwn() {
    String before = allowed();
    run(2, "on");
    assertThat(cores).hasSize(2).allSatisfy((_, core) -> assertThat(core).matches("\\d+"));
    int there = Math.min(2, Runtime.getRuntime().availableProcessors());
    assertThat(new HashSet<>(cores.values())).hasSize(there);
    assertThat(allowed()).as("behind the run").isEqualTo(before);
    run(1, "on");
    assertThat(cores).hasSize(1).allSatisfy((_, core) -> assertThat(core).matches("\\d+"));
    assertThat(allowed()).as("behind the run").isEqualTo(before);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void threadsAreFreeUnlessItIsAskedFor() {
    String before = allowed();
    run(2, "off");
    assertThat(cores).hasSize(2).allSatisfy((_, core) -> assertThat(core).isEqualTo(before));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void threadsThatAreSpreadMayBeMoved() {
    String before = allowed();
    run(2, "auto");
    assertThat(cores).hasSize(2).allSatisfy((_, core) -> assertThat(core).isEqualTo(before));
    assertThat(allowed()).as("behind the run").isEqualTo(before);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aThreadThatIsConfinedStaysSo() {
    assumeThat(Runtime.getRuntime().availableProcessors()).isGreaterThan(1);
    Threads threads = SystemWorld.create().threads();
    try (var _ = threads.bind()) {
      String core = allowed();
      try (var _ = threads.spread()) {
        threads.keepApart();
        assertThat(allowed()).isEqualTo(core);
      }
      assertThat(allowed()).isEqualTo(core);
    }
  }

  /// Where a thread is, as Linux tells it: the 39th field of its line, the second being a name in
  /// brackets.
  private static int core() {
    try {
      String line = Files.readString(Path.of("/proc/thread-self/stat"));
      return Integer.parseInt(line.substring(line.lastIndexOf(')') + 2).split(" ")[36]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void threadsThatAreSpreadDoNotMeetForLong() {
    assumeThat(Runtime.getRuntime().availableProcessors()).isGreaterThan(1);
    Threads threads = SystemWorld.create().threads();
    AtomicInteger there = new AtomicInteger(-1);
    AtomicBoolean over = new AtomicBoolean();
    Threads.Started other =
        threads.start(
            "other",
            () -> {
              try (var _ = threads.spread()) {
                while (!over.get()) {
                  threads.keepApart();
                  there.set(core());
                }
              }
            });
    int apart = 0;
    try (var _ = threads.spread()) {
      for (int look = 0; look < 2_000; look++) {
        threads.keepApart();
        apart += core() == there.get() ? 0 : 1;
      }
    }
    over.set(true);
    other.awaitEnd();
    // The system moves them whenever it likes, and more so on a busy machine.
    assertThat(apart).isGreaterThan(1_000);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whatABoundThreadStartsIsFree() {
    String before = allowed();
    Threads threads = SystemWorld.create().threads();
    try (var _ = threads.bind()) {
      threads.start("free", () -> look(1L)).awaitEnd();
      assertThat(allowed()).matches("\\d+");
    }
    assertThat(cores).containsExactly(Map.entry("free", before));
    assertThat(allowed()).isEqualTo(before);
  }

  @Test
  void itIsRefusedWhereThreadsCannotBeBound() {
    World real = SystemWorld.create();
    Threads unbound =
        new Threads() {
          @Override
          public Started start(String name, Runnable work) {
            return real.threads().start(name, work);
          }

          @Override
          public void pause(int times) {
            real.threads().pause(times);
          }
        };
    try (Session session =
        Session.open(new World(real.clock(), real.random(), real.files(), unbound))) {
      session.execute("CREATE TABLE t AS SELECT v FROM (VALUES (1)) AS x (v)");
      session.set("pipeline.pinning", "on");
      for (String mode : new String[] {"simple", "adaptive"}) {
        session.set("job.mode", mode);
        session.set("parallelism", "2");
        assertThatThrownBy(() -> session.execute("CREATE TABLE o AS SELECT v FROM t"))
            .isInstanceOf(UserException.class)
            .hasMessageContaining("'pipeline.pinning' = 'on' needs Linux");
      }
    }
  }
}
