package io.velostream.conformance.logic;

import io.velostream.conformance.logic.LogicRecord.Query;
import io.velostream.conformance.logic.LogicRecord.Statement;
import java.io.BufferedReader;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.regex.Pattern;

/// Runs one script in a session of its own: all its statements, and a sample of its queries.
final class LogicRun {
  private static final Pattern INDEX =
      Pattern.compile("(?is)\\s*(create\\s+(unique\\s+)?|drop\\s+|re)index\\b.*");
  private static final Pattern TABLE = Pattern.compile("(?is)\\s*create\\s+table\\b.*");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");
  private static final Pattern QUOTED = Pattern.compile("'[^']*'");

  private final String name;
  private final LogicSample sample;
  private final LogicReport report;
  private final long end;

  /// Why queries can no longer be compared: a statement before them was not carried out.
  private String broken = "";

  /// @param end when to leave off, by [System#nanoTime]
  LogicRun(String name, LogicSample sample, LogicReport report, long end) {
    this.name = name;
    this.sample = sample;
    this.report = report;
    this.end = end;
  }

  void run(BufferedReader lines) throws IOException, SQLException {
    if (end - System.nanoTime() < 0) {
      return;
    }
    LogicScript script = new LogicScript(lines);
    try (Connection connection = DriverManager.getConnection("jdbc:velostream:")) {
      try (java.sql.Statement setting = connection.createStatement()) {
        setting.execute("SET 'cast.rounding' = 'down'"); // as SQLite casts
      }
      LogicRecord next = script.next();
      for (; next != null && end - System.nanoTime() > 0; next = script.next()) {
        switch (next) {
          case Statement statement -> execute(connection, statement);
          case Query query when sample.takes(name, query.line()) -> ask(connection, query);
          case Query _ -> {}
        }
      }
    }
  }

  private void execute(Connection connection, Statement statement) throws SQLException {
    // There are no indexes, which no answer depends on.
    if (INDEX.matcher(statement.sql()).matches()) {
      return;
    }
    try (java.sql.Statement running = connection.createStatement()) {
      running.execute(translated(statement.sql()));
      if (!statement.succeeds()) {
        broken = "a statement that SQLite refuses was carried out: " + kind(statement.sql());
      }
    } catch (SQLException e) {
      if (statement.succeeds()) {
        broken = "a statement was refused: " + kind(statement.sql()) + ": " + reason(e);
      }
    }
  }

  /// Our words for the types of SQLite; there are no constraints but NOT NULL and PRIMARY KEY.
  private static String translated(String sql) {
    return TABLE.matcher(sql).matches()
        ? sql.replaceAll("\\bTEXT\\b", "VARCHAR").replaceAll("\\bUNIQUE\\b", "")
        : sql;
  }

  private void ask(Connection connection, Query query) {
    String place = name + ":" + query.line() + "\n" + query.sql();
    if (!broken.isEmpty()) {
      report.refused("after " + broken, place);
      return;
    }
    try (java.sql.Statement running = connection.createStatement();
        ResultSet rows = running.executeQuery(query.sql())) {
      LogicAnswer.Outcome outcome = LogicAnswer.compare(query, rows);
      if (outcome.difference().isEmpty()) {
        report.right();
      } else if (outcome.typedOtherwise()) {
        report.refused(
            "whole numbers in SQLite, whose types are those of values; fractions here",
            place + "\n" + outcome.difference());
      } else {
        report.wrong(place + "\n" + outcome.difference());
      }
    } catch (SQLException e) {
      report.refused(reason(e), place + "\n" + e.getMessage());
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      report.wrong(place + "\ninternal failure: " + e);
    }
  }

  /// The kind of error, without names, values and places.
  private static String reason(SQLException e) {
    String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    int place = first.indexOf(" (line ");
    String message = place < 0 ? first : first.substring(0, place);
    return NUMBER.matcher(QUOTED.matcher(message).replaceAll("'…'")).replaceAll("N");
  }

  private static String kind(String sql) {
    String[] words = sql.strip().split("\\s+", 3);
    return words.length < 2 ? words[0] : words[0] + " " + words[1];
  }
}
