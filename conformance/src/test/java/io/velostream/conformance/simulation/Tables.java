package io.velostream.conformance.simulation;

import io.velostream.conformance.crash.SimulatedFiles;

/// What the tables `t` and `u` of a statement are, and how much is in them.
///
/// Whether pipelines can come to wait for each other depends on proportions: how many turns a
/// reader takes in a row, how many of them make a step, and how few parcels a queue has room for.
/// Large ones need no large tables, but many turns. Readers take turns in a row of tables in memory
/// only.
enum Tables {
  /// Files of a few rows.
  FILES,
  /// Tables in memory, of many turns.
  MEMORY,
  /// The same, whose event time is computed first, so that readers cannot look ahead.
  COMPUTED,
  /// Files of many turns.
  LONG_FILES,
  /// One table in memory and one of files, of many turns.
  BESIDE,
  /// Made up by one reader for all pipelines, of many turns.
  MADE_UP;

  private static final String T_OF_FILE =
      """
      (ts TIMESTAMP, sym VARCHAR, qty BIGINT,
        WATERMARK FOR ts AS ts - INTERVAL '2' SECOND)
        WITH ('connector' = 'file', 'path' = 't.jsonl');
      """;
  private static final String U_OF_FILES =
      """
      (ts TIMESTAMP, sym VARCHAR, qty BIGINT, note VARCHAR,
        WATERMARK FOR ts AS ts - INTERVAL '2' SECOND)
        WITH ('connector' = 'file', 'path' = 'u/*.csv');
      """;
  private static final String FILE_TABLES =
      "CREATE TABLE t " + T_OF_FILE + "CREATE TABLE u " + U_OF_FILES;
  private static final String T_IN_MEMORY =
      "CREATE TABLE tf "
          + T_OF_FILE
          + """
          CREATE TABLE t (ts TIMESTAMP, sym VARCHAR, qty BIGINT,
            WATERMARK FOR ts AS ts - INTERVAL '2' SECOND);
          INSERT INTO t SELECT * FROM tf;
          """;
  private static final String U_IN_MEMORY =
      "CREATE TABLE uf "
          + U_OF_FILES
          + """
          CREATE TABLE u (ts TIMESTAMP, sym VARCHAR, qty BIGINT, note VARCHAR,
            WATERMARK FOR ts AS ts - INTERVAL '2' SECOND);
          INSERT INTO u SELECT * FROM uf;
          """;
  private static final String COMPUTED_TABLES =
      "CREATE TABLE tf "
          + T_OF_FILE
          + "CREATE TABLE uf "
          + U_OF_FILES
          + """
          CREATE TABLE t (at TIMESTAMP, sym VARCHAR, qty BIGINT, ts AS at + INTERVAL '1' SECOND,
            WATERMARK FOR ts AS ts - INTERVAL '2' SECOND);
          INSERT INTO t SELECT * FROM tf;
          CREATE TABLE u (at TIMESTAMP, sym VARCHAR, qty BIGINT, note VARCHAR,
            ts AS at + INTERVAL '1' SECOND, WATERMARK FOR ts AS ts - INTERVAL '2' SECOND);
          INSERT INTO u SELECT * FROM uf;
          """;
  private static final String CLOCK = "CREATE VIEW c AS SELECT sym, qty, PROCTIME() AS p FROM t;\n";

  /// Whether a job that reads them can be saved, and go on in another process.
  boolean canBeSaved() {
    return this == FILES || this == LONG_FILES;
  }

  /// The disk before the statement.
  ///
  /// @param number which of many inputs
  /// @param most rows of a long table
  SimulatedFiles disk(long number, int most) {
    return this == FILES ? Input.disk(number) : Input.longDisk(number, most);
  }

  /// The statements that make them. These hold before any setting is changed: so the rows of a
  /// table in memory lie together, and it is the statement's settings that cut them.
  ///
  /// @param most rows of a long table
  String script(int most) {
    String tables =
        switch (this) {
          case FILES, LONG_FILES -> FILE_TABLES;
          case MEMORY -> T_IN_MEMORY + U_IN_MEMORY;
          case COMPUTED -> COMPUTED_TABLES;
          case BESIDE -> T_IN_MEMORY + "CREATE TABLE u " + U_OF_FILES;
          case MADE_UP -> madeUp("t", "", most) + madeUp("u", "note VARCHAR, ", most / 2);
        };
    return tables + CLOCK;
  }

  private static String madeUp(String name, String more, int rows) {
    return """
    CREATE TABLE %s (ts TIMESTAMP, sym VARCHAR, qty BIGINT, %s
      WATERMARK FOR ts AS ts - INTERVAL '2' SECOND)
      WITH ('connector' = 'datagen', 'number-of-rows' = '%d', 'seed' = '%d', 'fields.ts.kind' = 'time',
        'fields.ts.start' = '2026-01-01 00:00:00', 'fields.ts.interval' = '300 ms',
        'fields.ts.late-by' = '9 s', 'fields.ts.late-rate' = '0.1',
        'fields.sym.values' = 'A, B, C, D, E', 'fields.sym.skew' = '2',
        'fields.qty.min' = '0', 'fields.qty.max' = '10');
    """
        .formatted(name, more, rows, rows);
  }
}
