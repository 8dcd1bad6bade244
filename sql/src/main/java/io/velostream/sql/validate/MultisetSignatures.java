package io.velostream.sql.validate;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;

/// Signatures of what constructors and aggregates of MULTISETs are rewritten to, see
/// [io.velostream.sql.rewrite.MultisetForms].
final class MultisetSignatures {
  private MultisetSignatures() {}

  static List<SqlFunction> all() {
    return List.of(
        function("$MULTISET", "MULTISET", binding -> multiset(binding, true), false),
        function("$COLLECTED", "COLLECT", binding -> multiset(binding, false), false),
        function("$FUSED", "FUSION", MultisetSignatures::element, true),
        function("$INTERSECTED", "INTERSECTION", MultisetSignatures::element, true));
  }

  /// Of the elements of an ARRAY.
  private static RelDataType multiset(SqlOperatorBinding binding, boolean mayBeNull) {
    RelDataTypeFactory types = binding.getTypeFactory();
    RelDataType array = binding.getOperandType(0);
    return types.createTypeWithNullability(
        types.createMultisetType(component(array), -1), mayBeNull && array.isNullable());
  }

  private static RelDataType element(SqlOperatorBinding binding) {
    return binding
        .getTypeFactory()
        .createTypeWithNullability(component(binding.getOperandType(0)), true);
  }

  private static RelDataType component(RelDataType array) {
    RelDataType component = array.getComponentType();
    if (component == null) {
      throw new IllegalStateException("an ARRAY has a component type");
    }
    return component;
  }

  private static SqlFunction function(
      String name, String written, SqlReturnTypeInference result, boolean ofMultisets) {
    return SqlBasicFunction.create(
        name, result, new OneArray(written, ofMultisets), SqlFunctionCategory.SYSTEM);
  }

  /// Takes the ARRAY that the rewrite gives.
  ///
  /// @param written what the user wrote
  /// @param ofMultisets whether its elements have to be MULTISETs
  private record OneArray(String written, boolean ofMultisets) implements SqlOperandTypeChecker {
    @Override
    public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
      RelDataType type = binding.getOperandType(0);
      boolean fits =
          type.getSqlTypeName() == SqlTypeName.ARRAY
              && (!ofMultisets || component(type).getSqlTypeName() == SqlTypeName.MULTISET);
      if (!fits && throwOnFailure) {
        throw new UserException(
            ErrorCode.TYPE_MISMATCH,
            "%s takes MULTISETs, not values of type %s"
                .formatted(written, Types.fromCalcite(value(type)).sql()),
            FrontEndErrors.position(binding.getCall()),
            "COLLECT(x) makes a MULTISET of values");
      }
      return fits;
    }

    private static RelDataType value(RelDataType type) {
      RelDataType component = type.getComponentType();
      return component == null ? type : component;
    }

    @Override
    public SqlOperandCountRange getOperandCountRange() {
      return SqlOperandCountRanges.of(1);
    }

    @Override
    public String getAllowedSignatures(SqlOperator operator, String name) {
      return written + (ofMultisets ? "(MULTISET)" : "(ANY)");
    }
  }
}
