package io.velostream.benchmarks.duckdb;

import io.velostream.benchmarks.data.DataSet;
import io.velostream.columnar.Batch;
import io.velostream.columnar.BytesVector;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Dictionary;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.Field;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Vector;
import io.velostream.columnar.WideVector;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/// Copies a data set into a table of DuckDB, row by row. Strings become VARCHAR in any case; DuckDB
/// finds dictionaries by itself when it compresses the table.
final class TableLoader {
  private final DuckDBAppender appender;
  private final Schema schema;

  private TableLoader(DuckDBAppender appender, Schema schema) {
    this.appender = appender;
    this.schema = schema;
  }

  static void load(DuckDBConnection connection, DataSet data, boolean withLate) {
    String name = data.table().name();
    Schema schema = data.table().schema();
    String columns =
        schema.fields().stream()
            .map(field -> field.name() + " " + type(field))
            .collect(Collectors.joining(", "));
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE OR REPLACE TABLE " + name + " (" + columns + ")");
      try (DuckDBAppender appender =
          connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, name)) {
        new TableLoader(appender, schema).append(data, withLate);
      }
    } catch (SQLException e) {
      throw DuckDb.failed("loading " + name, e);
    }
  }

  private static String type(Field field) {
    return switch (field.type()) {
      case DataType.Timestamp _ -> "TIMESTAMP";
      case DataType.Decimal decimal ->
          "DECIMAL(" + decimal.precision() + ", " + decimal.scale() + ")";
      default -> field.type().sql();
    };
  }

  private void append(DataSet data, boolean withLate) throws SQLException {
    long record = 0;
    for (Batch batch : data.batches()) {
      for (int k = 0; k < batch.rowCount(); k++, record++) {
        if (withLate || !data.table().late().test(record)) {
          append(batch, batch.rowAt(k));
        }
      }
    }
  }

  private void append(Batch batch, int row) throws SQLException {
    appender.beginRow();
    for (int c = 0; c < batch.columnCount(); c++) {
      append(batch.column(c), schema.type(c), row);
    }
    appender.endRow();
  }

  private void append(Vector column, DataType type, int row) throws SQLException {
    if (column.isNull(row)) {
      appender.appendNull();
      return;
    }
    switch (column) {
      case LongVector v -> append(v.values()[row], type);
      case DoubleVector v -> appender.append(v.values()[row]);
      case BytesVector v -> appender.append(v.slice(row).toText());
      case DictionaryVector v -> {
        Dictionary dictionary = v.dictionary();
        appender.append(dictionary.slice(v.ids()[row]).toText());
      }
      case WideVector _ -> throw new IllegalArgumentException("no wide columns in the scenarios");
    }
  }

  private void append(long value, DataType type) throws SQLException {
    switch (type) {
      case DataType.Timestamp _ -> appender.appendEpochMicros(value);
      case DataType.Decimal decimal -> appender.append(BigDecimal.valueOf(value, decimal.scale()));
      default -> appender.append(value);
    }
  }
}
