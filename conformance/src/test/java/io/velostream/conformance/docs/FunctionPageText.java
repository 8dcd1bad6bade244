package io.velostream.conformance.docs;

import io.velostream.sql.reference.FunctionEntry;
import io.velostream.sql.reference.FunctionPage;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes the pages of the documentation about functions.
///
/// @param results the rows that the example of a function gives
/// @param printed what the command prints for a query
record FunctionPageText(
    Function<FunctionEntry, List<String>> results, Function<String, List<String>> printed) {
  /// Where the query of an example is broken into lines.
  private static final Pattern CLAUSE =
      Pattern.compile(" (?=FROM (TABLE\\(|\\(VALUES)|GROUP BY |SELECT [^T])");

  /// The page of one category.
  String page(FunctionPage page) {
    StringBuilder text = new StringBuilder("# Functions: " + page.title() + "\n\n");
    text.append("[All functions](functions.md)\n\n");
    if (!page.about().isEmpty()) {
      text.append(page.about()).append("\n\n");
    }
    List<FunctionEntry> queries =
        page.entries().stream().filter(e -> e.example().equals(e.query())).toList();
    boolean onlyQueries = queries.size() == page.entries().size();
    text.append(
        onlyQueries ? "| | |\n|---|---|\n" : "| | | example | gives |\n|---|---|---|---|\n");
    for (FunctionEntry entry : page.entries()) {
      text.append("| ").append(forms(entry)).append(" | ").append(meaning(entry)).append(" |");
      if (queries.contains(entry)) {
        text.append(onlyQueries ? "" : " below | |");
      } else {
        text.append(" ").append(code(entry.example().orElseThrow())).append(" | ");
        text.append(code(String.join(", ", results.apply(entry)))).append(" |");
      }
      text.append("\n");
    }
    queries.forEach(entry -> text.append(block(entry)));
    return text.toString();
  }

  /// The page that leads to the others.
  static String overview(List<FunctionPage> pages) {
    StringBuilder text =
        new StringBuilder(
            """
            # Functions

            [SQL reference](../sql.md)

            `SHOW FUNCTIONS` lists them, `SHOW FUNCTIONS LIKE '%date%'` some of them, and `DESCRIBE FUNCTION lpad` says what one does,
            with an example and what that gives. An argument that is NULL makes the result NULL, unless the text says otherwise.

            | | |
            |---|---|
            """);
    for (FunctionPage page : pages) {
      String names =
          page.entries().stream()
              .flatMap(entry -> entry.names().stream())
              .map(FunctionPageText::code)
              .collect(Collectors.joining(", "));
      text.append("| [%s](functions-%s.md) | %s |\n".formatted(page.title(), page.name(), names));
    }
    return text.toString();
  }

  private static String forms(FunctionEntry entry) {
    String forms =
        entry.forms().stream().map(FunctionPageText::code).collect(Collectors.joining("<br>"));
    List<String> others = entry.names().subList(1, entry.names().size());
    return others.isEmpty() || entry.kind() == FunctionEntry.Kind.OPERATOR
        ? forms
        : forms
            + "<br>also "
            + others.stream().map(FunctionPageText::code).collect(Collectors.joining(", "));
  }

  private static String meaning(FunctionEntry entry) {
    String meaning = text(entry.meaning());
    return entry.ofNull().map(of -> meaning + " NULL: " + text(of) + ".").orElse(meaning);
  }

  private String block(FunctionEntry entry) {
    String query = CLAUSE.matcher(entry.query().orElseThrow()).replaceAll("\n");
    return "\n## %s\n\n```sql\n%s\n```\n\n```text\n%s\n```\n"
        .formatted(entry.name(), query, String.join("\n", printed.apply(query)));
  }

  private static String code(String text) {
    return "`" + text.replace("|", "\\|") + "`";
  }

  private static String text(String text) {
    return text.replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;");
  }
}
