package io.velostream.sql.validate;

import io.velostream.expression.function.Casts;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlArrayValueConstructor;
import org.apache.calcite.sql.fun.SqlCastFunction;
import org.apache.calcite.sql.fun.SqlJsonQueryFunction;
import org.apache.calcite.sql.fun.SqlJsonValueFunction;
import org.apache.calcite.sql.fun.SqlMapValueConstructor;
import org.apache.calcite.sql.type.SqlTypeName;

/// Operators that take less in Calcite's own form than here.
final class NestedOperators {
  private NestedOperators() {}

  static List<SqlOperator> all() {
    return List.of(
        new Cast("CAST", SqlKind.CAST),
        new Cast("TRY_CAST", SqlKind.SAFE_CAST),
        new Array(),
        new Map(),
        new JsonValue(),
        new JsonQuery());
  }

  /// CAST and TRY_CAST, between nested types where our casts allow it.
  static final class Cast extends SqlCastFunction {
    Cast(String name, SqlKind kind) {
      super(name, kind);
    }

    @Override
    public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
      RelDataType from = binding.getOperandType(0);
      RelDataType to = binding.getOperandType(1);
      return (isNested(from) && exists(from, to))
          || super.checkOperandTypes(binding, throwOnFailure);
    }

    /// Calcite's derivation goes into the parts of both types, which it takes for alike.
    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
      RelDataType from = binding.getOperandType(0);
      boolean nullable = from.isNullable() || getKind() == SqlKind.SAFE_CAST;
      return isNested(from)
          ? binding.getTypeFactory().createTypeWithNullability(binding.getOperandType(1), nullable)
          : super.inferReturnType(binding);
    }

    static boolean isNested(RelDataType type) {
      return switch (type.getSqlTypeName()) {
        case ARRAY, MULTISET, MAP, ROW -> true;
        default -> false;
      };
    }

    private static boolean exists(RelDataType from, RelDataType to) {
      return Casts.exists(Types.fromCalcite(from), Types.fromCalcite(to));
    }
  }

  /// ARRAY, which may be empty.
  private static final class Array extends SqlArrayValueConstructor {
    @Override
    public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
      return binding.getOperandCount() == 0 || super.checkOperandTypes(binding, throwOnFailure);
    }

    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
      RelDataTypeFactory types = binding.getTypeFactory();
      return binding.getOperandCount() == 0
          ? types.createArrayType(types.createSqlType(SqlTypeName.NULL), -1)
          : super.inferReturnType(binding);
    }
  }

  /// MAP, which may be empty.
  private static final class Map extends SqlMapValueConstructor {
    @Override
    public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
      return binding.getOperandCount() == 0 || super.checkOperandTypes(binding, throwOnFailure);
    }

    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
      RelDataTypeFactory types = binding.getTypeFactory();
      RelDataType nothing = types.createSqlType(SqlTypeName.NULL);
      return binding.getOperandCount() == 0
          ? types.createMapType(nothing, nothing)
          : super.inferReturnType(binding);
    }
  }

  /// JSON_VALUE of any length.
  private static final class JsonValue extends SqlJsonValueFunction {
    JsonValue() {
      super("JSON_VALUE");
    }

    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
      return unlimited(super.inferReturnType(binding), binding);
    }
  }

  /// JSON_QUERY of any length.
  private static final class JsonQuery extends SqlJsonQueryFunction {
    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
      return unlimited(super.inferReturnType(binding), binding);
    }
  }

  /// Calcite means VARCHAR(2000) where no type is named.
  private static RelDataType unlimited(RelDataType type, SqlOperatorBinding binding) {
    RelDataTypeFactory types = binding.getTypeFactory();
    return type.getSqlTypeName() == SqlTypeName.VARCHAR && type.getPrecision() == 2000
        ? types.createTypeWithNullability(types.createSqlType(SqlTypeName.VARCHAR), true)
        : type;
  }
}
