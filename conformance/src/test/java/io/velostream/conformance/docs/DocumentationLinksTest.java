package io.velostream.conformance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.conformance.architecture.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Links within the documentation lead to files and headings that exist.
class DocumentationLinksTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]*)(?:#([^)\\s]*))?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");

  static Stream<String> documents() {
    return Stream.concat(
        Stream.of("README.md", "CHANGELOG.md", "benchmarks/README.md", "conformance/README.md"),
        Repository.markdown("docs").stream());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void leadSomewhere(String path) throws IOException {
    List<String> broken = new ArrayList<>();
    Path page = Repository.ROOT.resolve(path);
    for (MatchResult link : links(Repository.read(page))) {
      String target = link.group(1);
      if (!target.contains("://") && !leadsSomewhere(page, target, link.group(2))) {
        broken.add(link.group());
      }
    }
    assertThat(broken).as(path).isEmpty();
  }

  /// Outside of code, where brackets mean other things.
  private static List<MatchResult> links(String text) {
    String prose = text.replaceAll("(?ms)^```.*?^```$", "").replaceAll("`[^`\n]*`", "");
    return LINK.matcher(prose).results().toList();
  }

  private static boolean leadsSomewhere(Path page, String target, String heading)
      throws IOException {
    Path file = target.isEmpty() ? page : page.resolveSibling(target).normalize();
    return Files.exists(file)
        && (heading == null || headings(Repository.read(file)).contains(heading));
  }

  /// The anchors that code hosts make of headings.
  private static Set<String> headings(String text) {
    return HEADING
        .matcher(text)
        .results()
        .map(m -> m.group(1).toLowerCase(Locale.ROOT))
        .map(title -> title.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }
}
