package io.velostream.sql;

/// What a statement does, as far as its words tell without a catalogue.
public enum StatementKind {
  /// A query whose rows go to the caller.
  QUERY,
  /// INSERT INTO, or a set of them.
  INSERT,
  /// UPDATE, DELETE, MERGE, INSERT … ON CONFLICT: rows of a table in memory change.
  CHANGE,
  /// CREATE TABLE or STREAM … AS query.
  CREATE_AS,
  /// CREATE of a table, stream, sink or view that runs nothing.
  DEFINITION,
  /// DROP of a relation.
  DROP,
  /// SET with a value, RESET.
  SETTING,
  /// SHOW, DESCRIBE, EXPLAIN, SET without a value: rows about the catalogue.
  LISTING,
  /// About jobs: see [Statement#jobCommand()].
  JOB
}
