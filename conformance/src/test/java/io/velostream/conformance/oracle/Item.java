package io.velostream.conformance.oracle;

/// An entry of a SELECT list.
record Item(Term term, String name) {
  Column column() {
    return new Column(name, term.kind());
  }

  String sql(Dialect dialect) {
    return term.sql(dialect) + " AS " + name;
  }
}
