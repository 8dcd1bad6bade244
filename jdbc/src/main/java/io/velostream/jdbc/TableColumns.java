package io.velostream.jdbc;

import java.sql.DatabaseMetaData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The form in which JDBC wants the columns of tables.
final class TableColumns {
  static final List<ResultColumn> COLUMNS =
      List.of(
          ResultColumn.text("TABLE_CAT"),
          ResultColumn.text("TABLE_SCHEM"),
          ResultColumn.text("TABLE_NAME"),
          ResultColumn.text("COLUMN_NAME"),
          ResultColumn.number("DATA_TYPE"),
          ResultColumn.text("TYPE_NAME"),
          ResultColumn.number("COLUMN_SIZE"),
          ResultColumn.number("BUFFER_LENGTH"),
          ResultColumn.number("DECIMAL_DIGITS"),
          ResultColumn.number("NUM_PREC_RADIX"),
          ResultColumn.number("NULLABLE"),
          ResultColumn.text("REMARKS"),
          ResultColumn.text("COLUMN_DEF"),
          ResultColumn.number("SQL_DATA_TYPE"),
          ResultColumn.number("SQL_DATETIME_SUB"),
          ResultColumn.number("CHAR_OCTET_LENGTH"),
          ResultColumn.number("ORDINAL_POSITION"),
          ResultColumn.text("IS_NULLABLE"),
          ResultColumn.text("SCOPE_CATALOG"),
          ResultColumn.text("SCOPE_SCHEMA"),
          ResultColumn.text("SCOPE_TABLE"),
          ResultColumn.number("SOURCE_DATA_TYPE"),
          ResultColumn.text("IS_AUTOINCREMENT"),
          ResultColumn.text("IS_GENERATEDCOLUMN"));

  private TableColumns() {}

  /// One column of a table.
  ///
  /// @param ordinal from 1
  static @Nullable Object[] row(String table, ResultColumn column, int ordinal) {
    return new @Nullable Object[] {
      null,
      null,
      table,
      column.name(),
      column.jdbcType(),
      column.typeName(),
      column.precision(),
      null,
      column.isNumber() ? column.scale() : null,
      10,
      column.nullable() ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
      null,
      null,
      null,
      null,
      null,
      ordinal,
      column.nullable() ? "YES" : "NO",
      null,
      null,
      null,
      null,
      "NO",
      ""
    };
  }
}
