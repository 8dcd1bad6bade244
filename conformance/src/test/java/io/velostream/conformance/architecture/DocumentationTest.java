package io.velostream.conformance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Paths and type names that a document sets in backticks exist, so that it cannot rot in silence.
 *
 * <p>Names of other projects' types are left alone if they are qualified: {@code
 * java.util.ServiceLoader}.
 */
class DocumentationTest {
  private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```");
  private static final Pattern CODE_SPAN = Pattern.compile("`([^`\n]+)`");
  private static final Pattern PATH =
      Pattern.compile("(\\./)?[\\w.*-]+(/[\\w.*-]*)+|[\\w-]+\\.(md|xml|java|sh)");

  /** {@code Batch}, {@code Plan.Filter}, {@code Operator.process()}, {@code Operator#process}. */
  private static final Pattern TYPE =
      Pattern.compile(
          "([A-Z][a-z]\\w*)((?:\\.[A-Z][a-z]\\w*)*)(?:[.#][a-z]\\w*(?:\\(.*\\))?)?(?:<.*>)?");

  /** Documents about the code; those for users name SQL. */
  static Stream<String> documents() {
    return Stream.concat(
        Stream.of("docs/architecture.md", "docs/embed.md", "docs/operations.md"),
        Stream.of("docs/howto", "docs/decisions")
            .flatMap(folder -> Repository.markdown(folder).stream()));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void namesOnlyWhatExists(String document) {
    List<String> sources = Repository.javaSources().stream().map(Repository::read).toList();
    String text = FENCED.matcher(Repository.read(Repository.ROOT.resolve(document))).replaceAll("");
    List<String> missing =
        CODE_SPAN
            .matcher(text)
            .results()
            .map(match -> match.group(1))
            .distinct()
            .filter(span -> !exists(span, sources))
            .toList();
    assertThat(missing).as("names in %s that are nowhere in the repository", document).isEmpty();
  }

  private static boolean exists(String span, List<String> sources) {
    if (PATH.matcher(span).matches()) {
      return pathExists(span);
    }
    var type = TYPE.matcher(span);
    if (!type.matches()) {
      return true;
    }
    String names = type.group(1) + type.group(2);
    return Pattern.compile("\\.")
        .splitAsStream(names)
        .map(name -> Pattern.compile("\\b(class|interface|record|enum)\\s+" + name + "\\b"))
        .allMatch(declared -> sources.stream().anyMatch(source -> declared.matcher(source).find()));
  }

  /** A path from the root; a name alone may also be that of a source in any folder. */
  private static boolean pathExists(String span) {
    String path = span.endsWith("/*") ? span.substring(0, span.length() - 2) : span;
    return Files.exists(Repository.ROOT.resolve(path))
        || Repository.javaSources().stream().anyMatch(file -> file.getFileName().endsWith(path));
  }
}
