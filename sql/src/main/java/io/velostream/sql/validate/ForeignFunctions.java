package io.velostream.sql.validate;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Functions of other systems that are something else here.
final class ForeignFunctions {
  private static final String FILE = "a file is a table by its path: FROM 'folder/name.csv'";
  private static final String PATTERN = "a pattern is a table: FROM 'folder/*.csv'";
  private static final String UNNEST =
      "elements become rows in FROM: CROSS JOIN UNNEST(array) AS t (x)";

  private static final Map<String, String> ADVICE =
      Map.ofEntries(
          Map.entry("READ_CSV", FILE),
          Map.entry("READ_CSV_AUTO", FILE),
          Map.entry("READ_JSON", FILE),
          Map.entry("READ_JSON_AUTO", FILE),
          Map.entry("READ_NDJSON", FILE),
          Map.entry("READ_PARQUET", FILE),
          Map.entry("PARQUET_SCAN", FILE),
          Map.entry("GLOB", PATTERN),
          Map.entry("COLUMNS", "name the columns; * EXCLUDE (a) leaves some out"),
          Map.entry("EXPLODE", UNNEST),
          Map.entry("JSONB_ARRAY_ELEMENTS", UNNEST),
          Map.entry("JSON_ARRAY_ELEMENTS", UNNEST),
          Map.entry("HISTOGRAM", "count in groups: SELECT x, COUNT(*) … GROUP BY x"),
          Map.entry("CURRENT_WATERMARK", "SHOW WATERMARKS tells the event time of each source"),
          Map.entry("JSON_AGG", "JSON_ARRAYAGG(x) makes JSON, ARRAY_AGG(x) an array"),
          Map.entry("JSONB_AGG", "JSON_ARRAYAGG(x) makes JSON, ARRAY_AGG(x) an array"),
          Map.entry("JSON_OBJECT_AGG", "JSON_OBJECTAGG(KEY k VALUE v) makes JSON"),
          Map.entry("JSONB_OBJECT_AGG", "JSON_OBJECTAGG(KEY k VALUE v) makes JSON"),
          Map.entry("JSON_BUILD_OBJECT", "write JSON_OBJECT('name' VALUE x)"),
          Map.entry("JSONB_BUILD_OBJECT", "write JSON_OBJECT('name' VALUE x)"),
          Map.entry("JSON_BUILD_ARRAY", "write JSON_ARRAY(x, y)"),
          Map.entry("JSONB_BUILD_ARRAY", "write JSON_ARRAY(x, y)"),
          Map.entry("JSONB_ARRAY_LENGTH", "write JSON_ARRAY_LENGTH(x)"),
          Map.entry(
              "JSONB_OBJECT_KEYS", "JSON_KEYS(x) is an array; UNNEST in FROM makes rows of it"),
          Map.entry(
              "JSON_OBJECT_KEYS", "JSON_KEYS(x) is an array; UNNEST in FROM makes rows of it"),
          Map.entry("STRUCT_PACK", "write ROW(x AS a, y AS b)"),
          Map.entry("MAKE_INTERVAL", "write INTERVAL '10' DAY, or n * INTERVAL '1' DAY"),
          Map.entry("TO_NUMBER", "write CAST(REPLACE(x, ',', '') AS DECIMAL(20, 2))"),
          Map.entry("QUOTE_LITERAL", "nothing runs SQL that is put together from text"),
          Map.entry("REGEXP_MATCH", "REGEXP_EXTRACT(text, pattern, group) gives a group"));

  private ForeignFunctions() {}

  /// What to write in place of a function that is not there.
  static Optional<String> advice(String name) {
    return Optional.ofNullable(ADVICE.get(name.toUpperCase(Locale.ROOT)));
  }
}
