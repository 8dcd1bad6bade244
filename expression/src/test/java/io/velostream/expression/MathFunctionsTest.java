package io.velostream.expression;

import static io.velostream.columnar.DataType.BIGINT;
import static io.velostream.columnar.DataType.BOOLEAN;
import static io.velostream.columnar.DataType.DOUBLE;
import static io.velostream.columnar.DataType.INTEGER;
import static io.velostream.columnar.DataType.REAL;
import static io.velostream.columnar.DataType.STRING;
import static io.velostream.columnar.DataType.TINYINT;
import static io.velostream.expression.FunctionCases.bigint;
import static io.velostream.expression.FunctionCases.none;
import static io.velostream.expression.FunctionCases.number;
import static io.velostream.expression.FunctionCases.of;
import static io.velostream.expression.FunctionCases.text;
import static io.velostream.expression.FunctionCases.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.DataType;
import io.velostream.columnar.DataType.Decimal;
import io.velostream.expression.Expression.Literal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MathFunctionsTest {
  @ParameterizedTest(name = "{0}{3} = {2}")
  @MethodSource({"rounding", "functions", "comparisons", "choices"})
  void functionGives(String name, DataType type, String result, List<Literal> arguments) {
    assertThat(Check.outcome(name, type, arguments.toArray(Literal[]::new))).isEqualTo(result);
  }

  static Stream<Arguments> rounding() {
    return Stream.of(
        of("ABS", BIGINT, "5", bigint(-5)),
        of("ABS", BIGINT, "!NUMERIC_OVERFLOW", bigint(Long.MIN_VALUE)),
        of("ABS", TINYINT, "!NUMERIC_OVERFLOW", value(TINYINT, "-128")),
        of("ABS", dec(20, 2), "1.50", value(dec(20, 2), "-1.50")),
        of("SIGN", BIGINT, "-1", bigint(-5)),
        of("SIGN", DOUBLE, "-1.0", number(-0.5)),
        of("SIGN", dec(4, 2), "-1.00", value(dec(4, 2), "-0.50")),
        of("CEIL", DOUBLE, "-0.0", number(-0.5)),
        of("CEIL", dec(5, 0), "-1", value(dec(4, 2), "-1.50")),
        of("CEIL", dec(3, 0), "100", value(dec(4, 2), "99.01")),
        of("FLOOR", dec(4, 0), "-2", value(dec(4, 2), "-1.50")),
        of("FLOOR", dec(38, 0), "-2", value(dec(38, 2), "-1.01")),
        of("FLOOR", BIGINT, "3", bigint(3)),
        of("ROUND", DOUBLE, "3.0", number(2.5)),
        of("ROUND", DOUBLE, "-3.0", number(-2.5)),
        of("ROUND", DOUBLE, "2.68", number(2.675), bigint(2)),
        of("ROUND", DOUBLE, "NaN", number(Double.NaN), bigint(2)),
        of("ROUND", DOUBLE, "100.0", number(149), bigint(-2)),
        of("ROUND", BIGINT, "200", bigint(150), bigint(-2)),
        of("ROUND", INTEGER, "!NUMERIC_OVERFLOW", value(INTEGER, "2147483647"), bigint(-1)),
        of("ROUND", dec(5, 2), "1.50", value(dec(5, 3), "1.499"), bigint(2)),
        of("ROUND", dec(5, 0), "2", value(dec(5, 3), "1.500")),
        of("TRUNCATE", dec(5, 3), "-1.490", value(dec(5, 3), "-1.499"), bigint(2)),
        of("TRUNCATE", DOUBLE, "-1.49", number(-1.499), bigint(2)));
  }

  static Stream<Arguments> functions() {
    return Stream.of(
        of("SQRT", DOUBLE, "1.5", number(2.25)),
        of("SQRT", DOUBLE, "!INVALID_ARGUMENT", number(-1)),
        of("CBRT", DOUBLE, "-2.0", bigint(-8)),
        of("POWER", DOUBLE, "8.0", bigint(2), bigint(3)),
        of("POWER", DOUBLE, "!INVALID_ARGUMENT", number(-8), number(0.5)),
        of("EXP", DOUBLE, "1.0", number(0)),
        of("LN", DOUBLE, "0.0", number(1)),
        of("LN", DOUBLE, "!INVALID_ARGUMENT", number(0)),
        of("LOG10", DOUBLE, "3.0", value(dec(6, 1), "1000.0")),
        of("LOG2", DOUBLE, "10.0", number(1024)),
        of("LOG", DOUBLE, "3.0", number(2), number(8)),
        of("LOG", DOUBLE, "!DIVISION_BY_ZERO", number(1), number(9)),
        of("SIN", DOUBLE, "0.0", number(0)),
        of("ASIN", DOUBLE, "!INVALID_ARGUMENT", number(2)),
        of("ATAN2", DOUBLE, "0.0", number(0), number(1)),
        of("DEGREES", DOUBLE, "180.0", number(Math.PI)),
        of("PI", DOUBLE, "3.141592653589793"),
        of("BITAND", BIGINT, "4", bigint(6), bigint(12)),
        of("BITXOR", BIGINT, "10", bigint(6), bigint(12)),
        of("WIDTH_BUCKET", BIGINT, "3", number(5.35), number(0.024), number(10.06), bigint(5)),
        of("WIDTH_BUCKET", BIGINT, "6", number(11), number(0), number(10), bigint(5)),
        of(
            "WIDTH_BUCKET",
            BIGINT,
            "!INVALID_ARGUMENT",
            number(1),
            number(1),
            number(1),
            bigint(5)));
  }

  static Stream<Arguments> comparisons() {
    Literal nan = number(Double.NaN);
    return Stream.of(
        of("=", BOOLEAN, "true", nan, nan),
        of(">", BOOLEAN, "true", nan, number(Double.POSITIVE_INFINITY)),
        of("<", BOOLEAN, "false", nan, number(1)),
        of(">=", BOOLEAN, "true", nan, nan),
        of("<=", BOOLEAN, "true", number(1), nan),
        of("=", BOOLEAN, "true", number(-0.0), number(0)),
        of("=", BOOLEAN, "false", bigint(9007199254740993L), number(9007199254740992.0)),
        of(">", BOOLEAN, "true", bigint(9007199254740993L), number(9007199254740992.0)),
        of("<", BOOLEAN, "true", bigint(Long.MAX_VALUE), number(0x1p63)),
        of("<", BOOLEAN, "true", bigint(1), nan),
        of("=", BOOLEAN, "true", value(REAL, "0.5"), number(0.5)),
        of("=", BOOLEAN, "true", number(0.1), value(dec(2, 1), "0.1")),
        of("=", BOOLEAN, "true", value(dec(3, 1), "1.5"), value(dec(38, 4), "1.5000")),
        of("<", BOOLEAN, "true", value(dec(38, 0), "99999999999999999999999999999999999999"), nan),
        of(
            "<",
            BOOLEAN,
            "true",
            bigint(Long.MAX_VALUE),
            value(dec(38, 1), "9223372036854775807.1")),
        of("<>", BOOLEAN, "NULL", none(BIGINT), bigint(1)),
        of("IS DISTINCT FROM", BOOLEAN, "true", none(BIGINT), bigint(1)),
        of("IS DISTINCT FROM", BOOLEAN, "false", none(BIGINT), none(BIGINT)),
        of("IS NOT DISTINCT FROM", BOOLEAN, "true", none(BIGINT), none(STRING)),
        of("IS NOT DISTINCT FROM", BOOLEAN, "false", bigint(1), bigint(2)));
  }

  static Stream<Arguments> choices() {
    return Stream.of(
        of("GREATEST", BIGINT, "3", bigint(1), none(BIGINT), bigint(3)),
        of("LEAST", BIGINT, "1", none(BIGINT), bigint(3), bigint(1)),
        of("GREATEST", BIGINT, "NULL", none(BIGINT), none(BIGINT)),
        of("GREATEST", DOUBLE, "NaN", number(1), number(Double.NaN)),
        of("LEAST", STRING, "a", text("b"), text("a")),
        of("NULLIF", BIGINT, "NULL", bigint(1), bigint(1)),
        of("NULLIF", BIGINT, "1", bigint(1), bigint(2)),
        of("NULLIF", BIGINT, "1", bigint(1), none(BIGINT)),
        of("IF", BIGINT, "2", none(BOOLEAN), bigint(1), bigint(2)),
        of("IF", DOUBLE, "1.0", value(BOOLEAN, "true"), bigint(1), number(2)),
        of("NVL", BIGINT, "2", none(BIGINT), bigint(2)),
        of("COALESCE", BIGINT, "2", none(BIGINT), bigint(2), bigint(3)),
        of("IN", BOOLEAN, "true", bigint(2), bigint(1), bigint(2)),
        of("IN", BOOLEAN, "NULL", bigint(3), bigint(1), none(BIGINT)),
        of("NOT IN", BOOLEAN, "NULL", bigint(3), bigint(1), none(BIGINT)),
        of(
            "IN",
            BOOLEAN,
            "true",
            bigint(-5),
            bigint(9),
            bigint(3),
            bigint(-5),
            bigint(7),
            bigint(1)),
        of(
            "IN",
            BOOLEAN,
            "false",
            bigint(4),
            bigint(9),
            bigint(3),
            bigint(-5),
            bigint(7),
            bigint(1)));
  }

  private static Decimal dec(int precision, int scale) {
    return new Decimal(precision, scale);
  }
}
