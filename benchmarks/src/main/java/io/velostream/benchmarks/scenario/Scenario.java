package io.velostream.benchmarks.scenario;

import io.velostream.benchmarks.data.TableSpec;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/// One query over one generated table.
///
/// @param id as given to `--only`
/// @param title what it measures, for the table
/// @param sql the query for Velostream
/// @param settings session settings
/// @param table the input
/// @param peerSql the query for DuckDB over a table of the same name and rows; its rows are the net
///   result of ours
/// @param approximate output columns that are sums or quotients of floating-point numbers: they are
///   compared within a tolerance, all others exactly
/// @param size how many records are timed unless told otherwise
/// @param fixedSize whether the number of records belongs to the scenario and cannot be changed
/// @param checkRecords how many records the result is compared on, row for row
/// @param target the ratio to DuckDB that is to be reached
/// @param outcome what is known of the result beyond the comparison
public record Scenario(
    String id,
    String title,
    String sql,
    Map<String, String> settings,
    TableSpec table,
    String peerSql,
    Set<String> approximate,
    Size size,
    boolean fixedSize,
    long checkRecords,
    OptionalDouble target,
    Outcome outcome) {
  /// A number of records.
  ///
  /// @param alone for one pipeline
  /// @param inPipelines where several are compared with one. To start a thread, until the system
  ///   has moved it to a core of its own, takes milliseconds, and a table that grows has all wait:
  ///   a run should take half a second or more
  public record Size(long alone, long inPipelines) {}

  public Scenario {
    settings = Map.copyOf(settings);
    approximate = Set.copyOf(approximate);
  }

  /// The records to time when `wanted` were asked for; 0 asks for the default.
  public long timedRecords(long wanted) {
    return fixedSize || wanted == 0 ? size.alone() : wanted;
  }

  /// The same where several pipelines are compared with one.
  public long timedInPipelines(long wanted) {
    return fixedSize || wanted == 0 ? size.inPipelines() : wanted;
  }
}
