package io.velostream.sql.validate;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.type.FamilyOperandTypeChecker;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;

/// Signatures of the scalar functions that Calcite's standard table lacks. What they compute is in
/// the catalogue of `expression`, under the same name.
final class StreamFunctions {
  private static final SqlReturnTypeInference TEXT = nullable(SqlTypeName.VARCHAR);
  private static final SqlReturnTypeInference BOOLEAN = nullable(SqlTypeName.BOOLEAN);
  private static final SqlReturnTypeInference INTEGER = nullable(SqlTypeName.INTEGER);
  private static final SqlReturnTypeInference BIGINT = nullable(SqlTypeName.BIGINT);
  private static final SqlReturnTypeInference DOUBLE = nullable(SqlTypeName.DOUBLE);
  private static final SqlReturnTypeInference BYTES = nullable(SqlTypeName.VARBINARY);
  private static final SqlReturnTypeInference DATE = nullable(SqlTypeName.DATE);
  private static final SqlReturnTypeInference MILLIS = timestamp(SqlTypeName.TIMESTAMP, 3);

  private static final SqlReturnTypeInference MICROS = timestamp(SqlTypeName.TIMESTAMP, 6);

  private static final SqlTypeFamily CHARACTER = SqlTypeFamily.CHARACTER;
  private static final SqlTypeFamily NUMBER = SqlTypeFamily.NUMERIC;
  private static final SqlTypeFamily WHOLE = SqlTypeFamily.INTEGER;
  private static final SqlTypeFamily TIME = SqlTypeFamily.DATETIME;

  private static final SqlOperandTypeChecker TWO_TEXTS = family(CHARACTER, CHARACTER);
  private static final SqlOperandTypeChecker ONE_OR_TWO_TEXTS = family(CHARACTER).or(TWO_TEXTS);
  private static final SqlReturnTypeInference MAYBE_DATE =
      DATE.andThen(SqlTypeTransforms.FORCE_NULLABLE);
  private static final SqlReturnTypeInference MAYBE_MILLIS =
      MILLIS.andThen(SqlTypeTransforms.FORCE_NULLABLE);
  private static final SqlOperandTypeChecker NUMBER_OR_TEXT = family(NUMBER).or(family(CHARACTER));
  private static final SqlOperandTypeChecker BUCKET =
      family(SqlTypeFamily.DATETIME_INTERVAL, SqlTypeFamily.TIMESTAMP)
          .or(
              family(
                  SqlTypeFamily.DATETIME_INTERVAL,
                  SqlTypeFamily.TIMESTAMP,
                  SqlTypeFamily.TIMESTAMP));
  private static final SqlOperandTypeChecker MOVE =
      family(TIME, WHOLE).or(family(TIME, SqlTypeFamily.DATETIME_INTERVAL));

  private StreamFunctions() {}

  static List<SqlFunction> all() {
    List<SqlFunction> all = new ArrayList<>(text());
    all.addAll(encodings());
    all.addAll(choices());
    all.addAll(numbers());
    all.addAll(times());
    return all;
  }

