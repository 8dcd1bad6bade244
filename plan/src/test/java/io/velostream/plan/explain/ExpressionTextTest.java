package io.velostream.plan.explain;

import static io.velostream.plan.explain.Plans.LARGE;
import static io.velostream.plan.explain.Plans.PRICE;
import static io.velostream.plan.explain.Plans.QUANTITY;
import static io.velostream.plan.explain.Plans.SYMBOL;
import static io.velostream.plan.explain.Plans.TRADER;
import static io.velostream.plan.explain.Plans.TRADES;
import static io.velostream.plan.explain.Plans.TS;
import static io.velostream.plan.explain.Plans.call;
import static io.velostream.plan.explain.Plans.column;
import static io.velostream.plan.explain.Plans.integer;
import static io.velostream.plan.explain.Plans.interval;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Lane;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Slice;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.And;
import io.velostream.expression.Expression.Call;
import io.velostream.expression.Expression.Case;
import io.velostream.expression.Expression.Cast;
import io.velostream.expression.Expression.Coalesce;
import io.velostream.expression.Expression.Column;
import io.velostream.expression.Expression.IsNull;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.Expression.Not;
import io.velostream.expression.Expression.Or;
import io.velostream.expression.function.ScalarFunction;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExpressionTextTest {
  private static final DataType MONTHS = new DataType.Interval(DataType.Interval.Family.YEAR_MONTH);

  @ParameterizedTest
  @MethodSource
  void constantsAreLiteralsOfTheirType(Object value, DataType type, String expected) {
    assertThat(ExpressionText.of(new Literal(value, type), TRADES)).isEqualTo(expected);
  }

  static Stream<Arguments> constantsAreLiteralsOfTheirType() {
    DataType dayTime = interval(0).type();
    return Stream.of(
        arguments(null, DataType.BIGINT, "NULL"),
        arguments(1L, DataType.BOOLEAN, "TRUE"),
        arguments(0L, DataType.BOOLEAN, "FALSE"),
        arguments(-7L, DataType.INTEGER, "-7"),
        arguments(Long.MIN_VALUE, DataType.BIGINT, "-9223372036854775808"),
        arguments(1.5, DataType.DOUBLE, "1.5E0"),
        arguments(1e20, DataType.DOUBLE, "1.0E20"),
        arguments(Double.NaN, DataType.DOUBLE, "CAST('NaN' AS DOUBLE)"),
        arguments((double) 0.1f, DataType.REAL, "CAST(0.1E0 AS REAL)"),
        arguments(150L, new DataType.Decimal(5, 2), "1.50"),
        arguments(BigInteger.valueOf(-5), new DataType.Decimal(30, 3), "-0.005"),
        arguments(Slice.utf8("it's"), DataType.STRING, "'it''s'"),
        arguments(Slice.utf8("a\nb\\c"), DataType.STRING, "U&'a\\000Ab\\\\c'"),
        arguments(Slice.utf8("é\uD83D\uDE00"), new DataType.Char(2), "'é\uD83D\uDE00'"),
        arguments(
            new Slice(new byte[] {9, 0, (byte) 0xAB}, 1, 2), new DataType.Varbinary(), "X'00AB'"),
        arguments(19_737L, DataType.DATE, "DATE '2024-01-15'"),
        arguments(3_723_500_000L, new DataType.Time(3), "TIME '01:02:03.500'"),
        arguments(
            1_705_312_800_000_000L,
            new DataType.Timestamp(3, false),
            "TIMESTAMP '2024-01-15 10:00:00.000'"),
        arguments(
            1_705_312_800_000_000L,
            new DataType.Timestamp(0, true),
            "TIMESTAMP WITH LOCAL TIME ZONE '2024-01-15 10:00:00Z'"),
        arguments(0L, dayTime, "INTERVAL '0' SECOND"),
        arguments(1_500_000L, dayTime, "INTERVAL '1.5' SECOND"),
        arguments(90_000_000L, dayTime, "INTERVAL '90' SECOND"),
        arguments(5_400_000_000L, dayTime, "INTERVAL '90' MINUTE"),
        arguments(7_200_000_000L, dayTime, "INTERVAL '2' HOUR"),
        arguments(-172_800_000_000L, dayTime, "INTERVAL -'2' DAY"),
        arguments(Long.MIN_VALUE, dayTime, "INTERVAL -'9223372036854.775808' SECOND"),
        arguments(24L, MONTHS, "INTERVAL '2' YEAR"),
        arguments(-7L, MONTHS, "INTERVAL -'7' MONTH"),
        arguments(0L, MONTHS, "INTERVAL '0' MONTH"));
  }

  @ParameterizedTest
  @MethodSource
  void expressionsReadAsSql(Expression expression, String expected) {
    assertThat(ExpressionText.of(expression, TRADES)).isEqualTo(expected);
  }

  static Stream<Arguments> expressionsReadAsSql() {
    Expression quantity = column(QUANTITY);
    Expression price = column(PRICE);
    Expression symbol = column(SYMBOL);
    Expression large = column(LARGE);
    Expression big = test(">", quantity, integer(100));
    Expression named = test("=", symbol, text("ACME"));
    Expression cent = new Literal(1L, new DataType.Decimal(3, 2));
    return Stream.of(
        arguments(sum(quantity, sum(quantity, integer(1))), "quantity + (quantity + 1)"),
        arguments(sum(sum(quantity, quantity), integer(1)), "quantity + quantity + 1"),
        arguments(product(sum(quantity, integer(1)), integer(-2)), "(quantity + 1) * -2"),
        arguments(sum(product(quantity, integer(2)), integer(1)), "quantity * 2 + 1"),
        arguments(minus(quantity), "-quantity"),
        arguments(minus(integer(-1)), "-(-1)"),
        arguments(minus(minus(quantity)), "-(-quantity)"),
        arguments(call("MOD", DataType.BIGINT, quantity, integer(2)), "MOD(quantity, 2)"),
        arguments(
            call("-", DataType.TIMESTAMP_MILLIS, column(TS), interval(5_000_000)),
            "ts - INTERVAL '5' SECOND"),
        // Bound with its operands swapped, so that the constant is on the right.
        arguments(test("<", integer(100), quantity), "quantity > 100"),
        // Bound as the sign of a comparison of an integer with a double.
        arguments(test("<=", quantity, price), "quantity <= price"),
        arguments(test(">", price, quantity), "quantity < price"),
        // Bound with steps that bring both sides to one scale.
        arguments(call("*", new DataType.Decimal(22, 2), quantity, cent), "quantity * 0.01"),
        arguments(test("<>", quantity, cent), "quantity <> 0.01"),
        arguments(
            call(
                "*",
                interval(0).type(),
                interval(60_000_000),
                new Literal(15L, new DataType.Decimal(2, 1))),
            "INTERVAL '1' MINUTE * CAST(1.5 AS DECIMAL(38, 1))"),
        arguments(
            new And(List.of(new Or(List.of(big, named)), new Not(large))),
            "(quantity > 100 OR symbol = 'ACME') AND NOT large"),
        arguments(
            new Or(List.of(new And(List.of(big, named)), large)),
            "quantity > 100 AND symbol = 'ACME' OR large"),
        arguments(new Not(new And(List.of(big, large))), "NOT (quantity > 100 AND large)"),
        arguments(new Not(named), "NOT symbol = 'ACME'"),
        arguments(new And(List.of(large)), "large"),
        arguments(new And(List.of()), "TRUE"),
        arguments(new IsNull(price), "price IS NULL"),
        arguments(new Not(new IsNull(price)), "price IS NOT NULL"),
        arguments(new IsNull(big), "(quantity > 100) IS NULL"),
        arguments(
            test("IS NOT DISTINCT FROM", column(TRADER), text("t1")),
            "COALESCE(trader_id = 't1', FALSE)"),
        arguments(
            new Cast(price, DataType.BIGINT, false, SourcePosition.NONE), "CAST(price AS BIGINT)"),
        arguments(
            new Cast(symbol, new DataType.Decimal(10, 2), true, SourcePosition.NONE),
            "TRY_CAST(symbol AS DECIMAL(10, 2))"),
        arguments(
            new Case(
                List.of(new Case.Branch(big, text("big")), new Case.Branch(large, text("large"))),
                text("small"),
                DataType.STRING),
            "CASE WHEN quantity > 100 THEN 'big' WHEN large THEN 'large' ELSE 'small' END"),
        arguments(
            new Case(
                List.of(new Case.Branch(big, quantity)),
                new Literal(null, DataType.BIGINT),
                DataType.BIGINT),
            "CASE WHEN quantity > 100 THEN quantity END"),
        arguments(
            new Coalesce(List.of(price, new Literal(0.0, DataType.DOUBLE)), DataType.DOUBLE),
            "COALESCE(price, 0.0E0)"),
        arguments(function("UPPER", "upper", symbol), "UPPER(symbol)"),
        arguments(function("PI", "pi"), "PI()"),
        arguments(function("||", "concat", symbol, text("!")), "symbol || '!'"),
        arguments(function("LIKE", "like", symbol, text("A%")), "symbol LIKE 'A%'"),
        arguments(
            function("LIKE", "like", symbol, text("A!%"), text("!")),
            "symbol LIKE 'A!%' ESCAPE '!'"),
        arguments(function("LIKE", "startsWith", symbol, text("A")), "STARTS_WITH(symbol, 'A')"),
        arguments(function("=", "trimTrailingBlanks", symbol), "TRIM_TRAILING_BLANKS(symbol)"),
        arguments(function("FLOOR", "floor", price), "FLOOR(price)"));
  }

  /// A bound call has no operand for the unit of time any more: see that it is told all the same.
  @Test
  void unitsOfTimeAreTold() {
    for (String field :
        List.of(
            "YEAR",
            "ISOYEAR",
            "QUARTER",
            "MONTH",
            "WEEK",
            "DAY",
            "DOW",
            "ISODOW",
            "DOY",
            "DECADE",
            "CENTURY",
            "MILLENNIUM",
            "HOUR",
            "MINUTE",
            "SECOND",
            "MILLISECOND",
            "MICROSECOND",
            "NANOSECOND",
            "EPOCH")) {
      assertThat(timeText("EXTRACT", DataType.BIGINT, text(field), column(TS)))
          .endsWith(" FROM ts)")
          .startsWith("EXTRACT(" + field + " ");
    }
    for (String unit :
        List.of(
            "SECOND",
            "MINUTE",
            "HOUR",
            "DAY",
            "WEEK",
            "MONTH",
            "QUARTER",
            "YEAR",
            "DECADE",
            "CENTURY",
            "MILLENNIUM")) {
      DataType type = column(TS).type();
      assertThat(timeText("FLOOR", type, column(TS), text(unit)))
          .isEqualTo("FLOOR(ts TO " + unit + ")");
      assertThat(timeText("CEIL", type, column(TS), text(unit)))
          .isEqualTo("CEIL(ts TO " + unit + ")");
      assertThat(timeText("DATE_TRUNC", type, text(unit), column(TS)))
          .isEqualTo("DATE_TRUNC('" + unit + "', ts)");
      assertThat(timeText("TIMESTAMPDIFF", DataType.BIGINT, text(unit), column(TS), column(TS)))
          .startsWith("TIMESTAMPDIFF(" + unit + ", ");
    }
  }

  private static String timeText(String name, DataType result, Expression... operands) {
    return ExpressionText.of(call(name, result, operands), TRADES);
  }

  @Test
  void namesAreQuotedWhereSqlNeedsIt() {
    Schema odd =
        Schema.of(Field.of("order id", DataType.BIGINT), Field.of("a\"b", DataType.BIGINT));
    Expression sum =
        call(
            "+",
            DataType.BIGINT,
            new Column(0, DataType.BIGINT, true),
            new Column(1, DataType.BIGINT, true));
    assertThat(ExpressionText.of(sum, odd)).isEqualTo("\"order id\" + \"a\"\"b\"");
  }

  private static Expression test(String sign, Expression a, Expression b) {
    return Plans.test(sign, a, b);
  }

  private static Expression sum(Expression a, Expression b) {
    return call("+", DataType.BIGINT, a, b);
  }

  private static Expression product(Expression a, Expression b) {
    return call("*", DataType.BIGINT, a, b);
  }

  private static Expression minus(Expression a) {
    return call("-", DataType.BIGINT, a.type().equals(DataType.BIGINT) ? a : widened(a));
  }

  private static Expression widened(Expression literal) {
    return new Literal(((Literal) literal).value(), DataType.BIGINT);
  }

  private static Literal text(String value) {
    return new Literal(Slice.utf8(value), DataType.STRING);
  }

  /** A call of a kernel that need not exist: only its description is printed. */
  private static Expression function(String name, String method, Expression... operands) {
    List<Lane> lanes = Stream.of(operands).map(operand -> operand.type().lane()).toList();
    return new Call(
        new ScalarFunction(name, ExpressionTextTest.class, method, lanes, Lane.BYTES, false, true),
        List.of(operands),
        DataType.STRING,
        true,
        SourcePosition.NONE);
  }
}
