package io.velostream.conformance.oracle;

/// Whose SQL is written.
enum Dialect {
  VELOSTREAM,
  DUCKDB
}
