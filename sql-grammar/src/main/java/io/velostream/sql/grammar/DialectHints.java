package io.velostream.sql.grammar;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Advice for what other systems write: what the same is called here.
final class DialectHints {
  private static final Map<String, String> STATEMENTS =
      Map.ofEntries(
          Map.entry("TRUNCATE", "DELETE FROM t takes all rows out"),
          Map.entry("ALTER", "CREATE OR REPLACE TABLE defines it anew"),
          Map.entry(
              "COPY", "INSERT INTO a table WITH ('connector' = 'file', 'path' = …) writes a file"),
          Map.entry("COMMIT", "there are no transactions: each statement commits by itself"),
          Map.entry("ROLLBACK", "there are no transactions: each statement commits by itself"),
          Map.entry("START", "there are no transactions: each statement commits by itself"),
          Map.entry("USE", "there is one catalogue, without databases"),
          Map.entry("PRINT", "SELECT * FROM … shows the rows"),
          Map.entry("LIST", "SHOW TABLES, SHOW STREAMS and SHOW VIEWS list them"),
          Map.entry("TERMINATE", "Ctrl-C ends the statement that runs"),
          Map.entry("PRAGMA", "SET 'name' = 'value' changes a setting; SHOW SETTINGS lists them"),
          Map.entry("ATTACH", "a file is a table: SELECT * FROM 'file.csv'"),
          Map.entry(
              "PIVOT",
              "write SELECT * FROM t PIVOT (SUM(x) FOR c IN ('a', 'b')), which names the values"),
          Map.entry("UNPIVOT", "write SELECT * FROM t UNPIVOT (x FOR c IN (a, b))"),
          Map.entry("LOAD", "there are no extensions to load"),
          Map.entry("INSTALL", "there are no extensions to load"),
          Map.entry(
              "SUMMARIZE", "DESCRIBE 'file.csv' shows columns; SELECT MIN(x), MAX(x), COUNT(x) …"),
          Map.entry("FROM", "begin with SELECT *"));

  /// For a clause in the wrong place.
  static final String CLAUSES =
      "the order is FROM, WHERE, GROUP BY, WINDOW, HAVING, ORDER BY, LIMIT, EMIT";

  private DialectHints() {}

  /// For a word that begins no statement.
  static @Nullable String statement(String word) {
    return STATEMENTS.get(word.toUpperCase(Locale.ROOT));
  }

  /// For a character that the grammar does not know.
  static String character(String character) {
    return switch (character) {
      case "`" -> "names are quoted like \"this\"";
      case "“", "”", "„", "«", "»" -> "this is a typographic quote: names are quoted like \"this\"";
      case "‘", "’", "‚" -> "this is a typographic quote: text is quoted like 'this'";
      case "–", "—", "−" -> "this is a dash: minus is -";
      case "\u00A0", "\u200B", "\uFEFF" -> "this is an invisible character: write a blank";
      case "~", "!" -> "text is matched with LIKE, or with REGEXP_LIKE(text, pattern)";
      case "&" -> "conditions are joined by AND; bits by BITAND(a, b)";
      case "|" -> "conditions are joined by OR; bits by BITOR(a, b)";
      case "#" -> "comments begin with --";
      case "\\" ->
          "a backslash escapes nothing; a quote inside of a string is written twice; commands of"
              + " the shell, such as \\x, stand between statements";
      default -> "inside a name, quote it \"like_this\"";
    };
  }

  /// For a word or sign where it does not belong.
  ///
  /// @param previous what stands before it
  static @Nullable String unexpected(String previous, String found) {
    String before = previous.toUpperCase(Locale.ROOT);
    String pair = before + " " + found.toUpperCase(Locale.ROOT);
    if (before.equals("TOP")) {
      return "LIMIT n at the end takes the first n rows";
    }
    if (before.equals("SAMPLE")) {
      return "filter the rows in WHERE";
    }
    return switch (pair) {
      case "EXCLUDE (", "EXCEPT (", "REPLACE (" -> "name the columns that you want";
      case "FOR UPDATE" -> "there are no locks: leave it out";
      case "CREATE INDEX", "CREATE UNIQUE" -> "there are no indexes, and none are needed";
      case "CREATE DATABASE", "CREATE SCHEMA", "CREATE CATALOG", "SHOW DATABASES", "SHOW SCHEMAS" ->
          "there is one catalogue, without databases";
      case "= =" -> "one = compares";
      case "/ /" -> "whole numbers are divided by one /; comments begin with --";
      case "IF EXISTS" -> "CREATE has IF NOT EXISTS, DROP has IF EXISTS";
      case "IF EXIST" -> "did you mean IF EXISTS?";
      case "CREATE FUNCTION" -> "functions are registered by the program that embeds the engine";
      case "CREATE SOURCE", "CREATE CONNECTOR", "SINK CONNECTOR" ->
          "a table names its connector: CREATE TABLE … WITH ('connector' = 'file', …)";
      case "CREATE TYPE" -> "a ROW, ARRAY or MAP is written where it is used";
      case "SHOW COLUMNS", "SHOW FIELDS" -> "DESCRIBE t lists the columns of a table";
      case "SHOW QUERIES" -> "SHOW JOBS lists what runs";
      case "LATERAL VIEW" -> "write CROSS JOIN UNNEST(array) AS t (x)";
      case "INSERT OVERWRITE" -> "INSERT INTO a file replaces it; there is no OVERWRITE";
      case "<= >" -> "<=> is written IS NOT DISTINCT FROM";
      default -> unexpected(found.toUpperCase(Locale.ROOT));
    };
  }

  /// Whether a word begins a clause, so that it may merely stand in the wrong place.
  static boolean isClause(String word) {
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "WHERE", "GROUP", "HAVING", "WINDOW", "ORDER" -> true;
      default -> false;
    };
  }

  private static @Nullable String unexpected(String found) {
    return switch (found) {
      case "[" -> "an array is ARRAY[1, 2]; a name is quoted like \"this\"";
      case "{" -> "a map is MAP['a', 1], a row is ROW(1, 'x')";
      case "&" -> "conditions are joined by AND";
      case "|" -> "conditions are joined by OR";
      case "/*+" ->
          "a hint stands right behind the path of a file: FROM 'app.jsonl' /*+ OPTIONS('follow' ="
              + " 'true') */ AS a";
      case "IN" -> "IN takes a list in parentheses: IN (1, 2)";
      case "PARTITION" ->
          "PARTITION BY belongs into OVER (…); rows of a key belong together by GROUP BY";
      case "DEFAULT", "UNIQUE", "IDENTITY", "CHECK", "REFERENCES", "GENERATED", "AUTO_INCREMENT" ->
          "a column has a name, a type, NOT NULL and PRIMARY KEY; a computed one is name AS"
              + " expression";
      case "INDEX" -> "there are no indexes, and none are needed";
      case "DATABASES", "SCHEMAS", "CATALOGS" -> "there is one catalogue, without databases";
      default -> null;
    };
  }
}
