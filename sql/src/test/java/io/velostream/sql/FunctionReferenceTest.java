package io.velostream.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.expression.function.FunctionCatalogue;
import io.velostream.sql.reference.FunctionEntry;
import io.velostream.sql.reference.FunctionPage;
import io.velostream.sql.reference.FunctionReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FunctionReferenceTest {
  /// What the binder calls by these names has other words in SQL.
  private static final Set<String> OTHER_WORDS =
      Set.of(
          "&",
          "^",
          "CHAR",
          "FIELD",
          "IS NOT A SET",
          "IS NOT EMPTY",
          "ITEM",
          "NOT ILIKE",
          "NOT IN",
          "NOT LIKE",
          "NOT RLIKE",
          "NOT SIMILAR TO",
          "NOT SUBMULTISET OF",
          "TRANSLATE3");

  @Test
  void describesEveryFunctionThatCanBeCalled() {
    List<String> missing = new ArrayList<>(FunctionCatalogue.names());
    missing.removeIf(name ->
        OTHER_WORDS.contains(name)
            || name.contains("POSIX REGEX")
            // What statements are rewritten to.
            || name.startsWith("$")
            || name.startsWith("IS NOT JSON ")
            // Forms of MULTISET UNION.
            || name.matches("MULTISET (UNION|INTERSECT|EXCEPT) (ALL|DISTINCT)")
            || FunctionReference.find(name).isPresent());
    assertThat(missing).as("functions without a description").isEmpty();
  }

  @Test
  void givesEachNameOnce() {
    Set<String> seen = new HashSet<>();
    for (FunctionPage page : FunctionReference.pages()) {
      for (FunctionEntry entry : page.entries()) {
        for (String name : entry.names()) {
          assertThat(seen.add(name)).as("described twice: " + name).isTrue();
        }
        assertThat(entry.forms()).as("forms of " + entry.name()).isNotEmpty();
        assertThat(entry.meaning()).as("meaning of " + entry.name()).endsWith(".");
      }
    }
  }
}
