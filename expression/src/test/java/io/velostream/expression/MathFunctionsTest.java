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
import static io.velostream.expression.FunctionCases.row;
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
        row("ABS", BIGINT, "5", bigint(-5)),
        row("ABS", BIGINT, "!NUMERIC_OVERFLOW", bigint(Long.MIN_VALUE)),
        row("ABS", TINYINT, "!NUMERIC_OVERFLOW", value(TINYINT, "-128")),
        row("ABS", dec(20, 2), "1.50", value(dec(20, 2), "-1.50")),
        row("SIGN", BIGINT, "-1", bigint(-5)),
        row("SIGN", DOUBLE, "-1.0", number(-0.5)),
        row("SIGN", dec(4, 2), "-1.00", value(dec(4, 2), "-0.50")),
        row("CEIL", DOUBLE, "-0.0", number(-0.5)),
        row("CEIL", dec(5, 0), "-1", value(dec(4, 2), "-1.50")),
        row("CEIL", dec(3, 0), "100", value(dec(4, 2), "99.01")),
        row("FLOOR", dec(4, 0), "-2", value(dec(4, 2), "-1.50")),
        row("FLOOR", dec(38, 0), "-2", value(dec(38, 2), "-1.01")),
        row("FLOOR", BIGINT, "3", bigint(3)),
        row("ROUND", DOUBLE, "3.0", number(2.5)),
        row("ROUND", DOUBLE, "-3.0", number(-2.5)),
        row("ROUND", DOUBLE, "2.68", number(2.675), bigint(2)),
        row("ROUND", DOUBLE, "NaN", number(Double.NaN), bigint(2)),
        row("ROUND", DOUBLE, "100.0", number(149), bigint(-2)),
        row("ROUND", BIGINT, "200", bigint(150), bigint(-2)),
        row("ROUND", INTEGER, "!NUMERIC_OVERFLOW", value(INTEGER, "2147483647"), bigint(-1)),
        row("ROUND", dec(5, 2), "1.50", value(dec(5, 3), "1.499"), bigint(2)),
        row("ROUND", dec(5, 0), "2", value(dec(5, 3), "1.500")),
        row("TRUNCATE", dec(5, 3), "-1.490", value(dec(5, 3), "-1.499"), bigint(2)),
        row("TRUNCATE", DOUBLE, "-1.49", number(-1.499), bigint(2)));
  }

  static Stream<Arguments> functions() {
    return Stream.of(
        row("SQRT", DOUBLE, "1.5", number(2.25)),
        row("SQRT", DOUBLE, "!INVALID_ARGUMENT", number(-1)),
        row("CBRT", DOUBLE, "-2.0", bigint(-8)),
        row("POWER", DOUBLE, "8.0", bigint(2), bigint(3)),
        row("POWER", DOUBLE, "!INVALID_ARGUMENT", number(-8), number(0.5)),
        row("EXP", DOUBLE, "1.0", number(0)),
        row("LN", DOUBLE, "0.0", number(1)),
        row("LN", DOUBLE, "!INVALID_ARGUMENT", number(0)),
        row("LOG10", DOUBLE, "3.0", value(dec(6, 1), "1000.0")),
        row("LOG2", DOUBLE, "10.0", number(1024)),
        row("LOG", DOUBLE, "3.0", number(2), number(8)),
        row("LOG", DOUBLE, "!DIVISION_BY_ZERO", number(1), number(9)),
        row("SIN", DOUBLE, "0.0", number(0)),
        row("ASIN", DOUBLE, "!INVALID_ARGUMENT", number(2)),
        row("ATAN2", DOUBLE, "0.0", number(0), number(1)),
        row("DEGREES", DOUBLE, "180.0", number(Math.PI)),
        row("PI", DOUBLE, "3.141592653589793"),
        row("BITAND", BIGINT, "4", bigint(6), bigint(12)),
        row("BITXOR", BIGINT, "10", bigint(6), bigint(12)),
        row("WIDTH_BUCKET", BIGINT, "3", number(5.35), number(0.024), number(10.06), bigint(5)),
        row("WIDTH_BUCKET", BIGINT, "6", number(11), number(0), number(10), bigint(5)),
        row(
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
        row("=", BOOLEAN, "true", nan, nan),
        row(">", BOOLEAN, "true", nan, number(Double.POSITIVE_INFINITY)),
        row("<", BOOLEAN, "false", nan, number(1)),
        row(">=", BOOLEAN, "true", nan, nan),
        row("<=", BOOLEAN, "true", number(1), nan),
        row("=", BOOLEAN, "true", number(-0.0), number(0)),
        row("=", BOOLEAN, "false", bigint(9007199254740993L), number(9007199254740992.0)),
        row(">", BOOLEAN, "true", bigint(9007199254740993L), number(9007199254740992.0)),
        row("<", BOOLEAN, "true", bigint(Long.MAX_VALUE), number(0x1p63)),
        row("<", BOOLEAN, "true", bigint(1), nan),
        row("=", BOOLEAN, "true", value(REAL, "0.5"), number(0.5)),
        row("=", BOOLEAN, "true", number(0.1), value(dec(2, 1), "0.1")),
        row("=", BOOLEAN, "true", value(dec(3, 1), "1.5"), value(dec(38, 4), "1.5000")),
        row("<", BOOLEAN, "true", value(dec(38, 0), "99999999999999999999999999999999999999"), nan),
        row(
            "<",
            BOOLEAN,
            "true",
            bigint(Long.MAX_VALUE),
            value(dec(38, 1), "9223372036854775807.1")),
        row("<>", BOOLEAN, "NULL", none(BIGINT), bigint(1)),
        row("IS DISTINCT FROM", BOOLEAN, "true", none(BIGINT), bigint(1)),
        row("IS DISTINCT FROM", BOOLEAN, "false", none(BIGINT), none(BIGINT)),
        row("IS NOT DISTINCT FROM", BOOLEAN, "true", none(BIGINT), none(STRING)),
        row("IS NOT DISTINCT FROM", BOOLEAN, "false", bigint(1), bigint(2)));
  }

  static Stream<Arguments> choices() {
    return Stream.of(
        row("GREATEST", BIGINT, "3", bigint(1), none(BIGINT), bigint(3)),
        row("LEAST", BIGINT, "1", none(BIGINT), bigint(3), bigint(1)),
        row("GREATEST", BIGINT, "NULL", none(BIGINT), none(BIGINT)),
        row("GREATEST", DOUBLE, "NaN", number(1), number(Double.NaN)),
        row("LEAST", STRING, "a", text("b"), text("a")),
        row("NULLIF", BIGINT, "NULL", bigint(1), bigint(1)),
        row("NULLIF", BIGINT, "1", bigint(1), bigint(2)),
        row("NULLIF", BIGINT, "1", bigint(1), none(BIGINT)),
        row("IF", BIGINT, "2", none(BOOLEAN), bigint(1), bigint(2)),
        row("IF", DOUBLE, "1.0", value(BOOLEAN, "true"), bigint(1), number(2)),
        row("NVL", BIGINT, "2", none(BIGINT), bigint(2)),
        row("COALESCE", BIGINT, "2", none(BIGINT), bigint(2), bigint(3)),
        row("IN", BOOLEAN, "true", bigint(2), bigint(1), bigint(2)),
        row("IN", BOOLEAN, "NULL", bigint(3), bigint(1), none(BIGINT)),
        row("NOT IN", BOOLEAN, "NULL", bigint(3), bigint(1), none(BIGINT)),
        row(
            "IN",
            BOOLEAN,
            "true",
            bigint(-5),
            bigint(9),
            bigint(3),
            bigint(-5),
            bigint(7),
            bigint(1)),
        row(
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
