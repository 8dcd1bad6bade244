package io.velostream.sql.grammar.ast;

import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlUserDefinedTypeNameSpec;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/// Types by names that are no words of the grammar.
public final class TypeNames {
  private static final Map<String, SqlTypeName> NAMES =
      Map.ofEntries(
          Map.entry("BOOL", SqlTypeName.BOOLEAN),
          Map.entry("BYTEA", SqlTypeName.VARBINARY),
          Map.entry("FLOAT4", SqlTypeName.REAL),
          Map.entry("FLOAT8", SqlTypeName.DOUBLE),
          Map.entry("FLOAT64", SqlTypeName.DOUBLE),
          Map.entry("INT2", SqlTypeName.SMALLINT),
          Map.entry("INT4", SqlTypeName.INTEGER),
          Map.entry("INT8", SqlTypeName.BIGINT),
          Map.entry("INT64", SqlTypeName.BIGINT),
          Map.entry("LONG", SqlTypeName.BIGINT),
          Map.entry("TIMESTAMPTZ", SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE));

  private TypeNames() {}

  /// The type that PostgreSQL, DuckDB, BigQuery or Spark call so; one that nobody knows stays as it
  /// was written, and is refused later.
  public static SqlTypeNameSpec of(SqlIdentifier name, SqlParserPos position) {
    SqlTypeName known =
        name.isSimple() ? NAMES.get(name.getSimple().toUpperCase(Locale.ROOT)) : null;
    return known == null
        ? new SqlUserDefinedTypeNameSpec(name, position)
        : new SqlBasicTypeNameSpec(known, position);
  }
}
