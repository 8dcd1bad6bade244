package io.velostream.engine.execute;

import io.velostream.engine.ResultHandler;
import io.velostream.engine.StatementResult;
import io.velostream.engine.catalog.Catalog;
import io.velostream.sql.KnownFunctions;
import io.velostream.sql.reference.FunctionEntry;

/// SHOW FUNCTIONS and DESCRIBE FUNCTION.
final class FunctionListings {
  private final Environment environment;
  private final ResultHandler results;

  FunctionListings(Environment environment, ResultHandler results) {
    this.environment = environment;
    this.results = results;
  }

  /// The functions whose name fits.
  static TextRows all(Catalog catalog, NamePattern pattern) {
    TextRows rows = new TextRows("name", "category", "form", "meaning");
    KnownFunctions functions = KnownFunctions.of(catalog);
    for (String name : functions.names()) {
      if (pattern.matches(name)) {
        FunctionEntry entry = functions.find(name).orElseThrow();
        rows.add(name, entry.category(), String.join("; ", entry.forms()), entry.meaning());
      }
    }
    return rows;
  }

  /// What there is to say of a function, and what its example gives here and now.
  StatementResult describe(FunctionEntry function) {
    TextRows rows = new TextRows("item", "value");
    rows.add("name", function.name());
    if (function.names().size() > 1) {
      rows.add("also", String.join(", ", function.names().subList(1, function.names().size())));
    }
    rows.add("category", function.category());
    function.forms().forEach(form -> rows.add("form", form));
    rows.add("meaning", function.meaning());
    function.ofNull().ifPresent(text -> rows.add("of NULL", text));
    function.example().ifPresent(text -> rows.add("example", text));
    function
        .query()
        .ifPresent(
            query -> ExampleRows.of(query, environment).forEach(row -> rows.add("result", row)));
    rows.sendTo(results);
    return Definitions.result("");
  }
}
