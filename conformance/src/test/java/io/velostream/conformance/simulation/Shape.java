package io.velostream.conformance.simulation;

import java.util.List;
import java.util.stream.Stream;

/// A statement to simulate.
///
/// @param columns of the table that it writes to
/// @param settings for this statement
/// @param beside what runs side by side with it, as one job
record Shape(String name, String columns, String query, String settings, List<Shape> beside) {
  private Shape(String name, String columns, String query) {
    this(name, columns, query, "");
  }

  private Shape(String name, String columns, String query, String settings) {
    this(name, columns, query, settings, List.of());
  }

  private static Shape named(String name) {
    return Stream.concat(ALL.stream(), Stream.of(NAMED, A_GROUP_TO_A_ROW))
        .filter(shape -> shape.name.equals(name))
        .findFirst()
        .orElseThrow();
  }

  /// One that has others beside it.
  private static Shape set(String first, String... others) {
    Shape own = named(first);
    List<Shape> beside = Stream.of(others).map(Shape::named).toList();
    String name = "set of " + first + ", " + String.join(", ", others);
    return new Shape(name, own.columns, own.query, "", beside);
  }

  static final List<Shape> ALL =
      List.of(
          new Shape("filter", "sym VARCHAR, q BIGINT", "SELECT sym, qty * 2 FROM t WHERE qty > 3"),
          new Shape(
              "notes", "sym VARCHAR, q BIGINT, n INT", "SELECT sym, qty, CHAR_LENGTH(note) FROM u"),
          new Shape(
              "groups",
              "sym VARCHAR, n BIGINT, q BIGINT, a DOUBLE",
              "SELECT sym, COUNT(*), SUM(qty), SUM(qty / 7e0) FROM t GROUP BY sym EMIT CHANGES"),
          new Shape(
              "extremes",
              "sym VARCHAR, l BIGINT, h BIGINT, d BIGINT",
              "SELECT sym, MIN(qty), MAX(qty), COUNT(DISTINCT qty) FROM u GROUP BY sym"),
          new Shape("total", "n BIGINT, q BIGINT", "SELECT COUNT(*), SUM(qty) FROM u"),
          new Shape("distinct", "sym VARCHAR, q BIGINT", "SELECT DISTINCT sym, qty % 3 FROM u"),
          new Shape(
              "tumble",
              "w TIMESTAMP, sym VARCHAR, n BIGINT, m BIGINT",
              """
              SELECT window_start, sym, COUNT(*), MAX(qty)
              FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '5' SECOND))
              GROUP BY window_start, window_end, sym\
              """),
          new Shape(
              "hop",
              "w TIMESTAMP, n BIGINT",
              """
              SELECT window_start, COUNT(DISTINCT sym)
              FROM TABLE(HOP(TABLE u, DESCRIPTOR(ts), INTERVAL '2' SECOND, INTERVAL '6' SECOND))
              GROUP BY window_start, window_end\
              """),
          new Shape(
              "cumulate",
              "w TIMESTAMP, e TIMESTAMP, q BIGINT",
              """
              SELECT window_start, window_end, SUM(qty)
              FROM TABLE(CUMULATE(TABLE t, DESCRIPTOR(ts), INTERVAL '2' SECOND, INTERVAL '8' SECOND))
              GROUP BY window_start, window_end\
              """),
          new Shape(
              "session",
              "w TIMESTAMP, sym VARCHAR, n BIGINT",
              "SELECT window_start, sym, COUNT(*) FROM t GROUP BY sym WINDOW SESSION (ts, INTERVAL"
                  + " '3' SECOND)"),
          new Shape(
              "by the clock",
              "sym VARCHAR, n BIGINT, q BIGINT",
              """
              SELECT sym, SUM(n), SUM(q) FROM (
                SELECT sym, window_end, COUNT(*) AS n, SUM(qty) AS q
                FROM TABLE(TUMBLE(TABLE c, DESCRIPTOR(p), INTERVAL '0.005' SECOND))
                GROUP BY window_start, window_end, sym)
              GROUP BY sym\
              """),
          new Shape(
              "over",
              "sym VARCHAR, q BIGINT, s BIGINT",
              """
              SELECT sym, qty, SUM(qty) OVER (PARTITION BY sym ORDER BY ts ROWS BETWEEN 3 PRECEDING
              AND CURRENT ROW) FROM t\
              """),
          new Shape(
              "top",
              "sym VARCHAR, q BIGINT",
              "SELECT sym, qty FROM t ORDER BY qty DESC, sym LIMIT 5"),
          new Shape(
              "having",
              "sym VARCHAR, n BIGINT",
              "SELECT sym, COUNT(*) FROM u GROUP BY sym HAVING SUM(qty) > 40 EMIT CHANGES"),
          new Shape(
              "union",
              "sym VARCHAR, n BIGINT",
              "SELECT sym, COUNT(*) FROM (SELECT sym FROM t UNION ALL SELECT sym FROM u) GROUP BY"
                  + " sym"),
          new Shape(
              "join",
              "sym VARCHAR, q BIGINT, r BIGINT",
              "SELECT t.sym, t.qty, u.qty FROM t LEFT JOIN u ON t.sym = u.sym AND t.qty = u.qty"),
          new Shape(
              "totals joined",
              "sym VARCHAR, n BIGINT, m BIGINT",
              """
              SELECT a.sym, n, m FROM (SELECT sym, COUNT(*) AS n FROM t GROUP BY sym) AS a
              INNER JOIN (SELECT sym, SUM(qty) AS m FROM u GROUP BY sym) AS b ON a.sym = b.sym\
              """),
          new Shape(
              "except",
              "sym VARCHAR, q BIGINT",
              "SELECT sym, qty FROM t EXCEPT SELECT sym, qty FROM u"),
          new Shape(
              "held",
              "sym VARCHAR, n BIGINT",
              "SELECT sym, COUNT(*) FROM t GROUP BY sym EMIT FINAL"),
          new Shape(
              "records",
              "sym VARCHAR, n BIGINT",
              "SELECT sym, COUNT(*) FROM t GROUP BY sym EMIT CHANGES",
              "SET 'emit.step' = 'record';\n"));

