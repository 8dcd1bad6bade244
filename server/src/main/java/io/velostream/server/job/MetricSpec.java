package io.velostream.server.job;

import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.engine.Session;
import java.util.List;

/// A metric that a job's author wants computed from the rows that the job writes.
///
/// @param name for Prometheus
/// @param help one sentence; may be empty
/// @param labels columns whose values tell one series from another
/// @param field an SQL expression over the columns; empty for a counter of rows
/// @param buckets upper bounds of a histogram, ascending
/// @param condition an SQL condition; empty for all rows
/// @param sampleRate the share of the rows that is looked at, above 0 and up to 1
public record MetricSpec(
    String name,
    Type type,
    String help,
    List<String> labels,
    String field,
    List<Double> buckets,
    String condition,
    double sampleRate) {
  /// The buckets of a histogram that says none, in whatever unit it has.
  public static final List<Double> USUAL_BUCKETS =
      List.of(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0);

  /// What Prometheus puts behind names itself.
  private static final List<String> RESERVED = List.of("_total", "_created", "_bucket", "_info");

  /// What a metric is.
  public enum Type {
    /// The sum of a field, or the number of rows: it only grows.
    COUNTER,
    /// The latest value of a field.
    GAUGE,
    /// How the values of a field are spread.
    HISTOGRAM
  }

  public MetricSpec {
    labels = List.copyOf(labels);
    buckets = List.copyOf(buckets);
  }

  /// Finds out whether the metric fits the rows of a job.
  ///
  /// @throws UserException INVALID_OPTION when it does not
  public void check(Session session, Schema rows) {
    if (type != Type.COUNTER && field.isEmpty()) {
      throw new UserException(
          ErrorCode.INVALID_OPTION, "the metric '" + name + "' needs a @metric_field");
    }
    if (RESERVED.stream().anyMatch(family()::endsWith)) {
      throw new UserException(
          ErrorCode.INVALID_OPTION,
          "the metric '%s' must not end in %s".formatted(name, String.join(", ", RESERVED)));
    }
    try {
      JobMetrics.check(List.of(this), session, rows);
    } catch (UserException e) {
      throw new UserException(
          ErrorCode.INVALID_OPTION,
          "the metric '%s' does not fit: %s".formatted(name, e.message()));
    }
  }

  /// Two jobs may have a metric of one name, if a reader of their figures can take them as one.
  ///
  /// @throws UserException INVALID_OPTION when that is not so
  public void requireSameShape(MetricSpec other) {
    boolean same =
        name.equals(other.name)
            && type == other.type
            && labels.equals(other.labels)
            && buckets.equals(other.buckets);
    if (family().equals(other.family()) && !same) {
      throw new UserException(
          ErrorCode.INVALID_OPTION,
          "another job has a metric '%s' of another type, with other labels or buckets"
              .formatted(other.name));
    }
  }

  /// The name that Prometheus has for all series: that of a counter without what it adds to it.
  public String family() {
    return type == Type.COUNTER && name.endsWith("_total")
        ? name.substring(0, name.length() - "_total".length())
        : name;
  }

  /// The query that computes value and labels of each row.
  ///
  /// @param table that has the rows
  public String query(String table) {
    StringBuilder sql = new StringBuilder("SELECT CAST(");
    sql.append(field.isEmpty() ? "1" : "(" + field + ")").append(" AS DOUBLE)");
    for (String label : labels) {
      sql.append(", CAST(\"").append(label.replace("\"", "\"\"")).append("\" AS VARCHAR)");
    }
    sql.append(" FROM ").append(table);
    return condition.isEmpty() ? sql.toString() : sql + " WHERE (" + condition + ")";
  }
}
