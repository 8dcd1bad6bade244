package io.velostream.expression;

import static io.velostream.columnar.DataType.BIGINT;
import static io.velostream.columnar.DataType.BOOLEAN;
import static io.velostream.columnar.DataType.DATE;
import static io.velostream.columnar.DataType.DOUBLE;
import static io.velostream.columnar.DataType.INTEGER;
import static io.velostream.columnar.DataType.REAL;
import static io.velostream.columnar.DataType.SMALLINT;
import static io.velostream.columnar.DataType.STRING;
import static io.velostream.columnar.DataType.TINYINT;
import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.DataType;
import io.velostream.columnar.DataType.Decimal;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.function.FunctionCatalogue;
import io.velostream.expression.kernel.RoundingKernels;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MathEdgeCasesTest {
  private static final DataType DAYS = new DataType.Interval(DataType.Interval.Family.DAY_TIME);

  @ParameterizedTest(name = "{0}{3} = {2}")
  @MethodSource({"signs", "wholes", "places", "powers", "angles", "bits", "extremes"})
  void functionGives(String name, DataType type, String result, List<Object> arguments) {
    assertThat(Check.outcome(name, type, literals(arguments))).isEqualTo(result);
  }

  static Stream<Arguments> signs() {
    return Stream.of(
        of("ABS", INTEGER, "7", INTEGER, "-7"),
        of("ABS", TINYINT, "!NUMERIC_OVERFLOW", TINYINT, "-128"),
        of("ABS", BIGINT, "!NUMERIC_OVERFLOW", BIGINT, "-9223372036854775808"),
        of("ABS", BIGINT, "9223372036854775807", BIGINT, "-9223372036854775807"),
        of("ABS", DOUBLE, "0.0", DOUBLE, "-0.0"),
        of("ABS", REAL, "1.5", REAL, "-1.5"),
        of("ABS", dec(18, 2), "9999999999999999.99", dec(18, 2), "-9999999999999999.99"),
        of("ABS", dec(38, 2), "999999999999999999999.99", dec(38, 2), "-999999999999999999999.99"),
        of("ABS", DAYS, "1 02:00:00", DAYS, "-1 02:00:00"),
        of("ABS", BIGINT, "NULL", BIGINT, "NULL"),
        of("SIGN", INTEGER, "-1", INTEGER, "-2147483648"),
        of("SIGN", BIGINT, "0", BIGINT, "0"),
        of("SIGN", dec(8, 3), "-1.000", dec(8, 3), "-2.345"),
        of("SIGN", dec(30, 3), "1.000", dec(30, 3), "2.345"),
        of("SIGN", DOUBLE, "-1.0", DOUBLE, "-0.001"),
        of("SIGN", DOUBLE, "NaN", DOUBLE, "NaN"));
  }

  static Stream<Arguments> wholes() {
    return Stream.of(
        of("FLOOR", INTEGER, "-7", INTEGER, "-7"),
        of("FLOOR", DOUBLE, "-3.0", DOUBLE, "-2.25"),
        of("CEIL", DOUBLE, "-2.0", DOUBLE, "-2.25"),
        of("CEILING", REAL, "3.0", REAL, "2.25"),
        of("FLOOR", DOUBLE, "Infinity", DOUBLE, "Infinity"),
        of("FLOOR", dec(8, 0), "-3", dec(8, 3), "-2.345"),
        of("CEIL", dec(8, 0), "3", dec(8, 3), "2.345"),
        of("CEIL", dec(8, 0), "-2", dec(8, 3), "-2.345"),
        of("CEIL", dec(8, 0), "2", dec(8, 3), "2.000"),
        of("CEIL", dec(1, 0), "!NUMERIC_OVERFLOW", dec(2, 1), "9.1"),
        of("FLOOR", dec(38, 0), "-100000000000000000000", dec(38, 10), "-99999999999999999999.5"),
        of("CEIL", BIGINT, "100000000000000000", dec(38, 10), "99999999999999999.5"),
        of("CEIL", dec(18, 0), "NULL", dec(18, 2), "NULL"));
  }

  static Stream<Arguments> places() {
    return Stream.of(
        of("ROUND", dec(8, 3), "2.350", dec(8, 3), "2.345", INTEGER, "2"),
        of("ROUND", dec(8, 3), "-2.350", dec(8, 3), "-2.345", INTEGER, "2"),
        of("ROUND", dec(8, 3), "2.000", dec(8, 3), "2.345", INTEGER, "0"),
        of("ROUND", dec(8, 3), "2.000", dec(8, 3), "2.345"),
        of("ROUND", dec(8, 3), "2.345", dec(8, 3), "2.345", INTEGER, "3"),
        of("ROUND", dec(8, 3), "2.345", dec(8, 3), "2.345", INTEGER, "2147483647"),
        of("ROUND", dec(8, 3), "0.000", dec(8, 3), "2.345", INTEGER, "-2147483648"),
        of("ROUND", dec(8, 3), "100.000", dec(8, 3), "99.500", INTEGER, "-2"),
        of("ROUND", dec(8, 3), "!NUMERIC_OVERFLOW", dec(8, 3), "99999.999", INTEGER, "2"),
        of("ROUND", dec(8, 2), "100000.00", dec(8, 3), "99999.999", INTEGER, "2"),
        of(
            "ROUND",
            dec(38, 2),
            "99999999999999999999.46",
            dec(38, 2),
            "99999999999999999999.46",
            INTEGER,
            "2"),
        of(
            "ROUND",
            dec(38, 2),
            "99999999999999999999.50",
            dec(38, 2),
            "99999999999999999999.46",
            INTEGER,
            "1"),
        of(
            "ROUND",
            dec(38, 2),
            "100000000000000000000.00",
            dec(38, 2),
            "99999999999999999999.46",
            INTEGER,
            "-1"),
        of("ROUND", dec(38, 0), "!NUMERIC_OVERFLOW", dec(38, 0), "9".repeat(38), INTEGER, "-1"),
        of("ROUND", BIGINT, "20", BIGINT, "15", INTEGER, "-1"),
        of("ROUND", BIGINT, "-20", BIGINT, "-15", INTEGER, "-1"),
        of("ROUND", BIGINT, "15", BIGINT, "15", INTEGER, "3"),
        of("ROUND", BIGINT, "15", BIGINT, "15"),
        of("ROUND", BIGINT, "!NUMERIC_OVERFLOW", BIGINT, "9223372036854775807", INTEGER, "-1"),
        of("ROUND", BIGINT, "!NUMERIC_OVERFLOW", BIGINT, "9223372036854775807", INTEGER, "-19"),
        of("ROUND", BIGINT, "0", BIGINT, "4999999999999999999", INTEGER, "-19"),
        of("ROUND", BIGINT, "0", BIGINT, "-9223372036854775808", INTEGER, "-20"),
        of("ROUND", BIGINT, "-9000000000000000000", BIGINT, "-9223372036854775808", INTEGER, "-18"),
        of("ROUND", TINYINT, "!NUMERIC_OVERFLOW", TINYINT, "127", INTEGER, "-1"),
        of("ROUND", DOUBLE, "3.0", DOUBLE, "2.5"),
        of("ROUND", DOUBLE, "-3.0", DOUBLE, "-2.5"),
        of("ROUND", DOUBLE, "0.0", DOUBLE, "0.49999999999999994"),
        of("ROUND", DOUBLE, "-0.0", DOUBLE, "-0.4"),
        of("ROUND", DOUBLE, "2.3", DOUBLE, "2.25", INTEGER, "1"),
        of("ROUND", DOUBLE, "1.01", DOUBLE, "1.005", INTEGER, "2"),
        of("ROUND", DOUBLE, "1200.0", DOUBLE, "1234.5", INTEGER, "-2"),
        of("ROUND", DOUBLE, "0.0", DOUBLE, "1234.5", INTEGER, "-400"),
        of("ROUND", DOUBLE, "1.0E300", DOUBLE, "1e300", INTEGER, "2"),
        of("ROUND", DOUBLE, "4.9E-324", DOUBLE, "4.9e-324", INTEGER, "330"),
        of("ROUND", DOUBLE, "NaN", DOUBLE, "NaN", INTEGER, "2"),
        of("ROUND", DOUBLE, "-Infinity", DOUBLE, "-Infinity", INTEGER, "-2"),
        of("ROUND", REAL, "0.4", REAL, "0.35", INTEGER, "1"),
        of("ROUND", DOUBLE, "NULL", DOUBLE, "1.5", INTEGER, "NULL"),
        of("TRUNCATE", dec(8, 3), "-2.300", dec(8, 3), "-2.399", INTEGER, "1"),
        of("TRUNCATE", dec(38, 3), "-2.300", dec(38, 3), "-2.399", INTEGER, "1"),
        of("TRUNC", DOUBLE, "0.29", DOUBLE, "0.29", INTEGER, "2"),
        of("TRUNC", DOUBLE, "-2.0", DOUBLE, "-2.9"),
        of("TRUNC", DOUBLE, "2.2", DOUBLE, "2.25", INTEGER, "1"),
        of("TRUNC", REAL, "0.29", REAL, "0.29", INTEGER, "2"),
        of("TRUNC", BIGINT, "-9223372036854775800", BIGINT, "-9223372036854775808", INTEGER, "-1"),
        of("TRUNC", BIGINT, "0", BIGINT, "9223372036854775807", INTEGER, "-19"));
  }

  static Stream<Arguments> powers() {
    return Stream.of(
        of("SQRT", DOUBLE, "3.0", INTEGER, "9"),
        of("SQRT", DOUBLE, "1.5", dec(5, 2), "2.25"),
        of("SQRT", DOUBLE, "!INVALID_ARGUMENT", INTEGER, "-1"),
        of("SQRT", DOUBLE, "NaN", DOUBLE, "NaN"),
        of("CBRT", DOUBLE, "-3.0", INTEGER, "-27"),
        of("POWER", DOUBLE, "1024.0", INTEGER, "2", INTEGER, "10"),
        of("POW", DOUBLE, "0.5", DOUBLE, "2", INTEGER, "-1"),
        of("POW", DOUBLE, "-8.0", DOUBLE, "-2", INTEGER, "3"),
        of("POW", DOUBLE, "!INVALID_ARGUMENT", DOUBLE, "-2", DOUBLE, "0.5"),
        of("POW", DOUBLE, "!INVALID_ARGUMENT", DOUBLE, "0", INTEGER, "-1"),
        of("POW", DOUBLE, "1.0", DOUBLE, "0", INTEGER, "0"),
        of("POW", DOUBLE, "1.0", DOUBLE, "1", DOUBLE, "NaN"),
        of("POW", DOUBLE, "1.0", DOUBLE, "-1", DOUBLE, "Infinity"),
        of("POW", DOUBLE, "Infinity", DOUBLE, "10", DOUBLE, "400"),
        of("EXP", DOUBLE, "1.0", INTEGER, "0"),
        of("LN", DOUBLE, "0.0", DOUBLE, "1"),
        of("LN", DOUBLE, "!INVALID_ARGUMENT", DOUBLE, "0"),
        of("LN", DOUBLE, "!INVALID_ARGUMENT", DOUBLE, "-0.5"),
        of("LOG10", DOUBLE, "3.0", INTEGER, "1000"),
        of("LOG2", DOUBLE, "3.0", INTEGER, "8"),
        of("LOG2", DOUBLE, "-1074.0", DOUBLE, "4.9e-324"),
        of("LOG2", DOUBLE, "!INVALID_ARGUMENT", INTEGER, "0"),
        of("LOG", DOUBLE, "2.0", INTEGER, "100"),
        of("LOG", DOUBLE, "3.0", INTEGER, "2", INTEGER, "8"),
        of("LOG", DOUBLE, "2.0", INTEGER, "10", INTEGER, "100"),
        of("LOG", DOUBLE, "1.0", INTEGER, "3", INTEGER, "3"),
        of("LOG", DOUBLE, "!DIVISION_BY_ZERO", INTEGER, "1", INTEGER, "8"),
        of("LOG", DOUBLE, "!INVALID_ARGUMENT", INTEGER, "-2", INTEGER, "8"),
        of("LOG", DOUBLE, "NULL", INTEGER, "NULL", INTEGER, "8"),
        of("E", DOUBLE, "2.718281828459045"));
  }

  static Stream<Arguments> angles() {
    return Stream.of(
        of("SIN", DOUBLE, "0.0", INTEGER, "0"),
        of("COS", DOUBLE, "1.0", INTEGER, "0"),
        of("TAN", DOUBLE, "0.0", INTEGER, "0"),
        of("COT", DOUBLE, "Infinity", INTEGER, "0"),
        of("SIN", DOUBLE, "!INVALID_ARGUMENT", DOUBLE, "Infinity"),
        of("SIN", DOUBLE, "NaN", DOUBLE, "NaN"),
        of("ASIN", DOUBLE, "1.5707963267948966", INTEGER, "1"),
        of("ACOS", DOUBLE, "!INVALID_ARGUMENT", DOUBLE, "1.1"),
        of("ATAN", DOUBLE, "1.5707963267948966", DOUBLE, "Infinity"),
        of("ATAN2", DOUBLE, "2.356194490192345", INTEGER, "1", INTEGER, "-1"),
        of("SINH", DOUBLE, "0.0", INTEGER, "0"),
        of("COSH", DOUBLE, "1.0", INTEGER, "0"),
        of("TANH", DOUBLE, "1.0", INTEGER, "100"),
        of("DEGREES", DOUBLE, "180.0", DOUBLE, "3.141592653589793"),
        of("RADIANS", DOUBLE, "3.141592653589793", INTEGER, "180"),
        of("PI", DOUBLE, "3.141592653589793"));
  }

  static Stream<Arguments> bits() {
    return Stream.of(
        of("BITAND", INTEGER, "8", INTEGER, "12", INTEGER, "10"),
        of("BITOR", BIGINT, "-1", BIGINT, "-2", INTEGER, "1"),
        of("BITXOR", TINYINT, "-128", TINYINT, "127", TINYINT, "-1"),
        of("&", SMALLINT, "4", TINYINT, "-4", SMALLINT, "7"),
        of("BITNOT", BIGINT, "9223372036854775807", BIGINT, "-9223372036854775808"),
        of("BITNOT", TINYINT, "-128", TINYINT, "127"),
        of("BITAND", INTEGER, "NULL", INTEGER, "12", INTEGER, "NULL"));
  }

  static Stream<Arguments> extremes() {
    return Stream.of(
        of("GREATEST", INTEGER, "5", INTEGER, "1", INTEGER, "5", INTEGER, "3"),
        of("LEAST", INTEGER, "1", INTEGER, "1", INTEGER, "5", INTEGER, "3"),
        of("LEAST", INTEGER, "3", INTEGER, "NULL", INTEGER, "5", INTEGER, "3"),
        of(
            "GREATEST",
            INTEGER,
            "3",
            INTEGER,
            "NULL",
            INTEGER,
            "NULL",
            INTEGER,
            "3",
            INTEGER,
            "NULL",
            INTEGER,
            "2"),
        of("GREATEST", INTEGER, "NULL", INTEGER, "NULL", INTEGER, "NULL"),
        of("GREATEST", INTEGER, "NULL", INTEGER, "NULL"),
        of("GREATEST", INTEGER, "4", INTEGER, "4"),
        of("GREATEST", BIGINT, "9", INTEGER, "4", BIGINT, "9", new DataType.Null(), "NULL"),
        of("GREATEST", dec(12, 2), "2.50", INTEGER, "2", dec(3, 2), "2.50"),
        of("LEAST", dec(38, 2), "-2.50", dec(38, 2), "2", dec(38, 2), "-2.50"),
        of("GREATEST", DOUBLE, "NaN", DOUBLE, "Infinity", DOUBLE, "NaN"),
        of("LEAST", DOUBLE, "1.0", DOUBLE, "NaN", DOUBLE, "1"),
        of("GREATEST", STRING, "c", STRING, "a", STRING, "c", STRING, "b"),
        of("LEAST", STRING, "a", STRING, "b", STRING, "NULL", STRING, "a"),
        of("LEAST", DATE, "1969-12-31", DATE, "1970-01-01", DATE, "1969-12-31"),
        of("GREATEST", BOOLEAN, "true", BOOLEAN, "false", BOOLEAN, "true"));
  }

  @Test
  void doublesAreRoundedLikeTheirShortestText() {
    long seed = Long.getLong("velostream.seeds", 1);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 100_000; i++) {
      int places = random.nextInt(-3, 12);
      double value =
          switch (random.nextInt(3)) {
            // Ties and their neighbours.
            case 0 -> (random.nextLong(-100_000, 100_000) + 0.5) / Math.pow(10, places);
            case 1 ->
                Math.nextUp((random.nextLong(-100_000, 100_000) + 0.5) / Math.pow(10, places));
            default -> (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-5, 18));
          };
      BigDecimal text = new BigDecimal(Double.toString(value));
      double rounded = text.setScale(places, RoundingMode.HALF_UP).doubleValue();
      double cut = text.setScale(places, RoundingMode.DOWN).doubleValue();
      String what = value + " to " + places + ", seed " + seed;
      assertThat(RoundingKernels.round(value, places) == rounded).as("round " + what).isTrue();
      assertThat(RoundingKernels.truncate(value, places) == cut).as("truncate " + what).isTrue();
    }
  }

  @Test
  void unknownOverloadsAreNotBound() {
    Literal text = Check.literal("x", STRING);
    assertThat(FunctionCatalogue.call("ABS", List.of(text), DOUBLE, Check.HERE)).isEmpty();
    assertThat(FunctionCatalogue.call("ABS", List.of(), DOUBLE, Check.HERE)).isEmpty();
    assertThat(FunctionCatalogue.call("GREATEST", List.of(), DOUBLE, Check.HERE)).isEmpty();
  }

  static Literal[] literals(List<Object> arguments) {
    List<Literal> literals = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i += 2) {
      literals.add(Check.literal((String) arguments.get(i + 1), (DataType) arguments.get(i)));
    }
    return literals.toArray(Literal[]::new);
  }

  static Arguments of(String name, DataType type, String result, Object... arguments) {
    return Arguments.of(name, type, result, List.of(arguments));
  }

  private static Decimal dec(int precision, int scale) {
    return new Decimal(precision, scale);
  }
}
