package io.velostream.sql.validate;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlTypeName;

/// Types of times moved between zones.
final class ZoneTypes {
  private ZoneTypes() {}

  /// `time AT TIME ZONE zone`: an instant becomes a time without zone, and the other way round.
  static RelDataType atTimeZone(SqlOperatorBinding binding) {
    RelDataType time = binding.getOperandType(0);
    boolean local = time.getSqlTypeName() == SqlTypeName.TIMESTAMP;
    return type(
        binding,
        local ? SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE : SqlTypeName.TIMESTAMP,
        time.getPrecision());
  }

  /// CONVERT_TZ: as fine as the time that is given; seconds of a text.
  static RelDataType converted(SqlOperatorBinding binding) {
    RelDataType time = binding.getOperandType(0);
    boolean local = time.getSqlTypeName() == SqlTypeName.TIMESTAMP;
    return type(binding, SqlTypeName.TIMESTAMP, local ? time.getPrecision() : 0);
  }

  private static RelDataType type(SqlOperatorBinding binding, SqlTypeName name, int precision) {
    RelDataTypeFactory types = binding.getTypeFactory();
    boolean nullable = binding.collectOperandTypes().stream().anyMatch(RelDataType::isNullable);
    return types.createTypeWithNullability(types.createSqlType(name, precision), nullable);
  }
}
