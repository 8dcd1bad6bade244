package io.velostream.benchmarks.nexmark;

import io.velostream.engine.Session;
import io.velostream.stream.seam.World;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The tables that the queries read, and the same for DuckDB.
///
/// @param events how many there are of all tables together
/// @param perSecond how many to a second of event time
record NexmarkTables(long events, long perSecond) {
  static final List<String> NAMES = List.of("person", "auction", "bid");

  private static final int SIDE_ROWS = 10_000;

  /// Declares them.
  String script() {
    StringBuilder script = new StringBuilder();
    for (String table : NAMES) {
      script
          .append("CREATE TABLE %s (%s) WITH (".formatted(table, watermark(table).orElseThrow()))
          .append("'connector' = 'nexmark', 'table' = '%s', ".formatted(table))
          .append("'events' = '%d', 'event-rate' = '%d');\n".formatted(events, perSecond));
    }
    return script
        .append("CREATE TABLE side_input (key BIGINT, val VARCHAR) WITH ('connector' = 'datagen', ")
        .append("'number-of-rows' = '%d', ".formatted(SIDE_ROWS))
        .append("'fields.key.kind' = 'sequence', 'fields.key.start' = '0', ")
        .append("'fields.val.kind' = 'random');\n")
        .toString();
  }

  /// Makes all their rows now.
  List<KeptTable> keep(World world) {
    try (Session session = Session.open(world)) {
      session.execute(script());
      return exported().stream()
          .map(table -> KeptTable.read(session, table, watermark(table)))
          .toList();
    }
  }

  private static Optional<String> watermark(String table) {
    return NAMES.contains(table)
        ? Optional.of("WATERMARK FOR dateTime AS dateTime")
        : Optional.empty();
  }

  /// Writes them to files.
  String export(Path folder) {
    StringBuilder script = new StringBuilder();
    for (String table : exported()) {
      script.append(
          "CREATE TABLE %s_file WITH ('connector' = 'file', 'path' = '%s', 'format' = 'csv') AS SELECT * FROM %s;\n"
              .formatted(table, file(folder, table), table));
    }
    return script.toString();
  }

  /// Loads those files into DuckDB.
  static List<String> imports(Path folder) {
    return exported().stream()
        .map(table ->
            "CREATE TABLE %s AS SELECT * FROM read_csv('%s', header = true, delim = ',', quote = '\"', types = %s)"
                .formatted(table, file(folder, table), types(table)))
        .toList();
  }

  private static List<String> exported() {
    return List.of("person", "auction", "bid", "side_input");
  }

  private static Path file(Path folder, String table) {
    return folder.resolve(table + ".csv");
  }

  /// What DuckDB would guess wrong.
  private static String types(String table) {
    return switch (table) {
      case "person" ->
          "{'name': 'VARCHAR', 'creditCard': 'VARCHAR', 'dateTime': 'TIMESTAMP', 'extra':"
              + " 'VARCHAR'}";
      case "auction" ->
          "{'itemName': 'VARCHAR', 'description': 'VARCHAR', 'dateTime': 'TIMESTAMP', 'expires':"
              + " 'TIMESTAMP', 'extra': 'VARCHAR'}";
      case "bid" -> "{'dateTime': 'TIMESTAMP', 'url': 'VARCHAR', 'extra': 'VARCHAR'}";
      default -> "{'val': 'VARCHAR'}";
    };
  }
}
