package io.velostream.sql.validate;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.FamilyOperandTypeChecker;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.jspecify.annotations.Nullable;

/// Signatures of the functions of ARRAY, MAP and VARIANT. What they compute is in the catalogue of
/// `expression`, under the same name.
final class NestedSignatures {
  private static final SqlTypeFamily ARRAY = SqlTypeFamily.ARRAY;
  private static final SqlTypeFamily MAP = SqlTypeFamily.MAP;
  private static final SqlTypeFamily MULTISET = SqlTypeFamily.MULTISET;
  private static final SqlTypeFamily ANY = SqlTypeFamily.ANY;
  private static final SqlTypeFamily TEXT = SqlTypeFamily.CHARACTER;
  private static final SqlTypeFamily WHOLE = SqlTypeFamily.INTEGER;
  private static final SqlTypeFamily TRUTH = SqlTypeFamily.BOOLEAN;

  private NestedSignatures() {}

  static List<SqlFunction> all() {
    List<SqlFunction> all = new ArrayList<>(arrays());
    all.addAll(mapsAndJson());
    all.add(
        function(
            "$UNNEST_PART",
            NestedSignatures::unnestPart,
            family(ARRAY).or(family(MAP)).or(family(MULTISET))));
    all.add(function("$ARRAY_LITERAL", NestedSignatures::literal, family(TEXT, ANY)));
    all.add(
        function(
            "$WHOLE", NestedSignatures::whole, family(ARRAY).or(family(MAP)).or(family(MULTISET))));
    return all;
  }

  private static List<SqlFunction> arrays() {
    SqlReturnTypeInference integer = nullable(SqlTypeName.INTEGER);
    SqlReturnTypeInference truth = nullable(SqlTypeName.BOOLEAN);
    return List.of(
        function("CARDINALITY", integer, family(ARRAY).or(family(MAP)).or(family(MULTISET))),
        function("ARRAY_LENGTH", integer, family(ARRAY)),
        function("ARRAY_CONTAINS", truth, OperandTypes.ARRAY_ELEMENT),
        function("ARRAY_POSITION", integer, OperandTypes.ARRAY_ELEMENT),
        function(
            "ARRAY_CONCAT",
            ReturnTypes.LEAST_RESTRICTIVE,
            OperandTypes.repeat(SqlOperandCountRanges.from(1), OperandTypes.ARRAY)),
        function(
            "ARRAY_JOIN",
            nullable(SqlTypeName.VARCHAR),
            family(ARRAY, TEXT).or(family(ARRAY, TEXT, TEXT))),
        function("ARRAY_DISTINCT", ReturnTypes.ARG0_NULLABLE, family(ARRAY)),
        function(
            "ARRAY_SORT",
            ReturnTypes.ARG0_NULLABLE,
            family(ARRAY).or(family(ARRAY, TRUTH)).or(family(ARRAY, TRUTH, TRUTH))),
        function("ARRAY_MIN", NestedSignatures::element, family(ARRAY)),
        function("ARRAY_MAX", NestedSignatures::element, family(ARRAY)),
        function(
            "ARRAY_SLICE",
            ReturnTypes.ARG0_NULLABLE,
            family(ARRAY, WHOLE).or(family(ARRAY, WHOLE, WHOLE))));
  }

  private static List<SqlFunction> mapsAndJson() {
    SqlReturnTypeInference variant = nullable(SqlTypeName.VARIANT);
    SqlReturnTypeInference text = nullable(SqlTypeName.VARCHAR);
    return List.of(
        function("MAP_KEYS", NestedSignatures::keys, family(MAP)),
        function("MAP_VALUES", NestedSignatures::values, family(MAP)),
        function("MAP_ENTRIES", NestedSignatures::entries, family(MAP)),
        function("MAP_CONTAINS_KEY", nullable(SqlTypeName.BOOLEAN), OperandTypes.MAP_KEY),
        function("PARSE_JSON", variant, family(TEXT)),
        function(
            "TRY_PARSE_JSON",
            ReturnTypes.explicit(SqlTypeName.VARIANT).andThen(SqlTypeTransforms.FORCE_NULLABLE),
            family(TEXT)),
        function("IS_JSON", nullable(SqlTypeName.BOOLEAN), family(TEXT)),
        function("TO_JSON", text, family(ANY)),
        function("JSON_STRING", text, family(ANY)),
        function("JSON_EXTRACT", maybe(SqlTypeName.VARIANT), jsonAndPath()),
        function("JSON_EXTRACT_STRING", maybe(SqlTypeName.VARCHAR), jsonAndPath()),
        function("JSON_GET", maybe(SqlTypeName.VARIANT), jsonAndKey()),
        function("JSON_GET_TEXT", maybe(SqlTypeName.VARCHAR), jsonAndKey()),
        function("JSON_EXTRACT_PATH", maybe(SqlTypeName.VARIANT), names()),
        function("JSON_EXTRACT_PATH_TEXT", maybe(SqlTypeName.VARCHAR), names()),
        function("JSON_KEYS", NestedSignatures::texts, json().or(jsonAndPath())),
        function("JSON_LENGTH", maybe(SqlTypeName.INTEGER), json().or(jsonAndPath())),
        function("JSON_ARRAY_LENGTH", maybe(SqlTypeName.INTEGER), json().or(jsonAndPath())),
        function("JSON_TYPE", maybe(SqlTypeName.VARCHAR), json().or(jsonAndPath())),
        function("VARIANT_TYPE", text, family(SqlTypeFamily.VARIANT)));
  }

