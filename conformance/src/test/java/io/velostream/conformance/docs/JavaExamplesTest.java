package io.velostream.conformance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.conformance.architecture.Repository;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every block of Java in the guides compiles, runs, and prints what the page shows below it.
@Timeout(120)
class JavaExamplesTest {
  private static final String PAGE = "docs/embed.md";

  @TempDir private Path classes;

  static Stream<JavaExample> examples() {
    List<String> lines = Repository.read(Repository.ROOT.resolve(PAGE)).lines().toList();
    return JavaExample.in(PAGE, lines).stream();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void printsWhatThePageShows(JavaExample example) throws Exception {
    String name = "Example" + example.line();
    compile(name, example.source(name));
    assertThat(run(name))
        .as("%s:%d", PAGE, example.line())
        .isEqualTo(String.join("\n", example.output()));
  }

  private void compile(String name, String source) {
    JavaFileObject file =
        new SimpleJavaFileObject(
            URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    boolean compiled =
        compiler
            .getTask(
                messages,
                null,
                null,
                List.of("-d", classes.toString(), "-cp", ClassPath.text(), "-proc:none"),
                null,
                List.of(file))
            .call();
    assertThat(compiled).as("%s\n%s", messages, source).isTrue();
  }

  private String run(String name) throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      loader.loadClass(name).getMethod("main", String[].class).invoke(null, (Object) null);
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8).strip();
  }
}
