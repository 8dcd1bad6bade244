package io.velostream.benchmarks.bytes;

import io.velostream.benchmarks.scenario.Scenarios;
import java.util.List;
import java.util.Set;

/// A query over a file.
///
/// @param id the format and the scenario whose query it is
/// @param title what it measures
/// @param input the file
/// @param sql the query for Velostream
/// @param peerSql the query for DuckDB
/// @param approximate the columns that are floating-point sums or quotients
/// @param target the ratio to DuckDB that is to be reached
public record ByteScenario(
    String id,
    String title,
    TextInput input,
    String sql,
    String peerSql,
    Set<String> approximate,
    double target) {

  /// The One Billion Row Challenge: least, mean and greatest temperature per weather station. One
  /// answer at the end, as the command prints it for a file.
  public static ByteScenario oneBillionRows() {
    String sql =
        "SELECT station, MIN(t) AS min_t, AVG(t) AS avg_t, MAX(t) AS max_t"
            + " FROM measurements GROUP BY station";
    return new ByteScenario(
        "1brc",
        "temperatures per station",
        new Measurements(),
        sql + " EMIT FINAL",
        sql,
        Set.of("avg_t"),
        1.5);
  }

  /// Those over trades, in the order of the report.
  public static List<ByteScenario> all() {
    return List.of(
        grouped("json-2", "JSON lines, group by", FileFormat.JSON, 1.4),
        windowed("json-3a", "JSON lines, window", FileFormat.JSON, 1.4),
        grouped("csv-2", "CSV, group by", FileFormat.CSV, 1.5),
        windowed("csv-3a", "CSV, window", FileFormat.CSV, 1.5));
  }

  private static ByteScenario grouped(String id, String title, FileFormat format, double target) {
    String sql = Scenarios.TRADES_PER_GROUP;
    return new ByteScenario(id, title, format, sql, sql, Scenarios.FLOATING, target);
  }

  private static ByteScenario windowed(String id, String title, FileFormat format, double target) {
    String sql = Scenarios.TRADES_PER_GROUP;
    return new ByteScenario(
        id,
        title,
        format,
        sql + Scenarios.PER_MINUTE,
        sql + Scenarios.PEER_PER_MINUTE,
        Scenarios.FLOATING,
        target);
  }
}
