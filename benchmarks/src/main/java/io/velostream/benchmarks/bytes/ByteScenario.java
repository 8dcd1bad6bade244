package io.velostream.benchmarks.bytes;

import io.velostream.benchmarks.scenario.Scenarios;
import java.util.List;

/// A query over a file.
///
/// @param id the format and the scenario whose query it is
/// @param title what it measures
/// @param sql the query for Velostream
/// @param peerSql the query for DuckDB
/// @param target the ratio to DuckDB that is to be reached
public record ByteScenario(
    String id, String title, FileFormat format, String sql, String peerSql, double target) {

  /// All of them, in the order of the report.
  public static List<ByteScenario> all() {
    return List.of(
        grouped("json-2", "JSON lines, group by", FileFormat.JSON, 1.4),
        windowed("json-3a", "JSON lines, window", FileFormat.JSON, 1.4),
        grouped("csv-2", "CSV, group by", FileFormat.CSV, 1.5),
        windowed("csv-3a", "CSV, window", FileFormat.CSV, 1.5));
  }

  private static ByteScenario grouped(String id, String title, FileFormat format, double target) {
    String sql = Scenarios.TRADES_PER_GROUP;
    return new ByteScenario(id, title, format, sql, sql, target);
  }

  private static ByteScenario windowed(String id, String title, FileFormat format, double target) {
    String sql = Scenarios.TRADES_PER_GROUP;
    return new ByteScenario(
        id, title, format, sql + Scenarios.PER_MINUTE, sql + Scenarios.PEER_PER_MINUTE, target);
  }
}