  private static List<SqlFunction> text() {
    return List.of(
        function("CONCAT", TEXT, OperandTypes.repeat(from(1), OperandTypes.CHARACTER)),
        function("CONCAT_WS", TEXT, OperandTypes.variadic(from(1))),
        function("UPPER", TEXT, family(CHARACTER)),
        function("LOWER", TEXT, family(CHARACTER)),
        function("INITCAP", TEXT, family(CHARACTER)),
        function("CONTAINS", BOOLEAN, TWO_TEXTS),
        function("STARTS_WITH", BOOLEAN, TWO_TEXTS),
        function("STARTSWITH", BOOLEAN, TWO_TEXTS),
        function("ENDS_WITH", BOOLEAN, TWO_TEXTS),
        function("ENDSWITH", BOOLEAN, TWO_TEXTS),
        function("LENGTH", INTEGER, family(CHARACTER)),
        function("LEN", INTEGER, family(CHARACTER)),
        function("UCASE", TEXT, family(CHARACTER)),
        function("LCASE", TEXT, family(CHARACTER)),
        function("FORMAT", TEXT, OperandTypes.variadic(from(1))),
        function("PRINTF", TEXT, OperandTypes.variadic(from(1))),
        function("BIT_LENGTH", INTEGER, family(CHARACTER)),
        function("STRPOS", INTEGER, TWO_TEXTS),
        function("INSTR", INTEGER, TWO_TEXTS),
        function("LOCATE", INTEGER, TWO_TEXTS.or(family(CHARACTER, CHARACTER, WHOLE))),
        function("LEFT", TEXT, family(CHARACTER, WHOLE)),
        function("RIGHT", TEXT, family(CHARACTER, WHOLE)),
        function("SUBSTR", TEXT, family(CHARACTER, WHOLE).or(family(CHARACTER, WHOLE, WHOLE))),
        function("BTRIM", TEXT, ONE_OR_TWO_TEXTS),
        function("LTRIM", TEXT, ONE_OR_TWO_TEXTS),
        function("RTRIM", TEXT, ONE_OR_TWO_TEXTS),
        function("LPAD", TEXT, family(CHARACTER, WHOLE).or(family(CHARACTER, WHOLE, CHARACTER))),
        function("RPAD", TEXT, family(CHARACTER, WHOLE).or(family(CHARACTER, WHOLE, CHARACTER))),
        function("REPEAT", TEXT, family(CHARACTER, WHOLE)),
        function(
            "REVERSE",
            StreamFunctions::textOrArray,
            family(CHARACTER).or(family(SqlTypeFamily.ARRAY))),
        function("REPLACE", TEXT, family(CHARACTER, CHARACTER, CHARACTER)),
        function("SPLIT_PART", TEXT, family(CHARACTER, CHARACTER, WHOLE)),
        function("CHR", TEXT, family(WHOLE)),
        function("HASH", BIGINT, family(CHARACTER)));
  }

  private static List<SqlFunction> encodings() {
    SqlOperandTypeChecker bytes = family(CHARACTER).or(family(SqlTypeFamily.BINARY));
    return List.of(
        function("OCTET_LENGTH", INTEGER, bytes),
        function("MD5", TEXT, bytes),
        function("SHA1", TEXT, bytes),
        function("SHA224", TEXT, bytes),
        function("SHA256", TEXT, bytes),
        function("SHA384", TEXT, bytes),
        function("SHA512", TEXT, bytes),
        function("SHA2", TEXT, family(CHARACTER, WHOLE).or(family(SqlTypeFamily.BINARY, WHOLE))),
        function("HEX", TEXT, family(CHARACTER).or(family(SqlTypeFamily.BINARY)).or(family(WHOLE))),
        function(
            "TO_HEX", TEXT, family(CHARACTER).or(family(SqlTypeFamily.BINARY)).or(family(WHOLE))),
        function("UNHEX", BYTES, family(CHARACTER)),
        function("FROM_HEX", BYTES, family(CHARACTER)),
        function(
            "ENCODE", CodecTypes::encoded, TWO_TEXTS.or(family(SqlTypeFamily.BINARY, CHARACTER))),
        function("DECODE", CodecTypes::decoded, OperandTypes.variadic(from(2))),
        function("TYPEOF", ReturnTypes.explicit(SqlTypeName.VARCHAR), family(SqlTypeFamily.ANY)),
        function("BIN", TEXT, family(WHOLE)),
        function("TO_BASE64", TEXT, bytes),
        function("FROM_BASE64", BYTES, family(CHARACTER)));
  }

  private static List<SqlFunction> choices() {
    return List.of(
        function(
            "IIF",
            SqlLibraryOperators.IF.getReturnTypeInference(),
            family(SqlTypeFamily.BOOLEAN, SqlTypeFamily.ANY, SqlTypeFamily.ANY)),
        function(
            "NVL2",
            SqlLibraryOperators.IF.getReturnTypeInference(),
            family(SqlTypeFamily.ANY, SqlTypeFamily.ANY, SqlTypeFamily.ANY)));
  }

