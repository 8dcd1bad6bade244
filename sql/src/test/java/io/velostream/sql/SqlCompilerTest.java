package io.velostream.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.plan.HoldNode;
import io.velostream.plan.PlanNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlCompilerTest {
  private final Catalog catalog = Catalog.standard();

  @Test
  void positionsCountInTheWholeScript() {
    Statement second =
        SqlCompiler.parse("SELECT symbol FROM ticks;\n\n  SELECT prise\n FROM ticks").get(1);
    assertThat(second.position()).isEqualTo(SourcePosition.at(3, 3));
    assertThatThrownBy(() -> compiler().compile(second))
        .isInstanceOfSatisfying(
            UserException.class,
            error -> {
              assertThat(error.code()).isEqualTo(ErrorCode.UNKNOWN_NAME);
              assertThat(error.position()).isEqualTo(new SourcePosition(3, 10, 3, 14));
            });
  }

  @Test
  void aSyntaxErrorHasItsPlace() {
    assertThatThrownBy(() -> SqlCompiler.parse("SELECT 1;\nSELECT FROM"))
        .isInstanceOfSatisfying(
            UserException.class,
            error -> {
              assertThat(error.code()).isEqualTo(ErrorCode.SYNTAX);
              assertThat(error.position().line()).isEqualTo(2);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT symbol, COUNT(*) n FROM market_data m GROUP BY m.symbol WINDOW TUMBLING (1m)",
        "WITH x AS (SELECT * FROM minutes) SELECT x.symbol FROM x ORDER BY ends",
        "INSERT INTO 'out.csv' SELECT symbol, price FROM ticks",
        "CREATE STREAM s AS SELECT symbol s FROM 'trades.csv' EMIT CHANGES",
        "SELECT LAG(price) OVER w FROM market_data WINDOW w AS (ORDER BY trade_time)"
      })
  void aStatementCanBeCompiledAgain(String sql) {
    Statement statement = SqlCompiler.parse(sql).getFirst();
    assertThat(compiler().compile(statement)).isEqualTo(compiler().compile(statement));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"orders", "market_data", "ticks", "events", "sink", "big_trades", "minutes"})
  void theTextOfADefinitionDefinesTheSame(String name) {
    TableDefinition definition = catalog.find(name).orElseThrow();
    Statement text = SqlCompiler.parse(DefinitionText.of(definition)).getFirst();
    TableDefinition again =
        switch (compiler().compile(text)) {
          case CompiledStatement.CreateTable s -> s.definition();
          case CompiledStatement.CreateView s -> s.definition();
          case CompiledStatement other -> throw new AssertionError(other);
        };
    assertThat(again).isEqualTo(definition);
  }

  @Test
  void aFileIsLookedAtOncePerStatement() {
    List<String> looks = new ArrayList<>();
    CatalogView counting =
        new CatalogView() {
          @Override
          public Optional<TableDefinition> find(String name) {
            return catalog.find(name);
          }

          @Override
          public List<String> names() {
            return catalog.names();
          }

          @Override
          public TableDefinition file(String path) {
            looks.add(path);
            return catalog.file(path);
          }
        };
    SqlCompiler compiler = new SqlCompiler(counting, PlannerSettings.DEFAULT);
    compiler.compileQuery(
        "SELECT symbol FROM 'a.csv' UNION ALL SELECT symbol FROM 'a.csv' WHERE price > 1");
    assertThat(looks).containsExactly("a.csv");
  }

  @Test
  void aChangelogTableIsReadAsOne() {
    TableDefinition changing = catalog.find("orders").orElseThrow().withChangelog(true);
    CatalogView view =
        new CatalogView() {
          @Override
          public Optional<TableDefinition> find(String name) {
            return Optional.of(changing);
          }

          @Override
          public List<String> names() {
            return List.of("orders");
          }

          @Override
          public TableDefinition file(String path) {
            throw new AssertionError(path);
          }
        };
    SqlCompiler compiler = new SqlCompiler(view, PlannerSettings.DEFAULT);
    assertThat(root(compiler, "SELECT order_id FROM orders").retracts()).isTrue();
    assertThat(root(compiler, "SELECT DISTINCT order_id FROM orders").retracts()).isTrue();
    assertThat(root(compiler, "SELECT order_id FROM orders EMIT FINAL"))
        .isInstanceOf(HoldNode.HoldUntilFinal.class);
  }

  @Test
  void aViewThatReadsItselfIsRefused() {
    catalog.run("CREATE VIEW a AS SELECT symbol FROM ticks");
    catalog.run("CREATE VIEW b AS SELECT symbol FROM a");
    catalog.run("CREATE VIEW a AS SELECT symbol FROM b");
    assertThatThrownBy(() -> compiler().compileQuery("SELECT * FROM a"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("reads itself");
  }

  @Test
  void aViewOverAChangedTableSaysSo() {
    catalog.run("CREATE VIEW v AS SELECT price FROM ticks");
    catalog.run("CREATE TABLE ticks (symbol VARCHAR)");
    assertThatThrownBy(() -> compiler().compileQuery("SELECT * FROM v"))
        .isInstanceOf(UserException.class)
        .hasMessage("in the view 'v', line 2, column 8: there is no column 'price'");
  }

  @Test
  void endlessWaitsAreTold() {
    assertThat(
            compiler()
                .compileQuery("SELECT kind, COUNT(*) FROM events GROUP BY kind EMIT FINAL")
                .plan()
                .warnings())
        .anyMatch(warning -> warning.startsWith("no group is ever complete"));
    assertThat(
            compiler()
                .compileQuery(
                    "SELECT kind, COUNT(*) FROM events GROUP BY kind WINDOW TUMBLING (ts, 1m)")
                .plan()
                .warnings())
        .anyMatch(warning -> warning.startsWith("no window ever closes"));
    assertThat(compiler().compileQuery("SELECT kind FROM events ORDER BY kind").plan().warnings())
        .anyMatch(warning -> warning.startsWith("ORDER BY waits"));
    assertThat(
            compiler()
                .compileQuery(
                    "SELECT symbol, COUNT(*) FROM ticks GROUP BY symbol WINDOW TUMBLING (1m)")
                .plan()
                .warnings())
        .isEmpty();
  }

  private SqlCompiler compiler() {
    return new SqlCompiler(catalog, PlannerSettings.DEFAULT);
  }

  private static PlanNode root(SqlCompiler compiler, String sql) {
    return compiler.compileQuery(sql).plan().root();
  }
}
