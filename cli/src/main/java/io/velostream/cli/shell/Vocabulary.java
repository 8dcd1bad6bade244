package io.velostream.cli.shell;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.formats.ValueText;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.connector.spi.Connector;
import io.velostream.connector.spi.Connectors;
import io.velostream.connector.spi.OptionSpec;
import io.velostream.engine.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The names that can be completed: what the session answers to SHOW and DESCRIBE.
final class Vocabulary {
  private final Session session;
  private final Connectors connectors = Connectors.load();
  private final List<String> functions;
  private final Map<String, List<String>> fileColumns = new HashMap<>();

  Vocabulary(Session session) {
    this.session = session;
    this.functions = firstColumn("SHOW FUNCTIONS");
  }

  /// Names of tables, streams and views.
  List<String> tables() {
    List<String> names = new ArrayList<>();
    for (String kind : List.of("TABLES", "STREAMS", "VIEWS")) {
      names.addAll(firstColumn("SHOW " + kind));
    }
    return names;
  }

  /// Names of functions.
  List<String> functions() {
    return functions;
  }

  /// Names of session settings.
  List<String> settings() {
    return firstColumn("SHOW SETTINGS");
  }

  /// The columns of a table, or of a file when `table` is a literal. None when there is no such
  /// table.
  List<String> columns(String table) {
    return table.startsWith("'")
        ? fileColumns.computeIfAbsent(table, this::described)
        : described(table);
  }

  /// While somebody types, a name that does not exist yet is nothing to report.
  private List<String> described(String table) {
    try {
      return firstColumn("DESCRIBE " + table);
    } catch (UserException | EnvironmentException e) {
      return List.of();
    }
  }

  /// Options of all connectors, with those of the formats that they have without being told one.
  Set<String> options() {
    Set<String> names = new TreeSet<>(List.of("connector"));
    for (Connector connector : connectors.all()) {
      connector.options(Map.of()).stream().map(OptionSpec::name).forEach(names::add);
    }
    return names;
  }

  private List<String> firstColumn(String statement) {
    List<String> names = new ArrayList<>();
    session.execute(statement, shape -> new FirstColumn(shape.schema(), names));
    return names;
  }

  private record FirstColumn(Schema schema, List<String> values) implements BatchWriter {
    @Override
    public void write(Batch batch) {
      for (int k = 0; k < batch.rowCount(); k++) {
        values.add(ValueText.of(schema.type(0), batch.column(0), batch.rowAt(k)));
      }
    }

    @Override
    public void endStep() {}

    @Override
    public void commit() {}

    @Override
    public void close() {}
  }
}
