package io.velostream.sql.validate;

import com.google.common.collect.ImmutableSet;
import java.util.HashMap;
import java.util.Map;
import org.apache.calcite.sql.type.SqlTypeCoercionRule;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;

/// Calcite's casts, and those from a GEOMETRY to text and to bytes, and from bytes to it.
final class GeometryCasts {
  static final SqlTypeMappingRule RULE = SqlTypeCoercionRule.instance(mapping());

  private GeometryCasts() {}

  private static Map<SqlTypeName, ImmutableSet<SqlTypeName>> mapping() {
    Map<SqlTypeName, ImmutableSet<SqlTypeName>> mapping =
        new HashMap<>(SqlTypeCoercionRule.instance().getTypeMapping());
    add(mapping, SqlTypeName.CHAR, SqlTypeName.GEOMETRY);
    add(mapping, SqlTypeName.VARCHAR, SqlTypeName.GEOMETRY);
    add(mapping, SqlTypeName.VARBINARY, SqlTypeName.GEOMETRY);
    add(mapping, SqlTypeName.GEOMETRY, SqlTypeName.VARBINARY);
    add(mapping, SqlTypeName.GEOMETRY, SqlTypeName.BINARY);
    add(mapping, SqlTypeName.GEOMETRY, SqlTypeName.VARIANT);
    return mapping;
  }

  private static void add(
      Map<SqlTypeName, ImmutableSet<SqlTypeName>> mapping, SqlTypeName to, SqlTypeName from) {
    ImmutableSet<SqlTypeName> known = mapping.getOrDefault(to, ImmutableSet.of());
    mapping.put(to, ImmutableSet.<SqlTypeName>builder().addAll(known).add(from).build());
  }
}
