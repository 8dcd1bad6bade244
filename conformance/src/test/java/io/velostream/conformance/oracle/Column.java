package io.velostream.conformance.oracle;

/// A named column.
record Column(String name, Kind kind) {
  Term term() {
    return Term.of(name, kind);
  }
}
