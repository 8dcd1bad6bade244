package io.velostream.sql.reference;

import java.util.List;
import java.util.Optional;

/// One function, as users are told of it.
///
/// @param kind how it is used
/// @param category the title of its page
/// @param names the name, then those that mean the same
/// @param forms how it is called, for instance `SUBSTRING(text, from [, length])`
/// @param meaning what it gives, in a sentence or two
/// @param ofNull what it makes of NULL, where that is not simply NULL
/// @param example an expression, or a query, that shows it
public record FunctionEntry(
    Kind kind,
    String category,
    List<String> names,
    List<String> forms,
    String meaning,
    Optional<String> ofNull,
    Optional<String> example) {
  /// How a function is used.
  public enum Kind {
    /// Written with a sign or words between its arguments; no name to call it by.
    OPERATOR,
    SCALAR,
    AGGREGATE,
    /// With OVER only.
    OVER,
    /// A function of a table, in FROM.
    TABLE,
    /// Registered by the program.
    USER
  }

  public FunctionEntry {
    names = List.copyOf(names);
    forms = List.copyOf(forms);
  }

  /// The name that it goes by.
  public String name() {
    return names.getFirst();
  }

  /// The example as a query that runs on its own.
  public Optional<String> query() {
    return example.map(
        text -> text.startsWith("SELECT ") || text.startsWith("WITH ") ? text : "SELECT " + text);
  }
}