  /// Those whose rows come from two tables that meet by keys, further ones among them.
  static final List<Shape> JOINED =
      Stream.concat(
              ALL.stream().filter(shape -> shape.query.matches("(?s).*(JOIN|EXCEPT|UNION).*")),
              Stream.of(
                  new Shape(
                      "joined twice",
                      "sym VARCHAR, q BIGINT, n BIGINT, r BIGINT",
                      """
                      SELECT t.sym, t.qty, c.n, u.qty FROM t
                      JOIN (SELECT sym, COUNT(*) AS n FROM t WHERE qty < 4 GROUP BY sym) AS c
                        ON t.sym = c.sym
                      LEFT JOIN u ON t.sym = u.sym AND t.qty = u.qty\
                      """),
                  new Shape(
                      "grouped behind a join",
                      "sym VARCHAR, q BIGINT, n BIGINT, s BIGINT",
                      """
                      SELECT u.sym, t.qty, COUNT(*), SUM(u.qty) FROM t
                      RIGHT JOIN u ON t.sym = u.sym GROUP BY u.sym, t.qty\
                      """),
                  new Shape(
                      "counted behind a join",
                      "q BIGINT, n BIGINT",
                      """
                      SELECT t.qty, COUNT(DISTINCT u.qty) FROM t
                      FULL JOIN u ON t.sym = u.sym AND t.qty = u.qty GROUP BY t.qty EMIT FINAL\
                      """),
                  new Shape(
                      "windows joined",
                      "w TIMESTAMP, sym VARCHAR, n BIGINT, m BIGINT",
                      """
                      SELECT a.w, a.sym, a.n, b.m FROM
                      (SELECT window_start AS w, sym, COUNT(*) AS n
                        FROM TABLE(HOP(TABLE t, DESCRIPTOR(ts), INTERVAL '2' SECOND, INTERVAL '6' SECOND))
                        GROUP BY window_start, window_end, sym) AS a
                      JOIN (SELECT window_start AS w, sym, SUM(qty) AS m
                        FROM TABLE(HOP(TABLE u, DESCRIPTOR(ts), INTERVAL '2' SECOND, INTERVAL '6' SECOND))
                        GROUP BY window_start, window_end, sym) AS b ON a.w = b.w AND a.sym = b.sym\
                      """),
                  new Shape(
                      "within",
                      "sym VARCHAR, a TIMESTAMP, q BIGINT, b TIMESTAMP, r BIGINT",
                      """
                      SELECT t.sym, t.ts, t.qty, u.ts, u.qty FROM t FULL JOIN u ON t.sym = u.sym
                      AND u.ts BETWEEN t.ts - INTERVAL '3' SECOND AND t.ts + INTERVAL '1' SECOND\
                      """),
                  new Shape(
                      "windows behind within",
                      "w TIMESTAMP, sym VARCHAR, n BIGINT, q BIGINT",
                      """
                      SELECT window_start, sym, COUNT(*), SUM(qty) FROM TABLE(TUMBLE((
                        SELECT t.sym, t.ts, u.qty FROM t LEFT JOIN u ON t.sym = u.sym
                        AND u.ts BETWEEN t.ts - INTERVAL '3' SECOND AND t.ts), DESCRIPTOR(ts),
                        INTERVAL '5' SECOND)) GROUP BY window_start, window_end, sym\
                      """),
                  new Shape(
                      "names beside",
                      "sym VARCHAR, q BIGINT, name VARCHAR",
                      """
                      SELECT b.sym, b.q, n.name FROM (SELECT sym, qty AS q FROM t WHERE qty > 4
                        UNION ALL SELECT sym, SUM(qty) FROM u GROUP BY sym) AS b
                      JOIN (VALUES ('A', 'first'), ('B', 'second'), ('C', 'third'), ('A', 'other'))
                        AS n (sym, name) ON b.sym = n.sym\
                      """),
                  new Shape(
                      "version",
                      "sym VARCHAR, a TIMESTAMP, q BIGINT, r BIGINT",
                      """
                      SELECT t.sym, t.ts, t.qty, u.qty FROM t LEFT JOIN u FOR SYSTEM_TIME AS OF t.ts
                      ON t.sym = u.sym\
                      """),
                  new Shape(
                      "version within",
                      "sym VARCHAR, a TIMESTAMP, q BIGINT, r BIGINT, s BIGINT",
                      """
                      SELECT t.sym, t.ts, t.qty, v.qty, u.qty FROM t
                      JOIN t AS v ON v.sym = t.sym AND v.ts BETWEEN t.ts AND t.ts + INTERVAL '2' SECOND
                      ASOF LEFT JOIN u ON t.sym = u.sym AND t.ts >= u.ts\
                      """)))
          .toList();

