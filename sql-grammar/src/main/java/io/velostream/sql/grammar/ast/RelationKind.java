package io.velostream.sql.grammar.ast;

/// What a statement creates, drops or shows.
public enum RelationKind {
  TABLE,
  STREAM,
  SINK,
  VIEW
}