  private static SqlOperandTypeChecker json() {
    return family(TEXT).or(family(SqlTypeFamily.VARIANT));
  }

  private static SqlOperandTypeChecker jsonAndPath() {
    return family(TEXT, TEXT).or(family(SqlTypeFamily.VARIANT, TEXT));
  }

  private static SqlOperandTypeChecker jsonAndKey() {
    return jsonAndPath().or(family(TEXT, WHOLE)).or(family(SqlTypeFamily.VARIANT, WHOLE));
  }

  private static SqlOperandTypeChecker names() {
    return OperandTypes.variadic(SqlOperandCountRanges.from(2));
  }

  private static SqlReturnTypeInference maybe(SqlTypeName type) {
    return ReturnTypes.explicit(type).andThen(SqlTypeTransforms.FORCE_NULLABLE);
  }

  private static RelDataType texts(SqlOperatorBinding binding) {
    RelDataTypeFactory types = binding.getTypeFactory();
    RelDataType text = types.createSqlType(SqlTypeName.VARCHAR);
    return types.createTypeWithNullability(types.createArrayType(text, -1), true);
  }

  /// One of several values that are unnested side by side: its elements may be NULL, as where a
  /// longer one goes on.
  private static RelDataType unnestPart(SqlOperatorBinding binding) {
    RelDataTypeFactory types = binding.getTypeFactory();
    RelDataType value = binding.getOperandType(0);
    return switch (value.getSqlTypeName()) {
      case MAP ->
          types.createMapType(
              forced(binding, value.getKeyType()), forced(binding, value.getValueType()));
      case MULTISET -> types.createMultisetType(forced(binding, value.getComponentType()), -1);
      default -> types.createArrayType(forced(binding, value.getComponentType()), -1);
    };
  }

  /// A text, or the ARRAY that it is compared with.
  private static RelDataType literal(SqlOperatorBinding binding) {
    RelDataType other = binding.getOperandType(1);
    return other.getSqlTypeName() == SqlTypeName.ARRAY
        ? binding.getTypeFactory().createTypeWithNullability(other, false)
        : binding.getOperandType(0);
  }

  /// Elements that would be several columns as rows of one field, which is the element.
  private static RelDataType whole(SqlOperatorBinding binding) {
    RelDataTypeFactory types = binding.getTypeFactory();
    RelDataType value = binding.getOperandType(0);
    RelDataType element = value.getComponentType();
    if (element == null || !element.isStruct() || element.getFieldCount() == 1) {
      return value;
    }
    RelDataType row = types.createStructType(List.of(element), List.of("element"));
    RelDataType whole =
        value.getSqlTypeName() == SqlTypeName.MULTISET
            ? types.createMultisetType(row, -1)
            : types.createArrayType(row, -1);
    return types.createTypeWithNullability(whole, value.isNullable());
  }

  private static RelDataType element(SqlOperatorBinding binding) {
    return forced(binding, binding.getOperandType(0).getComponentType());
  }

  private static RelDataType keys(SqlOperatorBinding binding) {
    return array(binding, binding.getOperandType(0).getKeyType());
  }

  private static RelDataType values(SqlOperatorBinding binding) {
    return array(binding, binding.getOperandType(0).getValueType());
  }

  private static RelDataType entries(SqlOperatorBinding binding) {
    RelDataType map = binding.getOperandType(0);
    RelDataType entry =
        binding
            .getTypeFactory()
            .builder()
            .add("key", known(map.getKeyType()))
            .add("value", known(map.getValueType()))
            .build();
    return array(binding, entry);
  }

  private static RelDataType array(SqlOperatorBinding binding, @Nullable RelDataType element) {
    RelDataTypeFactory types = binding.getTypeFactory();
    return types.createTypeWithNullability(
        types.createArrayType(known(element), -1), binding.getOperandType(0).isNullable());
  }

  private static RelDataType forced(SqlOperatorBinding binding, @Nullable RelDataType type) {
    return binding.getTypeFactory().createTypeWithNullability(known(type), true);
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

  private static FamilyOperandTypeChecker family(SqlTypeFamily... families) {
    return OperandTypes.family(families);
  }

  private static SqlReturnTypeInference nullable(SqlTypeName type) {
    return ReturnTypes.explicit(type).andThen(SqlTypeTransforms.TO_NULLABLE);
  }
}
