package io.velostream.conformance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.conformance.architecture.Repository;
import io.velostream.engine.Rows;
import io.velostream.engine.Session;
import io.velostream.sql.reference.FunctionEntry;
import io.velostream.sql.reference.FunctionPage;
import io.velostream.sql.reference.FunctionReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every function that SHOW FUNCTIONS lists works: its example runs, under each of its names. The
/// pages `docs/sql/functions*.md` are what the catalogue and the examples say; with
/// `-Dgolden.update=true` they are written anew. Read every line of the difference.
class FunctionPagesTest {
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  static Stream<FunctionPage> pages() {
    return FunctionReference.pages().stream();
  }

  static Stream<String> names() {
    return FunctionReference.pages().stream()
        .flatMap(page -> page.entries().stream())
        .flatMap(entry -> entry.names().stream())
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void showsEveryFunctionOfACategory(FunctionPage page) throws IOException {
    try (Session session = Session.open();
        DocumentSession printing = new DocumentSession(Repository.ROOT)) {
      FunctionPageText text =
          new FunctionPageText(
              entry -> results(session, entry.name(), page),
              query -> printing.run(new Example(1, "table", query, 1, Optional.empty())));
      compare("docs/sql/functions-" + page.name() + ".md", text.page(page));
    }
  }

  @Test
  void listsTheCategories() throws IOException {
    compare("docs/sql/functions.md", FunctionPageText.overview(FunctionReference.pages()));
  }

  @ParameterizedTest
  @MethodSource("names")
  void worksByEachOfItsNames(String name) {
    FunctionEntry entry = FunctionReference.find(name).orElseThrow();
    String query = entry.query().orElseThrow();
    Pattern call = Pattern.compile("\\b" + Pattern.quote(entry.name()) + "\\(");
    boolean operator = entry.kind() == FunctionEntry.Kind.OPERATOR;
    try (Session session = Session.open()) {
      if (operator || name.equals(entry.name())) {
        assertThat(rows(session, query)).as(query).isNotEmpty();
      } else {
        assertThat(query).as("the example of " + name).containsPattern(call);
        String renamed = call.matcher(query).replaceAll(name + "(");
        assertThat(rows(session, renamed)).as(renamed).isEqualTo(rows(session, query));
      }
    }
  }

  @Test
  void showFunctionsListsThem() {
    try (Session session = Session.open()) {
      List<String> listed = new ArrayList<>();
      try (Rows rows = session.query("SHOW FUNCTIONS")) {
        while (rows.next()) {
          listed.add(rows.getString("name"));
        }
      }
      assertThat(listed).isEqualTo(FunctionReference.names());
    }
  }

  private static List<String> results(Session session, String name, FunctionPage page) {
    List<String> results = new ArrayList<>();
    // A function of OVER may have the name of an aggregate, which DESCRIBE shows.
    boolean described = FunctionReference.find(name).orElseThrow().category().equals(page.title());
    assertThat(described).as("two functions are called " + name).isTrue();
    try (Rows rows = session.query("DESCRIBE FUNCTION '" + name + "'")) {
      while (rows.next()) {
        if ("result".equals(rows.getString("item"))) {
          results.add(rows.getString("value"));
        }
      }
    }
    return results;
  }

  private static List<String> rows(Session session, String query) {
    List<String> all = new ArrayList<>();
    try (Rows rows = session.query(query)) {
      while (rows.next()) {
        all.add(rows.getString(0));
      }
    }
    return all;
  }

  private static void compare(String path, String text) throws IOException {
    Path file = Repository.ROOT.resolve(path);
    if (UPDATE) {
      Files.writeString(file, text);
    }
    assertThat(Files.exists(file)).as(path + ": write it with -Dgolden.update=true").isTrue();
    assertThat(Repository.read(file)).as(path + " is stale: -Dgolden.update=true").isEqualTo(text);
  }
}
