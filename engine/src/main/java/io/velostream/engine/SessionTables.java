package io.velostream.engine;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.engine.execute.Environment;
import io.velostream.engine.execute.JavaAggregateBody;
import io.velostream.engine.execute.JavaBody;
import io.velostream.engine.execute.JavaTableBody;
import io.velostream.engine.execute.WatermarkClause;
import io.velostream.engine.input.InputBuffer;
import io.velostream.plan.Plan;
import io.velostream.runtime.table.SideTable;
import io.velostream.runtime.table.StoredBatches;
import io.velostream.sql.CompiledStatement;
import io.velostream.sql.SqlCompiler;
import io.velostream.sql.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a program adds to the catalogue of its session.
final class SessionTables {
  private final Environment environment;
  private final List<InputBuffer> inputs = new ArrayList<>();

  SessionTables(Environment environment) {
    this.environment = environment;
  }

  InputTable input(InputSpec spec) {
    InputBuffer buffer = new InputBuffer(spec.schema(), spec.capacity(), environment.arrivals());
    TableDefinition definition =
        definition(spec.name(), spec.schema(), spec.watermark(), spec.changelog());
    environment.catalog().put(definition.withBounded(false), buffer);
    inputs.add(buffer);
    return new InputTable(spec, buffer);
  }

  void rows(
      String name,
      Schema schema,
      List<Batch> batches,
      Optional<String> watermark,
      boolean changelog) {
    StoredBatches rows = new StoredBatches(schema);
    batches.forEach(rows::adopt);
    environment.catalog().put(definition(name, schema, watermark, changelog), rows);
  }

  void attach(CompiledStatement.CreateView create, SharedView view) {
    TableDefinition definition =
        create.definition().withKind(TableDefinition.Kind.MATERIALIZED_VIEW);
    Plan maintenance =
        create
            .maintenance()
            .orElseThrow(() ->
                new UserException(
                    ErrorCode.INVALID_STATEMENT, "only materialized views are attached"));
    AttachedView attached =
        new AttachedView(view, definition.schema(), maintenance.root(), environment);
    environment.catalog().put(definition, attached.table());
    for (SharedView.Aside aside : view.aside()) {
      StoredBatches rows = new StoredBatches(aside.definition().schema());
      aside.rows().forEach(rows::adopt);
      environment.catalog().put(aside.definition(), rows);
    }
  }

  List<SharedView.Aside> putAside(String view) {
    return environment.catalog().all().stream()
        .filter(table -> SideTable.isSideTable(table.name()))
        .filter(table ->
            table.name().toLowerCase(Locale.ROOT).startsWith(view.toLowerCase(Locale.ROOT) + "$"))
        .map(table -> new SharedView.Aside(table, rows(table.name())))
        .toList();
  }

  private List<Batch> rows(String table) {
    return List.copyOf(environment.catalog().rows(table).orElseThrow().batches());
  }

  private static TableDefinition definition(
      String name, Schema schema, Optional<String> watermark, boolean changelog) {
    TableDefinition plain =
        TableDefinition.ofColumns(name, schema, Map.of(), true).withChangelog(changelog);
    return watermark.map(WatermarkClause::parse).map(plain::withWatermark).orElse(plain);
  }

  void function(JavaFunction function) {
    checkName(function.name());
    environment.catalog().put(JavaBody.bind(function));
  }

  void function(JavaAggregate<?> function) {
    checkName(function.name());
    environment.catalog().put(JavaAggregateBody.bind(function));
  }

  void function(JavaTableFunction function) {
    checkName(function.name());
    environment.catalog().put(JavaTableBody.bind(function));
  }

  private static void checkName(String given) {
    String name = given.toUpperCase(Locale.ROOT);
    if (SqlCompiler.isBuiltIn(name)) {
      throw new UserException(
          ErrorCode.AMBIGUOUS_NAME, "there is a built-in function '" + name + "'");
    }
  }

  List<TableInfo> all() {
    return environment.catalog().all().stream()
        .map(table -> new TableInfo(table.name(), kind(table.kind()), table.schema()))
        .toList();
  }

  private static TableInfo.Kind kind(TableDefinition.Kind kind) {
    return switch (kind) {
      case TABLE -> TableInfo.Kind.TABLE;
      case STREAM -> TableInfo.Kind.STREAM;
      case VIEW, MATERIALIZED_VIEW -> TableInfo.Kind.VIEW;
    };
  }

  void closeInputs() {
    inputs.forEach(InputBuffer::close);
  }
}
