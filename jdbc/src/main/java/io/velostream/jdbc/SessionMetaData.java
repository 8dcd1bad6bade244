package io.velostream.jdbc;

import io.velostream.engine.Session;
import io.velostream.engine.TableInfo;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What tools ask before they show tables: there is one catalogue and one schema, both without a
/// name.
final class SessionMetaData implements PlainMetaData, UnlimitedMetaData, SmallMetaData, Unwrapping {
  private final SessionConnection connection;

  SessionMetaData(SessionConnection connection) {
    this.connection = connection;
  }

  @Override
  public ResultSet getTables(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String namePattern,
      String @Nullable [] types)
      throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (TableInfo table : tables(namePattern)) {
      String kind = table.kind().name();
      if (types == null || Arrays.asList(types).contains(kind)) {
        rows.add(new @Nullable Object[] {null, null, table.name(), kind, null});
      }
    }
    return texts(rows, "TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "TABLE_TYPE", "REMARKS");
  }

  @Override
  public ResultSet getColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      @Nullable String columnPattern)
      throws SQLException {
    Pattern wanted = like(columnPattern);
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (TableInfo table : tables(tablePattern)) {
      for (int c = 0; c < table.schema().size(); c++) {
        ResultColumn column = ResultColumn.of(table.schema().field(c));
        if (wanted.matcher(column.name()).matches()) {
          rows.add(TableColumns.row(table.name(), column, c + 1));
        }
      }
    }
    return new CursorResultSet(new ListCursor(TableColumns.COLUMNS, rows), null);
  }

  private List<TableInfo> tables(@Nullable String namePattern) throws SQLException {
    Pattern wanted = like(namePattern);
    return connection.call(null, Session::tables).stream()
        .filter(table -> wanted.matcher(table.name()).matches())
        .toList();
  }

  /// A pattern of LIKE, with a backslash as escape; `null` is any name. Letter case does not count.
  private static Pattern like(@Nullable String pattern) {
    if (pattern == null) {
      return Pattern.compile(".*", Pattern.DOTALL);
    }
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\' && i + 1 < pattern.length()) {
        i++;
        regex.append(Pattern.quote(pattern.substring(i, i + 1)));
      } else {
        regex.append(
            switch (c) {
              case '%' -> ".*";
              case '_' -> ".";
              default -> Pattern.quote(String.valueOf(c));
            });
      }
    }
    return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }

  private static ResultSet texts(List<@Nullable Object[]> rows, String... columns) {
    List<ResultColumn> all = Arrays.stream(columns).map(ResultColumn::text).toList();
    return new CursorResultSet(new ListCursor(all, rows), null);
  }

  @Override
  public ResultSet getTableTypes() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (TableInfo.Kind kind : TableInfo.Kind.values()) {
      rows.add(new @Nullable Object[] {kind.name()});
    }
    return texts(rows, "TABLE_TYPE");
  }

  @Override
  public ResultSet getSchemas() {
    return texts(List.of(), "TABLE_SCHEM", "TABLE_CATALOG");
  }

  @Override
  public ResultSet getSchemas(@Nullable String catalog, @Nullable String schemaPattern) {
    return getSchemas();
  }

  @Override
  public ResultSet getCatalogs() {
    return texts(List.of(), "TABLE_CAT");
  }

  @Override
  public Connection getConnection() {
    return connection;
  }

  @Override
  public String getURL() {
    return connection.url();
  }

  @Override
  public String getUserName() {
    return "";
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public boolean isCatalogAtStart() {
    return true;
  }

  @Override
  public String getDatabaseProductName() {
    return "Velostream";
  }

  @Override
  public String getDatabaseProductVersion() {
    return getDriverVersion();
  }

  @Override
  public String getDriverName() {
    return "Velostream JDBC";
  }

  @Override
  public String getDriverVersion() {
    return String.format(Locale.ROOT, "%d.%d", VelostreamDriver.MAJOR, VelostreamDriver.MINOR);
  }

  @Override
  public int getDriverMajorVersion() {
    return VelostreamDriver.MAJOR;
  }

  @Override
  public int getDriverMinorVersion() {
    return VelostreamDriver.MINOR;
  }

  @Override
  public int getDatabaseMajorVersion() {
    return VelostreamDriver.MAJOR;
  }

  @Override
  public int getDatabaseMinorVersion() {
    return VelostreamDriver.MINOR;
  }

  @Override
  public int getJDBCMajorVersion() {
    return 4;
  }

  @Override
  public int getJDBCMinorVersion() {
    return 3;
  }

  @Override
  public String getIdentifierQuoteString() {
    return "\"";
  }

  @Override
  public String getSearchStringEscape() {
    return "\\";
  }

  @Override
  public String getExtraNameCharacters() {
    return "$";
  }

  @Override
  public String getSQLKeywords() {
    return "EMIT,HOP,SESSION,TUMBLE,WATERMARK";
  }

  @Override
  public String getNumericFunctions() {
    return "";
  }

  @Override
  public String getStringFunctions() {
    return "";
  }

  @Override
  public String getSystemFunctions() {
    return "";
  }

  @Override
  public String getTimeDateFunctions() {
    return "";
  }

  @Override
  public String getSchemaTerm() {
    return "schema";
  }

  @Override
  public String getProcedureTerm() {
    return "procedure";
  }

  @Override
  public String getCatalogTerm() {
    return "catalog";
  }

  @Override
  public String getCatalogSeparator() {
    return ".";
  }

  @Override
  public boolean supportsMixedCaseQuotedIdentifiers() {
    return true;
  }

  @Override
  public boolean storesMixedCaseIdentifiers() {
    return true;
  }

  @Override
  public boolean supportsColumnAliasing() {
    return true;
  }

  @Override
  public boolean nullPlusNonNullIsNull() {
    return true;
  }

  @Override
  public boolean supportsGroupBy() {
    return true;
  }

  @Override
  public boolean supportsUnion() {
    return true;
  }

  @Override
  public boolean supportsUnionAll() {
    return true;
  }

  @Override
  public boolean supportsNonNullableColumns() {
    return true;
  }

  @Override
  public boolean supportsResultSetType(int type) {
    return type == ResultSet.TYPE_FORWARD_ONLY;
  }

  @Override
  public boolean supportsResultSetConcurrency(int type, int concurrency) {
    return type == ResultSet.TYPE_FORWARD_ONLY && concurrency == ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  public boolean supportsResultSetHoldability(int holdability) {
    return holdability == getResultSetHoldability();
  }

  @Override
  public boolean supportsTransactionIsolationLevel(int level) {
    return level == Connection.TRANSACTION_NONE;
  }

  @Override
  public int getDefaultTransactionIsolation() {
    return Connection.TRANSACTION_NONE;
  }

  @Override
  public int getResultSetHoldability() {
    return ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  public int getSQLStateType() {
    return sqlStateSQL;
  }

  @Override
  public RowIdLifetime getRowIdLifetime() {
    return RowIdLifetime.ROWID_UNSUPPORTED;
  }
}
