package io.velostream.connector.jdbc;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// H2.
record H2Dialect() implements Dialect {
  private static final String SESSION =
      "CAST(SESSION_ID AS VARCHAR) || '/' || CAST(SESSION_START AS VARCHAR)";

  @Override
  public Map<String, String> defaults() {
    return Map.of();
  }

  @Override
  public String fold(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  @Override
  public String upsert(String table, List<String> columns, List<String> key) {
    return "MERGE INTO %s (%s) KEY (%s) VALUES (%s)"
        .formatted(
            table,
            String.join(", ", columns),
            String.join(", ", key),
            TableSql.parameters(columns.size()));
  }

  @Override
  public List<String> durableCommits() {
    return List.of(); // WRITE_DELAY is that of a database, and for its administrators
  }

  @Override
  public String sessionQuery() {
    return "SELECT "
        + SESSION
        + " FROM INFORMATION_SCHEMA.SESSIONS WHERE SESSION_ID = SESSION_ID()";
  }

  @Override
  public String endSessionQuery() {
    return "SELECT ABORT_SESSION(SESSION_ID) FROM INFORMATION_SCHEMA.SESSIONS WHERE "
        + SESSION
        + " = ?";
  }
}
