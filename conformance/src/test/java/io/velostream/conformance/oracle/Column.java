package io.velostream.conformance.oracle;

import java.util.List;

/// A named column.
record Column(String name, Kind kind) {
  Term term() {
    return Term.of(name, kind);
  }

  /// Columns with something in front of their names.
  static List<Column> named(String prefix, List<Column> columns) {
    return columns.stream().map(c -> new Column(prefix + c.name(), c.kind())).toList();
  }
}
