package io.velostream.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
