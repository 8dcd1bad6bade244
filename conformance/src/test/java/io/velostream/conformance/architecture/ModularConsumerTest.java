package io.velostream.conformance.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.velostream.conformance.docs.ClassPath;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A program that is a module runs with all of the engine on its module path. Needs the jars, which
/// a build to `verify` has and one to `test` has not.
@Timeout(120)
class ModularConsumerTest {
  private static final String NAMED = "com.google.common,com.fasterxml.jackson.databind,org.slf4j";

  @TempDir private Path folder;

  @Test
  void runsOnTheModulePath() throws Exception {
    List<Path> jars =
        ClassPath.entries().stream()
            .filter(path -> !path.toString().matches(".*(test-classes|conformance.target.classes)"))
            .filter(path -> isEngineOrLibrary(path.getFileName().toString()))
            .toList();
    assumeThat(jars).as("the modules are packaged").allMatch(Files::isRegularFile);
    String path = jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    Path source = Files.createDirectories(folder.resolve("source/consumer"));
    Files.writeString(
        folder.resolve("source/module-info.java"),
        """
        module consumer {
          requires io.velostream.engine;
          requires io.velostream.columnar;
          requires java.sql;
        }
        """);
    Files.writeString(
        source.resolve("Main.java"),
        """
        package consumer;

        import io.velostream.engine.*;

        public class Main {
          public static void main(String[] arguments) throws Exception {
            try (Session session = Session.open()) {
              session.register(JavaFunction.of("twice", Long.class, Long.class, x -> 2 * x));
              session.execute("CREATE TABLE g (id BIGINT)"
                  + " WITH ('connector' = 'datagen', 'number-of-rows' = '3')");
              try (Rows rows = session.query("SELECT COUNT(*), twice(21) FROM g")) {
                rows.next();
                System.out.println(rows.getLong(0) + " " + rows.getLong(1));
              }
            }
            System.out.println(Session.class.getModule());
            System.out.println(java.sql.DriverManager.getDriver("jdbc:velostream:").getMajorVersion());
          }
        }
        """);
    Path classes = folder.resolve("classes");
    run(
        "javac",
        "-p",
        path,
        "-d",
        classes.toString(),
        folder.resolve("source/module-info.java").toString(),
        source.resolve("Main.java").toString());
    assertThat(
            run(
                "java",
                "-p",
                path + File.pathSeparator + classes,
                "--add-modules",
                NAMED + ",io.velostream.jdbc",
                "-m",
                "consumer/consumer.Main"))
        .endsWith("3 42\nmodule io.velostream.engine\n0\n");
  }

  /// What a program's own class path would hold: nothing that only tests use.
  private static boolean isEngineOrLibrary(String name) {
    return !name.matches(
        "(velostream-(cli|conformance|connector-parquet)|parquet|picocli|slf4j-nop|duckdb|archunit|junit|assertj|opentest4j"
            + "|byte-buddy|surefire).*");
  }

  private String run(String tool, String... arguments) throws IOException, InterruptedException {
    List<String> command = new java.util.ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
    command.addAll(List.of(arguments));
    Path output = folder.resolve(tool + ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int exit = process.waitFor();
    String printed = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(exit).as(printed).isZero();
    return printed;
  }
}
