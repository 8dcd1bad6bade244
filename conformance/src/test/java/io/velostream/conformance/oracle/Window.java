package io.velostream.conformance.oracle;

/// A window function in both dialects. In DuckDB a window is an expression over the rows, and a row
/// counts for a window only if the window was open when the row came: its column `_wm` holds the
/// watermark that the rows before it had made.
sealed interface Window {
  /// What a FROM clause says.
  String from(String table, Dialect dialect);

  private static String interval(long seconds) {
    return "INTERVAL '" + seconds + "' SECOND";
  }

  /// TUMBLE, sizes in seconds.
  record Tumble(long size) implements Window {
    @Override
    public String from(String table, Dialect dialect) {
      return switch (dialect) {
        case VELOSTREAM ->
            "TABLE(TUMBLE(TABLE " + table + ", DESCRIPTOR(ts), " + interval(size) + "))";
        case DUCKDB -> Window.hopping(table, size, size);
      };
    }
  }

  /// HOP, sizes in seconds.
  record Hop(long slide, long size) implements Window {
    @Override
    public String from(String table, Dialect dialect) {
      return switch (dialect) {
        case VELOSTREAM ->
            "TABLE(HOP(TABLE "
                + table
                + ", DESCRIPTOR(ts), "
                + interval(slide)
                + ", "
                + interval(size)
                + "))";
        case DUCKDB -> Window.hopping(table, slide, size);
      };
    }
  }

  /// CUMULATE, sizes in seconds.
  record Cumulate(long step, long size) implements Window {
    @Override
    public String from(String table, Dialect dialect) {
      return switch (dialect) {
        case VELOSTREAM ->
            "TABLE(CUMULATE(TABLE "
                + table
                + ", DESCRIPTOR(ts), "
                + interval(step)
                + ", "
                + interval(size)
                + "))";
        case DUCKDB -> cumulating(table);
      };
    }

    private String cumulating(String table) {
      String start = "time_bucket(" + interval(size) + ", ts, TIMESTAMP '1970-01-01 00:00:00')";
      return "(SELECT * FROM (SELECT t.*, "
          + start
          + " AS window_start, "
          + start
          + " + (i + 1) * "
          + interval(step)
          + " AS window_end FROM "
          + table
          + " AS t, range("
          + size / step
          + ") AS r(i) WHERE ts IS NOT NULL) AS w WHERE ts < window_end AND (_wm IS NULL OR"
          + " window_end > _wm)) AS x";
    }
  }

  /// SESSION per value of `k`; only for input without late rows.
  record Session(long gap) implements Window {
    @Override
    public String from(String table, Dialect dialect) {
      return switch (dialect) {
        case VELOSTREAM ->
            "TABLE(SESSION(TABLE "
                + table
                + " PARTITION BY k, DESCRIPTOR(ts), "
                + interval(gap)
                + "))";
        case DUCKDB -> sessions(table);
      };
    }

    private String sessions(String table) {
      String begins =
          "CASE WHEN ts - lag(ts) OVER (PARTITION BY k ORDER BY ts) < "
              + interval(gap)
              + " THEN 0 ELSE 1 END";
      String marked =
          "(SELECT *, " + begins + " AS _begins FROM " + table + " WHERE ts IS NOT NULL) AS m";
      String numbered =
          "(SELECT *, sum(_begins) OVER (PARTITION BY k ORDER BY ts RANGE BETWEEN UNBOUNDED"
              + " PRECEDING AND CURRENT ROW) AS _n FROM "
              + marked
              + ") AS n";
      return "(SELECT *, min(ts) OVER (PARTITION BY k, _n) AS window_start, max(ts) OVER (PARTITION"
          + " BY k, _n) + "
          + interval(gap)
          + " AS window_end FROM "
          + numbered
          + ") AS x";
    }
  }

  private static String hopping(String table, long slide, long size) {
    long windows = (size + slide - 1) / slide;
    String start =
        "time_bucket("
            + interval(slide)
            + ", ts, TIMESTAMP '1970-01-01 00:00:00') - i * "
            + interval(slide);
    return "(SELECT * FROM (SELECT t.*, "
        + start
        + " AS window_start, "
        + start
        + " + "
        + interval(size)
        + " AS window_end FROM "
        + table
        + " AS t, range("
        + windows
        + ") AS r(i) WHERE ts IS NOT NULL) AS w WHERE ts < window_end AND (_wm IS NULL OR"
        + " window_end > _wm)) AS x";
  }
}
