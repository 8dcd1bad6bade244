package io.velostream.connector.file;

import io.velostream.connector.formats.Formats;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What the name of a file says about it.
public final class FileTables {
  private static final String GZIP = ".gz";

  private FileTables() {}

  /// The options of the table that a bare path stands for, as in `SELECT … FROM 'trades.csv.gz'`.
  public static Map<String, String> options(String path) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("connector", FileConnector.NAME);
    options.put(FileConnector.PATH, path);
    return options;
  }

  /// The format that the extension says (`.csv`, `.tsv`, `.json`, `.jsonl`, `.ndjson`, each also
  /// with `.gz`), one of [Formats#NAMES].
  public static Optional<String> format(String path) {
    String name = plainName(path);
    if (name.endsWith(".csv") || name.endsWith(".tsv")) {
      return Optional.of("csv");
    }
    if (name.endsWith(".json") || name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
      return Optional.of("json");
    }
    return Optional.empty();
  }

  /// Whether the extension says that fields are separated by tabs.
  static boolean isTabSeparated(String path) {
    return plainName(path).endsWith(".tsv");
  }

  /// Whether the extension says that the file is compressed.
  static boolean isGzip(String path) {
    return path.toLowerCase(Locale.ROOT).endsWith(GZIP);
  }

  private static String plainName(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    return name.endsWith(GZIP) ? name.substring(0, name.length() - GZIP.length()) : name;
  }
}