  private static List<SqlFunction> numbers() {
    return List.of(
        function("POW", DOUBLE, family(NUMBER, NUMBER)),
        function("LOG", DOUBLE, family(NUMBER).or(family(NUMBER, NUMBER))),
        function("TO_TINYINT_UNSIGNED", nullable(SqlTypeName.SMALLINT), NUMBER_OR_TEXT),
        function("TO_SMALLINT_UNSIGNED", INTEGER, NUMBER_OR_TEXT),
        function("TO_INTEGER_UNSIGNED", BIGINT, NUMBER_OR_TEXT),
        function(
            "TO_BIGINT_UNSIGNED",
            ReturnTypes.explicit(SqlTypeName.DECIMAL, 20).andThen(SqlTypeTransforms.TO_NULLABLE),
            NUMBER_OR_TEXT),
        function("TRY_ADD", StreamFunctions::lenient, family(NUMBER, NUMBER)),
        function("TRY_SUBTRACT", StreamFunctions::lenient, family(NUMBER, NUMBER)),
        function("TRY_MULTIPLY", StreamFunctions::lenient, family(NUMBER, NUMBER)),
        function(
            "TRY_DIVIDE", DOUBLE.andThen(SqlTypeTransforms.FORCE_NULLABLE), family(NUMBER, NUMBER)),
        function("LOG2", DOUBLE, family(NUMBER)),
        function("SINH", DOUBLE, family(NUMBER)),
        function("COSH", DOUBLE, family(NUMBER)),
        function("TANH", DOUBLE, family(NUMBER)),
        function("COTH", DOUBLE, family(NUMBER)),
        function("E", DOUBLE, OperandTypes.NILADIC),
        function("ROUND", RoundedTypes::round, family(NUMBER).or(family(NUMBER, WHOLE))),
        function("TRUNCATE", RoundedTypes::truncate, family(NUMBER).or(family(NUMBER, WHOLE))),
        function("TRUNC", RoundedTypes::truncate, family(NUMBER).or(family(NUMBER, WHOLE))),
        function("SIGN", RoundedTypes::sign, family(NUMBER)),
        function("WIDTH_BUCKET", BIGINT, family(NUMBER, NUMBER, NUMBER, WHOLE)),
        function("GREATEST", ReturnTypes.LEAST_RESTRICTIVE, OperandTypes.SAME_VARIADIC),
        function("LEAST", ReturnTypes.LEAST_RESTRICTIVE, OperandTypes.SAME_VARIADIC));
  }

  private static List<SqlFunction> times() {
    return List.of(
        function("DATE_FORMAT", TEXT, family(TIME, CHARACTER)),
        function("TO_CHAR", TEXT, family(TIME, CHARACTER)),
        function("TEXT_BY_TEMPLATE", TEXT, family(TIME, CHARACTER)),
        function("DATE_BY_TEMPLATE", DATE, TWO_TEXTS),
        function("TIME_BY_TEMPLATE", nullable(SqlTypeName.TIME), TWO_TEXTS),
        function("TIMESTAMP_BY_TEMPLATE", MICROS, TWO_TEXTS),
        function("STRFTIME", TEXT, family(TIME, CHARACTER)),
        function(
            "DATE_TRUNC",
            ReturnTypes.ARG1_NULLABLE,
            family(CHARACTER, TIME).or(family(CHARACTER, TIME, CHARACTER))),
        function("AT_TIME_ZONE", ZoneTypes::atTimeZone, family(SqlTypeFamily.TIMESTAMP, CHARACTER)),
        function(
            "CONVERT_TZ",
            ZoneTypes::converted,
            family(SqlTypeFamily.TIMESTAMP, CHARACTER, CHARACTER)
                .or(family(CHARACTER, CHARACTER, CHARACTER))),
        function("TIME_BUCKET", ReturnTypes.ARG1_NULLABLE, BUCKET),
        function("DATE_BIN", ReturnTypes.ARG1_NULLABLE, BUCKET),
        function("DAYNAME", TEXT, family(TIME)),
        function("MONTHNAME", TEXT, family(TIME)),
        function("UNIX_SECONDS", BIGINT, family(TIME)),
        function("UNIX_MILLIS", BIGINT, family(TIME)),
        function("UNIX_MICROS", BIGINT, family(TIME)),
        function("UNIX_DATE", BIGINT, family(TIME)),
        function("STRPTIME", MICROS, TWO_TEXTS),
        function("EPOCH_MS", BIGINT, family(TIME)),
        function("EPOCH_US", BIGINT, family(TIME)),
        function("DATE", DATE, family(TIME).or(family(CHARACTER))),
        function("TIMESTAMP", MICROS, family(TIME).or(family(CHARACTER))),
        function("ADD_MONTHS", ReturnTypes.ARG0_NULLABLE, family(TIME, WHOLE)),
        function("TRY_TO_DATE", MAYBE_DATE, ONE_OR_TWO_TEXTS),
        function("TRY_TO_TIMESTAMP", MAYBE_MILLIS, ONE_OR_TWO_TEXTS),
        function("DATE_DIFF", BIGINT, family(TIME, TIME).or(family(CHARACTER, TIME, TIME))),
        function(
            "DATE_PART",
            BIGINT,
            family(CHARACTER, TIME).or(family(CHARACTER, SqlTypeFamily.DATETIME_INTERVAL))),
        // Calcite would make it EXTRACT(DOW …), which counts from 0.
        function("DAYOFWEEK", BIGINT, family(TIME)),
        function("DAY", BIGINT, family(TIME)),
        function("DATEDIFF", BIGINT, family(TIME, TIME).or(family(CHARACTER, TIME, TIME))),
        function("DATE_ADD", TemporalOperators::shifted, MOVE),
        function("DATE_SUB", TemporalOperators::shifted, MOVE),
        function("MAKE_DATE", DATE, family(WHOLE, WHOLE, WHOLE)),
        function("MAKE_TIMESTAMP", MICROS, family(WHOLE, WHOLE, WHOLE, WHOLE, WHOLE, NUMBER)),
        function("TO_DATE", DATE, ONE_OR_TWO_TEXTS),
        function("TO_TIMESTAMP", MILLIS, ONE_OR_TWO_TEXTS),
        function(
            "TO_TIMESTAMP_LTZ",
            local(3),
            family(WHOLE)
                .or(family(WHOLE, WHOLE))
                .or(ONE_OR_TWO_TEXTS)
                .or(family(CHARACTER, CHARACTER, CHARACTER))),
        function(
            "UNIX_TIMESTAMP", BIGINT, OperandTypes.NILADIC.or(ONE_OR_TWO_TEXTS).or(family(TIME))),
        function("FROM_UNIXTIME", TEXT, family(WHOLE).or(family(WHOLE, CHARACTER))),
        context("NOW", SqlSyntax.FUNCTION, SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, 6),
        context("PROCTIME", SqlSyntax.FUNCTION, SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, 6),
        context(
            "CURRENT_TIMESTAMP",
            SqlSyntax.FUNCTION_ID,
            SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE,
            6),
        context("LOCALTIMESTAMP", SqlSyntax.FUNCTION_ID, SqlTypeName.TIMESTAMP, 6),
        context("CURRENT_DATETIME", SqlSyntax.FUNCTION_ID, SqlTypeName.TIMESTAMP, 6),
        context("LOCALTIME", SqlSyntax.FUNCTION_ID, SqlTypeName.TIME, 0),
        context("CURRENT_TIME", SqlSyntax.FUNCTION_ID, SqlTypeName.TIME, 0));
  }

