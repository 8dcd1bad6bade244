package io.velostream.sql.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlTypeName;

/// Types of ENCODE and DECODE: the constant behind the value says whether bytes or text come out.
final class CodecTypes {
  private CodecTypes() {}

  static RelDataType encoded(SqlOperatorBinding binding) {
    return type(binding, isDigits(binding) ? SqlTypeName.VARCHAR : SqlTypeName.VARBINARY);
  }

  static RelDataType decoded(SqlOperatorBinding binding) {
    return binding.getOperandCount() == 2
        ? type(binding, isDigits(binding) ? SqlTypeName.VARBINARY : SqlTypeName.VARCHAR)
        : chosen(binding);
  }

  /// DECODE(x, a, r, ... [, otherwise]): the type that holds all results.
  private static RelDataType chosen(SqlOperatorBinding binding) {
    List<RelDataType> results = new ArrayList<>();
    for (int i = 2; i < binding.getOperandCount(); i += 2) {
      results.add(binding.getOperandType(i));
    }
    if (binding.getOperandCount() % 2 == 0) {
      results.add(binding.getOperandType(binding.getOperandCount() - 1));
    }
    RelDataTypeFactory types = binding.getTypeFactory();
    RelDataType common = types.leastRestrictive(results);
    return types.createTypeWithNullability(common == null ? results.getFirst() : common, true);
  }

  private static boolean isDigits(SqlOperatorBinding binding) {
    if (!binding.isOperandLiteral(1, false)) {
      return false;
    }
    String format = binding.getOperandLiteralValue(1, String.class);
    String word = format == null ? "" : format.toUpperCase(Locale.ROOT);
    return word.equals("HEX") || word.equals("BASE64");
  }

  private static RelDataType type(SqlOperatorBinding binding, SqlTypeName name) {
    boolean nullable = binding.collectOperandTypes().stream().anyMatch(RelDataType::isNullable);
    RelDataTypeFactory types = binding.getTypeFactory();
    return types.createTypeWithNullability(types.createSqlType(name), nullable);
  }
}
