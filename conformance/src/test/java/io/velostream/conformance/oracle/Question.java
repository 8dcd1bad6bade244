package io.velostream.conformance.oracle;

/// A query and when it publishes.
record Question(Relation relation, Emit emit) {
  String sql(Dialect dialect) {
    return relation.sql(dialect) + (dialect == Dialect.VELOSTREAM ? emit.clause() : "");
  }
}