  private static SqlFunction function(
      String name, SqlReturnTypeInference result, SqlOperandTypeChecker operands) {
    return SqlBasicFunction.create(name, result, operands, SqlFunctionCategory.SYSTEM);
  }

  /// The type of an ARRAY; VARCHAR of anything else.
  private static RelDataType textOrArray(SqlOperatorBinding binding) {
    RelDataType type = binding.getOperandType(0);
    return type.getSqlTypeName() == SqlTypeName.ARRAY ? type : TEXT.inferReturnType(binding);
  }

  /// BIGINT of integers, DOUBLE otherwise; NULL instead of an error.
  private static RelDataType lenient(SqlOperatorBinding binding) {
    boolean whole =
        binding.collectOperandTypes().stream()
            .allMatch(type -> SqlTypeName.INT_TYPES.contains(type.getSqlTypeName()));
    RelDataTypeFactory types = binding.getTypeFactory();
    return types.createTypeWithNullability(
        types.createSqlType(whole ? SqlTypeName.BIGINT : SqlTypeName.DOUBLE), true);
  }

  /// A function of the step's time.
  private static SqlFunction context(
      String name, SqlSyntax syntax, SqlTypeName type, int precision) {
    return SqlBasicFunction.create(
            name,
            binding -> binding.getTypeFactory().createSqlType(type, precision),
            OperandTypes.NILADIC,
            SqlFunctionCategory.TIMEDATE)
        .withSyntax(syntax)
        .withDynamic(true);
  }

  private static FamilyOperandTypeChecker family(SqlTypeFamily... families) {
    return OperandTypes.family(families);
  }

  private static SqlOperandCountRange from(int count) {
    return SqlOperandCountRanges.from(count);
  }

  private static SqlReturnTypeInference nullable(SqlTypeName type) {
    return ReturnTypes.explicit(type).andThen(SqlTypeTransforms.TO_NULLABLE);
  }

  private static SqlReturnTypeInference timestamp(SqlTypeName type, int precision) {
    return ReturnTypes.explicit(type, precision).andThen(SqlTypeTransforms.TO_NULLABLE);
  }

  private static SqlReturnTypeInference local(int precision) {
    return timestamp(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, precision);
  }
}
