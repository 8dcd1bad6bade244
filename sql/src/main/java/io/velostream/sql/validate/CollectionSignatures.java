package io.velostream.sql.validate;

import io.velostream.columnar.DataType.Decimal;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.jspecify.annotations.Nullable;

/// Signatures of the functions that make ARRAYs, MAPs and ROWs from others.
final class CollectionSignatures {
  private static final SqlTypeFamily ARRAY = SqlTypeFamily.ARRAY;
  private static final SqlTypeFamily MAP = SqlTypeFamily.MAP;
  private static final SqlTypeFamily ANY = SqlTypeFamily.ANY;
  private static final SqlTypeFamily WHOLE = SqlTypeFamily.INTEGER;

  private CollectionSignatures() {}

  static List<SqlFunction> all() {
    SqlOperandTypeChecker two = family(ARRAY, ARRAY);
    SqlOperandTypeChecker edit = family(ARRAY, ANY).or(family(ANY, ARRAY));
    return List.of(
        function("ARRAY_APPEND", CollectionSignatures::extended, edit),
        function("ARRAY_PREPEND", CollectionSignatures::extended, edit),
        function("ARRAY_REMOVE", CollectionSignatures::extended, family(ARRAY, ANY)),
        function("ARRAY_REVERSE", ReturnTypes.ARG0_NULLABLE, family(ARRAY)),
        function("ARRAY_UNION", ReturnTypes.LEAST_RESTRICTIVE, two),
        function("ARRAY_INTERSECT", ReturnTypes.LEAST_RESTRICTIVE, two),
        function("ARRAY_EXCEPT", ReturnTypes.LEAST_RESTRICTIVE, two),
        function(
            "ARRAYS_OVERLAP",
            ReturnTypes.explicit(SqlTypeName.BOOLEAN).andThen(SqlTypeTransforms.TO_NULLABLE),
            two),
        function("ARRAY_REPEAT", CollectionSignatures::repeated, family(ANY, WHOLE)),
        function("ARRAY_SUM", CollectionSignatures::sum, family(ARRAY)),
        function(
            "ELEMENT_AT", CollectionSignatures::part, family(ARRAY, WHOLE).or(family(MAP, ANY))),
        function(
            "ARRAY_TO_STRING",
            ReturnTypes.explicit(SqlTypeName.VARCHAR).andThen(SqlTypeTransforms.TO_NULLABLE),
            family(ARRAY, SqlTypeFamily.CHARACTER)
                .or(family(ARRAY, SqlTypeFamily.CHARACTER, SqlTypeFamily.CHARACTER))),
        function("MAP_FROM_ARRAYS", CollectionSignatures::mapOfArrays, two),
        function("MAP_FROM_ENTRIES", CollectionSignatures::mapOfEntries, family(ARRAY)),
        function(
            "MAP_CONCAT",
            ReturnTypes.LEAST_RESTRICTIVE,
            OperandTypes.repeat(SqlOperandCountRanges.from(1), OperandTypes.MAP)),
        function(
            "STRUCT",
            SqlStdOperatorTable.ROW::inferReturnType,
            OperandTypes.variadic(SqlOperandCountRanges.from(1))));
  }

  /// The type of an ARRAY that takes an element, too.
  private static RelDataType extended(SqlOperatorBinding binding) {
    boolean first = binding.getOperandType(0).getSqlTypeName() == SqlTypeName.ARRAY;
    RelDataType array = binding.getOperandType(first ? 0 : 1);
    RelDataType element = binding.getOperandType(first ? 1 : 0);
    RelDataTypeFactory types = binding.getTypeFactory();
    RelDataType common = types.leastRestrictive(List.of(known(array.getComponentType()), element));
    return types.createTypeWithNullability(
        types.createArrayType(common == null ? known(array.getComponentType()) : common, -1),
        array.isNullable());
  }

  private static RelDataType repeated(SqlOperatorBinding binding) {
    RelDataTypeFactory types = binding.getTypeFactory();
    return types.createTypeWithNullability(
        types.createArrayType(binding.getOperandType(0), -1),
        binding.getOperandType(1).isNullable());
  }

  private static RelDataType sum(SqlOperatorBinding binding) {
    RelDataType element = known(binding.getOperandType(0).getComponentType());
    RelDataTypeFactory types = binding.getTypeFactory();
    RelDataType sum =
        switch (element.getSqlTypeName()) {
          case DECIMAL ->
              types.createSqlType(SqlTypeName.DECIMAL, Decimal.MAX_PRECISION, element.getScale());
          case FLOAT, REAL, DOUBLE -> types.createSqlType(SqlTypeName.DOUBLE);
          default -> types.createSqlType(SqlTypeName.BIGINT);
        };
    return types.createTypeWithNullability(sum, true);
  }

  private static RelDataType part(SqlOperatorBinding binding) {
    RelDataType container = binding.getOperandType(0);
    boolean array = container.getSqlTypeName() == SqlTypeName.ARRAY;
    RelDataType part = known(array ? container.getComponentType() : container.getValueType());
    return binding.getTypeFactory().createTypeWithNullability(part, true);
  }

  private static RelDataType mapOfArrays(SqlOperatorBinding binding) {
    return map(
        binding,
        known(binding.getOperandType(0).getComponentType()),
        known(binding.getOperandType(1).getComponentType()));
  }

  private static RelDataType mapOfEntries(SqlOperatorBinding binding) {
    RelDataType entry = known(binding.getOperandType(0).getComponentType());
    List<RelDataTypeField> fields = entry.isStruct() ? entry.getFieldList() : List.of();
    return fields.size() == 2
        ? map(binding, fields.get(0).getType(), fields.get(1).getType())
        : map(binding, entry, entry);
  }

  private static RelDataType map(SqlOperatorBinding binding, RelDataType key, RelDataType value) {
    RelDataTypeFactory types = binding.getTypeFactory();
    boolean nullable = binding.collectOperandTypes().stream().anyMatch(RelDataType::isNullable);
    return types.createTypeWithNullability(
        types.createMapType(types.createTypeWithNullability(key, false), value), nullable);
  }

  private static RelDataType known(@Nullable RelDataType type) {
    if (type == null) {
      throw new IllegalStateException("a collection has a component type");
    }
    return type;
  }

  private static SqlFunction function(
      String name, SqlReturnTypeInference result, SqlOperandTypeChecker operands) {
    return SqlBasicFunction.create(name, result, operands, SqlFunctionCategory.SYSTEM);
  }

  private static SqlOperandTypeChecker family(SqlTypeFamily... families) {
    return OperandTypes.family(families);
  }
}