  /// A join that leaves one of the two tables to others.
  private static final Shape NAMED =
      new Shape(
          "named",
          "sym VARCHAR, q BIGINT, name VARCHAR",
          """
          SELECT u.sym, u.qty, n.name FROM u
          JOIN (VALUES ('A', 'first'), ('B', 'second'), ('A', 'other')) AS n (sym, name)
            ON u.sym = n.sym\
          """);

  /// Groups that are not worth while: rows travel instead of them.
  private static final Shape A_GROUP_TO_A_ROW =
      new Shape(
          "a group to a row",
          "ts TIMESTAMP, sym VARCHAR, q BIGINT, n BIGINT",
          "SELECT ts, sym, qty, COUNT(*) FROM t GROUP BY ts, sym, qty");

  /// Inserts that run side by side: over one table and over two, what can run in several pipelines
  /// and what cannot.
  static final List<Shape> SETS =
      List.of(
          set("filter", "tumble", "groups"),
          set("tumble", "filter", "cumulate", "held"),
          set("hop", "notes", "extremes"),
          set("total", "distinct", "having"),
          set("session", "filter", "over"),
          set("groups", "filter"),
          set("tumble", "tumble"),
          set("filter", "notes"),
          set("filter", "tumble", "hop"),
          set("notes", "extremes", "cumulate"),
          set("tumble", "groups", "named"),
          set("named", "filter"),
          set("filter", "notes", "groups"),
          set("join", "groups"));

  /// Those that group by windows of event time: readers tell each other how far it is, and groups
  /// travel in steps of many turns.
  static final List<Shape> TIMED =
      Stream.concat(
              Stream.of("tumble", "hop", "cumulate").map(Shape::named),
              Stream.of(
                  set("tumble", "tumble", "cumulate"),
                  A_GROUP_TO_A_ROW,
                  set("tumble", "a group to a row"),
                  new Shape(
                      "many windows",
                      "w TIMESTAMP, sym VARCHAR, n BIGINT",
                      """
                      SELECT window_start, sym, COUNT(*)
                      FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' SECOND))
                      GROUP BY window_start, window_end, sym\
                      """),
                  new Shape(
                      "changes of windows",
                      "w TIMESTAMP, n BIGINT, q BIGINT",
                      """
                      SELECT window_start, COUNT(*), SUM(qty)
                      FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '3' SECOND))
                      GROUP BY window_start, window_end EMIT CHANGES\
                      """),
                  new Shape(
                      "a window to a row",
                      "w TIMESTAMP, sym VARCHAR, q BIGINT, n BIGINT",
                      """
                      SELECT window_start, sym, qty, COUNT(*)
                      FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '2' SECOND))
                      GROUP BY window_start, window_end, sym, qty\
                      """)))
          .toList();

  /// What else runs over tables of many turns.
  static final List<Shape> LONG = Stream.concat(ALL.stream(), SETS.stream()).toList();

  /// The statements that run it over files of a few rows.
  ///
  /// @param sink options of the table that it writes to
  String script(String settings, String sink) {
    return script(Tables.FILES, 0, settings, sink);
  }

  /// The statements that run it.
  ///
  /// @param most rows of a long table
  /// @param sink options of the table that it writes to
  String script(Tables tables, int most, String settings, String sink) {
    StringBuilder script = new StringBuilder(tables.script(most) + settings() + settings);
    StringBuilder inserts = new StringBuilder();
    add(script, inserts, "o", sink);
    for (int i = 0; i < beside.size(); i++) {
      beside.get(i).add(script, inserts, "o" + (i + 2), sink.replace("'out", "'out" + (i + 2)));
    }
    return beside.isEmpty()
        ? script.toString() + inserts
        : script + "EXECUTE STATEMENT SET BEGIN\n" + inserts + "END;";
  }

  private void add(StringBuilder script, StringBuilder inserts, String table, String sink) {
    script
        .append("CREATE TABLE ")
        .append(table)
        .append(" (")
        .append(columns)
        .append(") WITH ('connector' = 'file', ")
        .append(sink)
        .append(");\n");
    inserts.append("INSERT INTO ").append(table).append(' ').append(query).append(";\n");
  }
}
