package io.velostream.conformance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.conformance.architecture.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every block of SQL in the README and below `docs` runs, and prints what the page shows below it.
///
/// With `-Dvelostream.docs.complete=true` the pages are rewritten with what the engine answers.
/// They say what is right: read every line of the difference before it is committed.
class DocumentationExamplesTest {
  private static final boolean COMPLETE = Boolean.getBoolean("velostream.docs.complete");

  static Stream<String> documents() {
    return Stream.concat(Stream.of("README.md"), Repository.markdown("docs").stream());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void showsWhatTheEngineAnswers(String path) throws IOException {
    Path file = Repository.ROOT.resolve(path);
    Document document = Document.parse(path, Repository.read(file));
    if (document.examples().isEmpty()) {
      return;
    }
    List<List<String>> answers = answers(document);
    if (COMPLETE) {
      Files.writeString(file, document.with(answers));
      return;
    }
    for (int i = 0; i < answers.size(); i++) {
      Example example = document.examples().get(i);
      List<String> shown =
          example.output().map(Example.Output::lines).orElse(List.of()).stream()
              .map(String::stripTrailing)
              .toList();
      assertThat(String.join("\n", answers.get(i)))
          .as("%s:%d\n%s", document.name(), example.line(), example.sql())
          .isEqualTo(String.join("\n", shown));
    }
  }

  private static List<List<String>> answers(Document document) {
    try (DocumentSession session = new DocumentSession(Repository.ROOT)) {
      return document.examples().stream().map(session::run).toList();
    }
  }
}
