package io.velostream.engine;

/// One change of a result: a row comes, or a row that came before goes.
///
/// The rows that have come and not gone are the result at that time. A row whose values change goes
/// and comes.
///
/// @param row stays valid; it keeps the batch that it came in alive
public record Change(Op op, Row row) {
  /// What happens to the row.
  public enum Op {
    /// It is part of the result from now on.
    INSERT,
    /// One equal row that was inserted before is no longer part of the result.
    DELETE
  }

  /// The change in a line: `+I[AAPL, 3]`.
  @Override
  public String toString() {
    return (op == Op.INSERT ? "+I" : "-D") + row;
  }
}
