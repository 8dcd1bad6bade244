package io.velostream.connector.jdbc;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// PostgreSQL.
record PostgresDialect() implements Dialect {
  private static final String SESSION =
      "pid::text || '/' || extract(epoch FROM backend_start)::text";

  @Override
  public Map<String, String> defaults() {
    return Map.of(
        "connectTimeout", "10", // seconds
        "tcpKeepAlive", "true",
        "reWriteBatchedInserts", "true",
        "ApplicationName", "velostream");
  }

  @Override
  public String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  @Override
  public String upsert(String table, List<String> columns, List<String> key) {
    List<String> others = columns.stream().filter(column -> !key.contains(column)).toList();
    String update =
        others.isEmpty()
            ? "NOTHING"
            : "UPDATE SET "
                + String.join(
                    ", ", others.stream().map(name -> name + " = EXCLUDED." + name).toList());
    return "%s ON CONFLICT (%s) DO %s"
        .formatted(TableSql.insert(table, columns), String.join(", ", key), update);
  }

  @Override
  public List<String> durableCommits() {
    return List.of(
        "SELECT set_config('synchronous_commit', 'on', false)"
            + " WHERE current_setting('synchronous_commit') = 'off'");
  }

  @Override
  public String sessionQuery() {
    return "SELECT " + SESSION + " FROM pg_stat_activity WHERE pid = pg_backend_pid()";
  }

  @Override
  public String endSessionQuery() {
    return "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = current_user AND"
        + " "
        + SESSION
        + " = ?";
  }
}
