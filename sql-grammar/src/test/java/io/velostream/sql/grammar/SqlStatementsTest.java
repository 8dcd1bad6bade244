package io.velostream.sql.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.velostream.sql.grammar.ast.ComputedColumn;
import io.velostream.sql.grammar.ast.CreateRelation;
import io.velostream.sql.grammar.ast.EmitQuery;
import io.velostream.sql.grammar.ast.FileTable;
import io.velostream.sql.grammar.ast.GroupWindow;
import io.velostream.sql.grammar.ast.MetadataColumn;
import io.velostream.sql.grammar.ast.Option;
import io.velostream.sql.grammar.ast.PhysicalColumn;
import io.velostream.sql.grammar.ast.PrimaryKey;
import io.velostream.sql.grammar.ast.RelationKind;
import io.velostream.sql.grammar.ast.SetOption;
import io.velostream.sql.grammar.ast.StatementSet;
import io.velostream.sql.grammar.ast.Watermark;
import java.util.List;
import org.apache.calcite.config.CalciteConnectionConfig;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.util.Litmus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlStatementsTest {

  /// Each row: a statement, and how it is written back. What is written back must read as the same
  /// tree. An empty right side means that nothing changes but white space.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # tables
          CREATE TABLE t (a INT NOT NULL, b STRING) WITH ('k' = 'v') | CREATE TABLE t (a INTEGER NOT NULL, b VARCHAR) WITH ('k' = 'v')
          CREATE TABLE t WITH ('k' = 'v') (a INT) | CREATE TABLE t (a INTEGER) WITH ('k' = 'v')
          CREATE OR REPLACE TEMPORARY TABLE IF NOT EXISTS a.b (x BIGINT) |
          CREATE TABLE t (id BIGINT PRIMARY KEY, x INT NULL) | CREATE TABLE t (id BIGINT NOT NULL PRIMARY KEY NOT ENFORCED, x INTEGER)
          CREATE TABLE t (a VARCHAR, b VARCHAR, PRIMARY KEY (a, b)) | CREATE TABLE t (a VARCHAR, b VARCHAR, PRIMARY KEY (a, b) NOT ENFORCED)
          CREATE TABLE t (a DOUBLE, b AS a * 2 + 1) |
          CREATE TABLE t (ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) |
          CREATE TABLE t (ts TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL, o BIGINT METADATA) | CREATE TABLE t (ts TIMESTAMP(3) WITH LOCAL TIME ZONE METADATA FROM 'timestamp' VIRTUAL, o BIGINT METADATA)
          CREATE TABLE t (a TEXT, b BYTES, c VARIANT, d DATETIME(3), e DECIMAL(10, 2)) | CREATE TABLE t (a VARCHAR, b VARBINARY, c VARIANT, d TIMESTAMP(3), e DECIMAL(10, 2))
          CREATE TABLE t (a ARRAY<INT>, b MAP<STRING, ARRAY<DOUBLE NOT NULL>>, c ROW<x INT, y ROW<z STRING NOT NULL>>) | CREATE TABLE t (a ARRAY < INTEGER >, b MAP < VARCHAR, ARRAY < DOUBLE NOT NULL > >, c ROW < x INTEGER, y ROW < z VARCHAR NOT NULL > >)
          CREATE TABLE t (c ROW(x INT, y STRING)) | CREATE TABLE t (c ROW < x INTEGER, y VARCHAR >)
          CREATE TABLE t (a INT) WITH (topic = x, value.format = 'json', properties.group.id = 'g', n = 5, f = -1.5, b = TRUE) | CREATE TABLE t (a INTEGER) WITH ('topic' = 'x', 'value.format' = 'json', 'properties.group.id' = 'g', 'n' = 5, 'f' = -1.5, 'b' = TRUE)
          CREATE STREAM s AS SELECT a FROM t EMIT CHANGES WITH ('k' = 'v') | CREATE STREAM s WITH ('k' = 'v') AS SELECT a FROM t EMIT CHANGES
          CREATE STREAM s AS SELECT a FROM t WITH ('k' = 'v') EMIT FINAL | CREATE STREAM s WITH ('k' = 'v') AS SELECT a FROM t EMIT FINAL
          CREATE SINK s WITH ('a' = 'b') AS SELECT a FROM t WITH ('c' = 'd') | CREATE SINK s WITH ('a' = 'b', 'c' = 'd') AS SELECT a FROM t
          # views
          CREATE VIEW v AS SELECT a FROM t |
          CREATE OR REPLACE TEMPORARY VIEW IF NOT EXISTS v (x, y) AS SELECT a, b FROM t |
          CREATE MATERIALIZED VIEW v AS SELECT a FROM t EMIT CHANGES |
          # inserts
          INSERT INTO o SELECT a FROM t |
          INSERT INTO o (a, b) SELECT a, b FROM t EMIT CHANGES |
          INSERT INTO 'out.csv' SELECT a FROM t EMIT FINAL |
          INSERT INTO o VALUES (1, 'a;b') | INSERT INTO o VALUES ROW(1, 'a;b')
          # statement sets
          EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT x FROM t; INSERT INTO b SELECT x FROM t EMIT FINAL; END | EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT x FROM t ; INSERT INTO b SELECT x FROM t EMIT FINAL ; END
          BEGIN STATEMENT SET; INSERT INTO a SELECT x FROM t; END; | EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT x FROM t ; END
          # commands
          DROP TABLE IF EXISTS a.b |
          DROP STREAM s |
          DROP SINK s |
          DROP VIEW v |
          # jobs
          CREATE JOB j AS INSERT INTO o SELECT a FROM t |
          CREATE OR REPLACE JOB IF NOT EXISTS j AS INSERT INTO o SELECT a FROM t EMIT CHANGES |
          CREATE JOB j AS EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT x FROM t; END | CREATE JOB j AS EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT x FROM t ; END
          START JOB j |
          START JOB j FRESH |
          START JOB j FROM 'a/b' |
          SAVEPOINT JOB j TO 'a/b' |
          STOP JOB j |
          PAUSE JOB j |
          RESUME JOB j |
          RESTART JOB j |
          DROP JOB j |
          DROP JOB IF EXISTS j |
          DESCRIBE JOB j |
          SHOW JOBS |
          SHOW JOB STATUS j |
          SHOW METRICS |
          SHOW WATERMARKS |
          SHOW WATERMARKS FOR JOB j |
          SELECT fresh, watermarks FROM jobs |
          SELECT job, status, stop, pause, restart, resume, metrics FROM jobs |
          DESCRIBE job |
          SHOW TABLES |
          SHOW STREAMS |
          SHOW VIEWS |
          SHOW FUNCTIONS |
          SHOW FUNCTIONS LIKE 'date%' |
          SHOW SETTINGS |
          SHOW CREATE TABLE a.t |
          SHOW CREATE VIEW v |
          DESC EXTENDED t | DESCRIBE EXTENDED t
          DESCRIBE extended |
          DESCRIBE 'data/trades.csv' |
          DESCRIBE SELECT a FROM t |
          DESCRIBE function |
          DESC FUNCTION left | DESCRIBE FUNCTION left
          DESCRIBE FUNCTION '||' |
          DESCRIBE FUNCTION SIMILAR TO |
          EXPLAIN SELECT a FROM t |
          EXPLAIN JSON FOR SELECT a FROM t | EXPLAIN JSON SELECT a FROM t
          EXPLAIN (FORMAT JSON) INSERT INTO o SELECT a FROM t | EXPLAIN JSON INSERT INTO o SELECT a FROM t
          EXPLAIN CODEGEN SELECT a FROM t |
          EXPLAIN PLAN FOR CREATE STREAM s AS SELECT a FROM t | EXPLAIN CREATE STREAM s AS SELECT a FROM t
          EXPLAIN (SELECT a FROM t) | EXPLAIN SELECT a FROM t
          SET 'a.b' = 'v' |
          SET emit.step = record | SET 'emit.step' = 'record'
          SET x = 5 | SET 'x' = 5
          SET x = false | SET 'x' = FALSE
          SET |
          RESET |
          RESET a.b | RESET 'a.b'
          # emission
          SELECT a FROM t EMIT CHANGES |
          SELECT a FROM t EMIT CHANGES EVERY INTERVAL '1' SECOND |
          SELECT a FROM t EMIT CHANGES EVERY 500ms | SELECT a FROM t EMIT CHANGES EVERY INTERVAL '0.500' SECOND
          SELECT a FROM t EMIT ON WINDOW CLOSE | SELECT a FROM t EMIT FINAL
          WITH x AS (SELECT a FROM t) SELECT a FROM x UNION ALL SELECT b FROM u EMIT FINAL |
          # windows
          SELECT a FROM t GROUP BY a WINDOW TUMBLING (ts, INTERVAL '1' MINUTE) |
          SELECT a FROM t GROUP BY a WINDOW TUMBLING (1m) | SELECT a FROM t GROUP BY a WINDOW TUMBLING (INTERVAL '1' MINUTE)
          SELECT a FROM t GROUP BY a WINDOW TUMBLING (SIZE 90 SECONDS) | SELECT a FROM t GROUP BY a WINDOW TUMBLING (INTERVAL '90' SECOND)
          SELECT a FROM t GROUP BY a WINDOW TUMBLING (ts, INTERVAL 5 MINUTES) | SELECT a FROM t GROUP BY a WINDOW TUMBLING (ts, INTERVAL '5' MINUTE)
          SELECT a FROM t GROUP BY a WINDOW HOPPING (t.ts, 1h, 30s) | SELECT a FROM t GROUP BY a WINDOW HOPPING (t.ts, INTERVAL '1' HOUR, INTERVAL '30' SECOND)
          SELECT a FROM t GROUP BY a WINDOW HOPPING (SIZE 1 DAY, ADVANCE BY 2 HOURS) | SELECT a FROM t GROUP BY a WINDOW HOPPING (INTERVAL '1' DAY, INTERVAL '2' HOUR)
          SELECT a FROM t GROUP BY a WINDOW SLIDING (ts, 2w, 1d) | SELECT a FROM t GROUP BY a WINDOW SLIDING (ts, INTERVAL '14' DAY, INTERVAL '1' DAY)
          SELECT a FROM t GROUP BY a WINDOW SESSION (ts, 1500us) | SELECT a FROM t GROUP BY a WINDOW SESSION (ts, INTERVAL '0.001500' SECOND)
          SELECT a FROM t GROUP BY a WINDOW SESSION (ts, 5ns) | SELECT a FROM t GROUP BY a WINDOW SESSION (ts, INTERVAL '0.000000005' SECOND(1, 9))
          SELECT a FROM t GROUP BY a WINDOW TUMBLING (1000m) | SELECT a FROM t GROUP BY a WINDOW TUMBLING (INTERVAL '1000' MINUTE(4))
          SELECT a FROM t GROUP BY a WINDOW CUMULATING (ts, 1d, 1h) | SELECT a FROM t GROUP BY a WINDOW CUMULATING (ts, INTERVAL '1' DAY, INTERVAL '1' HOUR)
          SELECT a FROM t GROUP BY a WINDOW TUMBLING (ts, 1m) HAVING COUNT(*) > 1 | SELECT a FROM t GROUP BY a HAVING COUNT(*) > 1 WINDOW TUMBLING (ts, INTERVAL '1' MINUTE)
          SELECT SUM(x) OVER w FROM t WINDOW w AS (PARTITION BY a ORDER BY ts ROWS 4 PRECEDING) |
          SELECT SUM(x) OVER tumbling FROM t WINDOW tumbling AS (ORDER BY ts) |
          # row buffers
          SELECT AVG(p) OVER (ROWS WINDOW BUFFER 100 ROWS PARTITION BY s ORDER BY ts) FROM t | SELECT AVG(p) OVER (PARTITION BY s ORDER BY ts ROWS BETWEEN 99 PRECEDING AND CURRENT ROW) FROM t
          SELECT AVG(p) OVER (ROWS WINDOW BUFFER 1 ROWS) FROM t | SELECT AVG(p) OVER (ROWS BETWEEN CURRENT ROW AND CURRENT ROW) FROM t
          SELECT AVG(p) OVER (ROWS WINDOW BUFFER 10 ROWS ORDER BY ts ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM t | SELECT AVG(p) OVER (ORDER BY ts ROWS BETWEEN 9 PRECEDING AND CURRENT ROW) FROM t
          SELECT AVG(p) OVER (ROWS WINDOW BUFFER 10 ROWS ORDER BY ts ROWS BETWEEN 4 PRECEDING AND CURRENT ROW) FROM t | SELECT AVG(p) OVER (ORDER BY ts ROWS BETWEEN 4 PRECEDING AND CURRENT ROW) FROM t
          SELECT AVG(p) OVER (ROWS WINDOW BUFFER 10 ROWS ORDER BY ts RANGE BETWEEN INTERVAL '1' MINUTE PRECEDING AND CURRENT ROW) FROM t | SELECT AVG(p) OVER (ORDER BY ts RANGE BETWEEN INTERVAL '1' MINUTE PRECEDING AND CURRENT ROW) FROM t
          # files
          SELECT trades.a FROM 'data/trades.csv.gz' | SELECT trades.a FROM 'data/trades.csv.gz' AS trades
          SELECT a FROM '-' | SELECT a FROM '-' AS stdin
          SELECT a FROM 'data/*.jsonl' |
          SELECT a FROM 'a.csv' x, 'b.parquet' | SELECT a FROM 'a.csv' AS x, 'b.parquet' AS b
          SELECT a FROM TABLE(TUMBLE(TABLE 'x.csv', DESCRIPTOR(ts), INTERVAL '1' MINUTE)) |
          # table functions
          SELECT a FROM TABLE(SESSION(TABLE t PARTITION BY k, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) |
          SELECT a FROM TABLE(HOP(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE, INTERVAL '5' MINUTE)) |
          # expressions
          SELECT TRY_CAST(a AS STRING), a::INT + 2 * b::DOUBLE, t.c::DECIMAL(10, 2)::TEXT FROM t | SELECT TRY_CAST(a AS VARCHAR), CAST(a AS INTEGER) + 2 * CAST(b AS DOUBLE), CAST(CAST(t.c AS DECIMAL(10, 2)) AS VARCHAR) FROM t
          SELECT a % 2, b || 'x' FROM t WHERE a != 3 AND b LIKE 'x%' AND c ILIKE '%Y' | SELECT a % 2, b || 'x' FROM t WHERE a <> 3 AND b LIKE 'x%' AND c ILIKE '%Y'
          SELECT DATE '2024-01-15', TIME '10:00:00', TIMESTAMP '2024-01-15 10:00:00', DAY(d), EXTRACT(YEAR FROM d) FROM t |
          SELECT COUNT(*) FILTER (WHERE x > 1), SUM(DISTINCT x), LISTAGG(s) WITHIN GROUP (ORDER BY s) FROM t |
          SELECT final - x, final * 2, final + 1 FROM t |
          SELECT x FROM t MATCH_RECOGNIZE( PARTITION BY s ORDER BY ts MEASURES FINAL COUNT(b.x) AS n PATTERN (a b +) DEFINE b AS b.x > 1) |
          SELECT t.a FROM t LEFT JOIN u FOR SYSTEM_TIME AS OF t.ts ON t.a = u.a |
          SELECT "select", "a""b", Price FROM "My Table" AS "T" | SELECT "select", "a""b", Price FROM "My Table" AS T
          """)
  void writesWhatItReads(String sql, String written) {
    SqlNode node = SqlStatements.parseOne(sql).node();
    String text = SqlStatements.format(node);
    assertThat(text.replaceAll("\\s+", " ")).isEqualTo(written == null ? sql : written);

    SqlNode again = SqlStatements.parseOne(text).node();
    assertThat(again.equalsDeep(node, Litmus.IGNORE)).isTrue();
    assertThat(SqlStatements.format(again)).isEqualTo(text);
    SqlNode rewritten = node.accept(new Renamer("a", "a"));
    assertThat(rewritten.equalsDeep(node, Litmus.IGNORE)).isTrue();
    assertThat(SqlStatements.format(rewritten)).isEqualTo(text);
  }

  /// Each row: a statement, the code, line and column of its error, and a part of the description.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          SELCT a FROM t                  | UNKNOWN_STATEMENT | 1  | 1  | did you mean SELECT?
          EMIT CHANGES                    | UNKNOWN_STATEMENT | 1  | 1  | statements begin with SELECT
          SELECT a FORM t                 | TRAILING_TEXT     | 1  | 15 | did you mean FROM instead of FORM?
          SELECT a FROM t WHER x          | TRAILING_TEXT     | 1  | 22 | did you mean WHERE instead of WHER?
          SELECT a FROM                   | UNEXPECTED_END    | 1  | 14 | expected a table
          SELECT a FROM t WHERE           | UNEXPECTED_END    | 1  | 22 | expected an expression
          SELECT FROM t                   | UNEXPECTED_TOKEN  | 1  | 8  | unexpected 'FROM'; expected an expression
          SELECT a FROM t GROUP a         | UNEXPECTED_TOKEN  | 1  | 23 | expected BY
          SELECT (1 + 2 FROM t            | UNEXPECTED_TOKEN  | 1  | 15 | expected ')'
          SELECT a FROM t WHERE a = = 2   | UNEXPECTED_TOKEN  | 1  | 27 | expected an expression
          SELECT 1 SELECT 2               | TRAILING_TEXT     | 1  | 10 | separate statements by ';'
          SELECT a b c FROM t             | TRAILING_TEXT     | 1  | 12 | unexpected 'c'
          SELECT end FROM t               | RESERVED_WORD     | 1  | 8  | quote it: "end"
          SELECT a AS rows FROM t         | RESERVED_WORD     | 1  | 13 | quote it: "rows"
          SELECT a, Range FROM t          | RESERVED_WORD     | 1  | 11 | quote it: "Range"
          SELECT row FROM t               | RESERVED_WORD     | 1  | 12 | quote it: "row"
          SELECT order FROM t             | RESERVED_WORD     | 1  | 8  | quote it: "order"
          CREATE TABLE t (values INT)     | RESERVED_WORD     | 1  | 17 | quote it: "values"
          CREATE TABLE window (a INT)     | RESERVED_WORD     | 1  | 14 | quote it: "window"
          SELECT 'abc FROM t              | NOT_CLOSED        | 1  | 8  | the string is not closed
          SELECT "abc FROM t              | NOT_CLOSED        | 1  | 8  | the quoted name is not closed
          SELECT 1 /* abc                 | NOT_CLOSED        | 1  | 10 | the comment is not closed
          SELECT a # b FROM t             | INVALID_CHARACTER | 1  | 10 | character '#'
          SELECT 1;\\n\\n  SELECT 2 3     | TRAILING_TEXT     | 3  | 12 | unexpected '3'
          SELECT 1; -- x\\r\\nSELCT 2     | UNKNOWN_STATEMENT | 2  | 1  | SELECT
          SELECT a FROM t WINDOW TUMBLING (ts)           | UNEXPECTED_TOKEN | 1 | 34 | a duration such as 1m
          SELECT a FROM t WINDOW TUMBLING (ts, 1x)       | INVALID_DURATION | 1 | 38 | 'x' is not a unit of time
          SELECT a FROM t WINDOW TUMBLING (ts, 0m)       | INVALID_DURATION | 1 | 38 | longer than zero
          SELECT a FROM t WINDOW TUMBLING (ts, INTERVAL '-1' MINUTE) | INVALID_DURATION | 1 | 38 | longer than zero
          SELECT a FROM t WINDOW TUMBLING (ts, 1m, 2m)   | INVALID_WINDOW   | 1 | 24 | TUMBLING takes a size
          SELECT a FROM t WINDOW HOPPING (ts, 1m)        | INVALID_WINDOW   | 1 | 24 | HOPPING (ts, 10m, 1m)
          SELECT SUM(p) OVER (ROWS WINDOW BUFFER 0 ROWS) FROM t   | INVALID_BUFFER | 1 | 40 | at least one row
          SELECT SUM(p) OVER (ROWS WINDOW BUFFER -5 ROWS) FROM t  | INVALID_BUFFER | 1 | 40 | at least one row
          SELECT SUM(p) OVER (ROWS WINDOW BUFFER 1.5 ROWS) FROM t | INVALID_BUFFER | 1 | 40 | at least one row
          CREATE TABEL t (a INT)                         | UNEXPECTED_TOKEN | 1 | 8  | did you mean TABLE
          CREATE TABLE t (a INT,)                        | UNEXPECTED_TOKEN | 1 | 23 | expected a name
          CREATE TABLE t (a INT) WITH ('k' 'v')          | UNEXPECTED_TOKEN | 1 | 34 | expected '='
          CREATE TABLE t (a INT) WITH ('k'='v', 'k'='w') | DUPLICATE_OPTION | 1 | 39 | 'k' is given twice
          CREATE STREAM s AS                             | UNEXPECTED_END   | 1 | 19 | expected a query
          SHOW TABEL                                     | UNEXPECTED_TOKEN | 1 | 6  | did you mean TABLES
          SELECT 1 EMIT CHANGE                           | UNEXPECTED_TOKEN | 1 | 15 | did you mean CHANGES
          SELECT 1 EMIT                                  | UNEXPECTED_END   | 1 | 14 | CHANGES or FINAL
          EXECUTE STATEMENT SET BEGIN SELECT 1; END      | UNEXPECTED_TOKEN | 1 | 29 | expected INSERT
          EXPLAIN foo                                    | INVALID_SYNTAX   | 1 | 9  | a query is expected
          """)
  void saysWhatIsWrongAndWhere(
      String sql, SqlSyntaxException.Code code, int line, int column, String part) {
    String script = sql.replace("\\n", "\n").replace("\\r", "\r");
    SqlSyntaxException e = failure(script);
    assertThat(e.describe()).contains(part);
    assertThat(e.code()).isEqualTo(code);
    assertThat(List.of(e.line(), e.column())).containsExactly(line, column);
    assertThat(e.describe().lines()).hasSize(1);
    assertThat(e.describe().length()).isLessThan(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "advance",
        "buffer",
        "changes",
        "close",
        "count",
        "cumulating",
        "data",
        "date",
        "day",
        "every",
        "final",
        "first",
        "function",
        "hopping",
        "hour",
        "id",
        "key",
        "language",
        "last",
        "level",
        "max",
        "metadata",
        "method",
        "min",
        "minute",
        "month",
        "name",
        "number",
        "open",
        "position",
        "price",
        "quantity",
        "rank",
        "result",
        "second",
        "session",
        "sink",
        "size",
        "sliding",
        "start",
        "state",
        "status",
        "stream",
        "string",
        "sum",
        "symbol",
        "tables",
        "text",
        "time",
        "timestamp",
        "ts",
        "tumbling",
        "type",
        "user",
        "value",
        "view",
        "watermark",
        "year"
      })
  void commonNamesNeedNoQuotes(String name) {
    String query =
        "SELECT %s, t.%s, %s + 1 AS %s, SUM(%s) FROM t AS %s WHERE %s > 5 GROUP BY %s ORDER BY %s";
    String sql = query.replace("%s", name);
    SqlNode node = SqlStatements.parseOne(sql).node();
    assertThat(SqlStatements.format(node).replaceAll("\\s+", " ")).isEqualTo(sql);
    CreateRelation table =
        (CreateRelation) SqlStatements.parseOne("CREATE TABLE t (" + name + " INT)").node();
    assertThat(((PhysicalColumn) table.elements().get(0)).name().getSimple()).isEqualTo(name);
    assertThat(SqlStatements.isReserved(name)).isFalse();
  }

  @Test
  void readsScripts() {
    String script =
        """
        -- a script; with a comment
        ;;
        CREATE TABLE t (a INT); /* a ; b */ SELECT 'it''s; fine' FROM t -- done;
        ;
          SET;
        SELECT 2 -- no semicolon
        """;
    List<ParsedStatement> statements = SqlStatements.parse(script);
    assertThat(statements)
        .extracting(ParsedStatement::text)
        .containsExactly(
            "CREATE TABLE t (a INT)", "SELECT 'it''s; fine' FROM t", "SET", "SELECT 2");
    assertThat(statements).extracting(ParsedStatement::line).containsExactly(3, 3, 5, 6);
    assertThat(statements).extracting(ParsedStatement::column).containsExactly(1, 37, 3, 1);
    for (ParsedStatement statement : statements) {
      assertThat(script.substring(statement.offset())).startsWith(statement.text());
      assertThat(statement.node().getParserPosition().getLineNum()).isEqualTo(statement.line());
    }
    assertThat(SqlStatements.parse(" -- nothing\n ; /* here */ ;")).isEmpty();
    assertThat(SqlStatements.parse("")).isEmpty();
  }

  @Test
  void countsLinesAndColumnsLikeAnEditor() {
    for (String lineEnd : List.of("\n", "\r\n", "\r")) {
      String script =
          String.join(lineEnd, "SELECT 1;", "\tSELECT 'é\uD83D\uDE00'", ", 2; SELECT 3");
      List<ParsedStatement> statements = SqlStatements.parse(script);
      assertThat(statements.get(1).text()).startsWith("SELECT 'é").endsWith(", 2");
      assertThat(List.of(statements.get(1).line(), statements.get(1).column()))
          .containsExactly(2, 2);
      assertThat(statements.get(2).text()).isEqualTo("SELECT 3");
    }
  }

  @Test
  void wantsExactlyOneStatement() {
    assertThat(SqlStatements.parseOne("SELECT 1;").text()).isEqualTo("SELECT 1");
    SqlSyntaxException none = failureOfOne(" ; ");
    assertThat(none.code()).isEqualTo(SqlSyntaxException.Code.STATEMENT_COUNT);
    SqlSyntaxException two = failureOfOne("SELECT 1;\n SELECT 2");
    assertThat(two.code()).isEqualTo(SqlSyntaxException.Code.STATEMENT_COUNT);
    assertThat(List.of(two.line(), two.column())).containsExactly(2, 2);
  }

  @Test
  void readsTables() {
    CreateRelation table =
        (CreateRelation)
            SqlStatements.parseOne(
                    """
                    CREATE TEMPORARY TABLE IF NOT EXISTS db.t (
                      id BIGINT NOT NULL,
                      o INT METADATA FROM 'offset' VIRTUAL,
                      p INT METADATA,
                      twice AS id * 2,
                      WATERMARK FOR ts AS ts - INTERVAL '5' SECOND,
                      PRIMARY KEY (id, o) NOT ENFORCED
                    ) WITH ('connector' = 'kafka', value.format = json, n = 10)
                    AS SELECT 1 EMIT CHANGES EVERY 2s
                    """)
                .node();
    assertThat(table.relationKind()).isEqualTo(RelationKind.TABLE);
    assertThat(table.isReplace()).isFalse();
    assertThat(table.isTemporary()).isTrue();
    assertThat(table.isIfNotExists()).isTrue();
    assertThat(table.name().names).containsExactly("db", "t");
    assertThat(table.elements())
        .hasExactlyElementsOfTypes(
            PhysicalColumn.class,
            MetadataColumn.class,
            MetadataColumn.class,
            ComputedColumn.class,
            Watermark.class,
            PrimaryKey.class);
    PhysicalColumn id = (PhysicalColumn) table.elements().get(0);
    assertThat(id.type().getNullable()).isFalse();
    MetadataColumn offset = (MetadataColumn) table.elements().get(1);
    assertThat(offset.metadataKey()).isEqualTo("offset");
    assertThat(offset.isVirtual()).isTrue();
    assertThat(offset.type().getNullable()).isTrue();
    assertThat(((MetadataColumn) table.elements().get(2)).metadataKey()).isEqualTo("p");
    PrimaryKey key = (PrimaryKey) table.elements().get(5);
    assertThat(key.columns()).extracting(SqlIdentifier::getSimple).containsExactly("id", "o");
    assertThat(key.isEnforced()).isFalse();
    assertThat(table.options())
        .extracting(Option::key)
        .containsExactly("connector", "value.format", "n");
    assertThat(table.options()).extracting(Option::value).containsExactly("kafka", "json", "10");
    EmitQuery query = (EmitQuery) table.query();
    assertThat(query.mode()).isEqualTo(EmitQuery.Mode.CHANGES);
    assertThat(String.valueOf(query.every())).isEqualTo("INTERVAL '2' SECOND");
  }

  @Test
  void keepsGroupWindowsInTheWindowList() {
    SqlSelect select =
        (SqlSelect)
            SqlStatements.parseOne("SELECT a FROM t GROUP BY a WINDOW HOPPING (ts, 10m, 30s)")
                .node();
    GroupWindow window = (GroupWindow) select.getWindowList().get(0);
    assertThat(window.windowKind()).isEqualTo(GroupWindow.Kind.HOPPING);
    assertThat(String.valueOf(window.timeColumn())).isEqualTo("ts");
    assertThat(String.valueOf(window.size())).isEqualTo("INTERVAL '10' MINUTE");
    assertThat(String.valueOf(window.advance())).isEqualTo("INTERVAL '30' SECOND");
    assertThat(window.getParserPosition().getColumnNum()).isEqualTo(35);
    assertThat(window.size().getParserPosition().getColumnNum()).isEqualTo(48);
  }

  @Test
  void namesFilesForTheCatalogue() {
    SqlSelect select = (SqlSelect) SqlStatements.parseOne("SELECT a FROM 'x/*.csv'").node();
    FileTable file = (FileTable) select.getFrom();
    assertThat(file.names).containsExactly("file:x/*.csv");
    assertThat(file.path()).isEqualTo("x/*.csv");
    assertThat(file.getParserPosition().getColumnNum()).isEqualTo(15);
  }

  @Test
  void readsStatementSetsAndSettings() {
    StatementSet set =
        (StatementSet)
            SqlStatements.parseOne(
                    "BEGIN STATEMENT SET; INSERT INTO a SELECT 1; INSERT INTO b SELECT 2; END;")
                .node();
    assertThat(set.inserts())
        .extracting(insert -> String.valueOf(insert.getTargetTable()))
        .containsExactly("a", "b");
    SetOption option = (SetOption) SqlStatements.parseOne("SET table.exec.x = 'y z'").node();
    assertThat(option.key()).isEqualTo("table.exec.x");
    assertThat(option.value()).isEqualTo("y z");
    assertThat(((SetOption) SqlStatements.parseOne("SET").node()).key()).isNull();
  }

  @Test
  void survivesRewriting() {
    SqlNode node =
        SqlStatements.parseOne("CREATE STREAM s WITH (k = 1) AS SELECT a FROM t EMIT CHANGES")
            .node();
    SqlNode renamed = node.accept(new Renamer("a", "b"));
    assertThat(SqlStatements.format(renamed).replaceAll("\\s+", " "))
        .isEqualTo("CREATE STREAM s WITH ('k' = 1) AS SELECT b FROM t EMIT CHANGES");
    assertThat(renamed.equalsDeep(node, Litmus.IGNORE)).isFalse();
    SqlNode table = SqlStatements.parseOne("DROP TABLE s").node();
    SqlNode sink = SqlStatements.parseOne("DROP SINK s").node();
    assertThat(table.equalsDeep(sink, Litmus.IGNORE)).isFalse();
  }

  @Test
  void readsExpressions() {
    SqlNode node = SqlStatements.parseExpression("price::INT > 5 AND symbol IN ('a', 'b')");
    assertThat(SqlStatements.format(node))
        .isEqualTo("CAST(price AS INTEGER) > 5 AND symbol IN ('a', 'b')");
    assertThat(
            catchThrowableOfType(
                    SqlSyntaxException.class, () -> SqlStatements.parseExpression("a >"))
                .code())
        .isEqualTo(SqlSyntaxException.Code.UNEXPECTED_END);
  }

  @Test
  void refusesToOverflowTheStack() {
    String deep = "SELECT " + "(".repeat(100_000) + "1" + ")".repeat(100_000);
    assertThat(failure(deep)).hasMessageContaining("nested too deeply");
  }

  /// What the grammar does to names and files must survive Calcite's validator.
  @Test
  void leavesNamesThatAValidatorResolves() {
    String sql =
        """
        SELECT trades.user, timestamp, value::INT AS day
        FROM 'data/trades.csv' WHERE count > 1 AND user = 'x'
        """;
    SqlTypeFactoryImpl types = new SqlTypeFactoryImpl(RelDataTypeSystem.DEFAULT);
    CalciteSchema root = CalciteSchema.createRootSchema(false, false);
    root.add(
        "file:data/trades.csv",
        new AbstractTable() {
          @Override
          public RelDataType getRowType(RelDataTypeFactory factory) {
            return factory
                .builder()
                .add("user", SqlTypeName.VARCHAR)
                .add("timestamp", SqlTypeName.TIMESTAMP, 3)
                .add("value", SqlTypeName.DOUBLE)
                .add("count", SqlTypeName.BIGINT)
                .build();
          }
        });
    CalciteCatalogReader catalogue =
        new CalciteCatalogReader(root, List.of(), types, CalciteConnectionConfig.DEFAULT);
    SqlValidator validator =
        SqlValidatorUtil.newValidator(
            SqlStdOperatorTable.instance(), catalogue, types, SqlValidator.Config.DEFAULT);
    SqlNode valid = validator.validate(SqlStatements.parseOne(sql).node());
    assertThat(validator.getValidatedNodeType(valid).getFieldNames())
        .containsExactly("user", "timestamp", "day");
    assertThat(SqlStatements.format(valid)).contains("FROM 'data/trades.csv' AS trades");
  }

  private static SqlSyntaxException failure(String script) {
    return catchThrowableOfType(SqlSyntaxException.class, () -> SqlStatements.parse(script));
  }

  private static SqlSyntaxException failureOfOne(String statement) {
    return catchThrowableOfType(SqlSyntaxException.class, () -> SqlStatements.parseOne(statement));
  }

  /// Copies every node on the way to the names it replaces.
  private static final class Renamer extends SqlShuttle {
    private final String from;
    private final String to;

    Renamer(String from, String to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public SqlNode visit(SqlIdentifier id) {
      boolean hit = id.isSimple() && id.getSimple().equals(from);
      return hit ? new SqlIdentifier(to, id.getParserPosition()) : id;
    }
  }
}
