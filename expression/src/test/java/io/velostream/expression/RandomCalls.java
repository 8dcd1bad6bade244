package io.velostream.expression;

import static io.velostream.columnar.DataType.BIGINT;
import static io.velostream.columnar.DataType.BOOLEAN;
import static io.velostream.columnar.DataType.DATE;
import static io.velostream.columnar.DataType.DOUBLE;
import static io.velostream.columnar.DataType.INTEGER;
import static io.velostream.columnar.DataType.STRING;
import static io.velostream.columnar.DataType.TIMESTAMP_MILLIS;
import static io.velostream.columnar.DataType.TINYINT;

import io.velostream.columnar.DataType;
import io.velostream.columnar.DataType.Decimal;
import io.velostream.columnar.DataType.Timestamp;
import io.velostream.expression.Expression.Literal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Functions with the types of their arguments and results, for random expressions.
final class RandomCalls {
  /// @param fixed a literal that the function needs there, or `null` for any expression
  record Parameter(DataType type, @Nullable Literal fixed) {}

  record Template(String name, DataType result, List<Parameter> parameters) {}

  private static final DataType SMALL = new Decimal(18, 4);
  private static final DataType LARGE = new Decimal(38, 4);
  private static final DataType CHAR = new DataType.Char(4);
  private static final DataType INSTANT = new Timestamp(6, true);

  private static final Map<DataType, List<Template>> BY_RESULT =
      all().collect(Collectors.groupingBy(Template::result));

  private RandomCalls() {}

  static List<Template> giving(DataType type) {
    return BY_RESULT.getOrDefault(type, List.of());
  }

  private static Stream<Template> all() {
    return Stream.of(
            numbers(), texts(), questions(), times(), nested(), Stream.of(of("PI", DOUBLE)))
        .flatMap(s -> s);
  }

  private static Stream<Template> numbers() {
    return Stream.of(
        of("ABS", BIGINT, BIGINT),
        of("ABS", TINYINT, TINYINT),
        of("ABS", LARGE, LARGE),
        of("SIGN", DOUBLE, DOUBLE),
        of("FLOOR", DOUBLE, DOUBLE),
        of("CEIL", SMALL, SMALL),
        of("ROUND", SMALL, SMALL, BIGINT),
        of("ROUND", LARGE, LARGE, BIGINT),
        of("ROUND", DOUBLE, DOUBLE, TINYINT),
        of("TRUNCATE", LARGE, LARGE),
        of("SQRT", DOUBLE, DOUBLE),
        of("POWER", DOUBLE, DOUBLE, DOUBLE),
        of("LN", DOUBLE, DOUBLE),
        of("ATAN2", DOUBLE, DOUBLE, DOUBLE),
        of("BITXOR", BIGINT, BIGINT, INTEGER),
        of("CHAR_LENGTH", BIGINT, STRING),
        of("OCTET_LENGTH", BIGINT, CHAR),
        of("POSITION", BIGINT, STRING, STRING),
        of("ASCII", BIGINT, STRING),
        of("GREATEST", BIGINT, BIGINT, INTEGER, BIGINT),
        of("LEAST", DOUBLE, DOUBLE, BIGINT),
        of("GREATEST", LARGE, SMALL, LARGE),
        of("NULLIF", BIGINT, BIGINT, INTEGER),
        of("NULLIF", DOUBLE, DOUBLE, BIGINT),
        of("IF", BIGINT, BOOLEAN, BIGINT, BIGINT),
        of("IFNULL", LARGE, LARGE, LARGE),
        of("EXTRACT", BIGINT, Check.text("DOY"), TIMESTAMP_MILLIS),
        of("EXTRACT", BIGINT, Check.text("WEEK"), DATE),
        of("EXTRACT", BIGINT, Check.text("HOUR"), INSTANT),
        of("EXTRACT", BIGINT, Check.text("SECOND"), RandomExpressions.MICROS),
        of("TIMESTAMPDIFF", BIGINT, Check.text("MONTH"), TIMESTAMP_MILLIS, DATE),
        of("TIMESTAMPDIFF", BIGINT, Check.text("SECOND"), TIMESTAMP_MILLIS, TIMESTAMP_MILLIS),
        of("GCD", BIGINT, BIGINT, INTEGER),
        of("PMOD", BIGINT, BIGINT, TINYINT),
        of("SHIFTLEFT", BIGINT, BIGINT, TINYINT),
        of("CRC32", BIGINT, STRING),
        of("XXHASH64", BIGINT, CHAR),
        of("EPOCH_MS", BIGINT, TIMESTAMP_MILLIS),
        of("ROUND_EVEN", DOUBLE, DOUBLE, TINYINT),
        of("ASINH", DOUBLE, DOUBLE),
        of("LEVENSHTEIN", INTEGER, STRING, STRING),
        of("REGEXP_COUNT", INTEGER, STRING, Check.text("[a-c]")),
        of("WIDTH_BUCKET", BIGINT, DOUBLE, DOUBLE, DOUBLE, BIGINT));
  }

  private static Stream<Template> texts() {
    return Stream.of(
        of("UPPER", STRING, STRING),
        of("LOWER", STRING, CHAR),
        of("INITCAP", STRING, STRING),
        of("REVERSE", STRING, STRING),
        of("||", STRING, STRING, STRING),
        of("CONCAT", STRING, STRING, BIGINT, CHAR),
        of("CONCAT_WS", STRING, STRING, STRING, STRING),
        of("SUBSTRING", STRING, STRING, BIGINT),
        of("SUBSTRING", STRING, STRING, BIGINT, TINYINT),
        of("LEFT", STRING, STRING, BIGINT),
        of("RIGHT", STRING, STRING, BIGINT),
        of("TRIM", STRING, STRING),
        of("LTRIM", STRING, STRING, STRING),
        of("TRIM", STRING, Check.text("TRAILING"), STRING, STRING),
        of("REPLACE", STRING, STRING, STRING, STRING),
        of("LPAD", STRING, STRING, TINYINT, STRING),
        of("OVERLAY", STRING, STRING, STRING, TINYINT),
        of("SPLIT_PART", STRING, STRING, Check.text(","), TINYINT),
        of("MD5", STRING, STRING),
        of("CHR", STRING, BIGINT),
        of("NULLIF", STRING, STRING, STRING),
        of("LEAST", STRING, STRING, STRING),
        of("REGEXP_EXTRACT", STRING, STRING, Check.text("[a-c]+")),
        of("HEX", STRING, STRING),
        of("TO_BASE64", STRING, STRING),
        of("SHA1", STRING, STRING),
        of("REGEXP_REPLACE", STRING, STRING, Check.text("[a-c]+"), STRING),
        of("SPLIT_INDEX", STRING, STRING, Check.text("a"), TINYINT),
        of("SUBSTRING_INDEX", STRING, STRING, Check.text("a"), TINYINT),
        of("TRANSLATE", STRING, STRING, STRING, STRING),
        of("FORMAT", STRING, Check.text("%s-%5d"), STRING, BIGINT),
        of("URL_ENCODE", STRING, STRING),
        of("URL_DECODE", STRING, STRING),
        of("SOUNDEX", STRING, STRING),
        of("UUID", STRING, STRING),
        of("DECODE", STRING, BIGINT, BIGINT, STRING, BIGINT, STRING),
        of("JSON_EXTRACT_STRING", STRING, STRING, Check.text("$.a")),
        of("DAYNAME", STRING, DATE),
        of("TO_CHAR", STRING, TIMESTAMP_MILLIS, Check.text("YYYY-MM-DD HH24:MI")),
        of("DATE_FORMAT", STRING, TIMESTAMP_MILLIS, Check.text("yyyy-MM")));
  }

  private static Stream<Template> questions() {
    return Stream.of(
        of("LIKE", BOOLEAN, STRING, STRING),
        of("LIKE", BOOLEAN, STRING, Check.text("a%")),
        of("LIKE", BOOLEAN, STRING, Check.text("%b%")),
        of("NOT LIKE", BOOLEAN, STRING, Check.text("_%c")),
        of("LIKE", BOOLEAN, STRING, STRING, Check.text("x")),
        of("ILIKE", BOOLEAN, STRING, STRING),
        of("CONTAINS", BOOLEAN, STRING, STRING),
        of("STARTS_WITH", BOOLEAN, STRING, CHAR),
        of("REGEXP_LIKE", BOOLEAN, STRING, STRING),
        of("=", BOOLEAN, STRING, Check.text("abc")),
        of(">", BOOLEAN, DOUBLE, new Literal(1.0, DOUBLE)),
        of("<", BOOLEAN, BIGINT, new Literal(5L, BIGINT)),
        of("IN", BOOLEAN, BIGINT, BIGINT, BIGINT),
        of(
            "NOT IN",
            BOOLEAN,
            BIGINT,
            new Literal(1L, BIGINT),
            new Literal(2L, BIGINT),
            new Literal(3L, BIGINT),
            new Literal(5L, BIGINT),
            new Literal(8L, BIGINT)));
  }

  private static Stream<Template> nested() {
    DataType integers = RandomExpressions.INTEGERS;
    DataType strings = RandomExpressions.TEXTS;
    DataType map = RandomExpressions.MAP;
    DataType row = RandomExpressions.ROW;
    DataType variant = RandomExpressions.VARIANT;
    return Stream.of(
        of("ARRAY", integers, INTEGER, TINYINT, INTEGER),
        of("ARRAY", strings, STRING, CHAR),
        of("MAP", map, STRING, LARGE, CHAR, SMALL),
        of("ROW", row, BIGINT, DOUBLE, CHAR, integers),
        of("ITEM", INTEGER, integers, TINYINT),
        of("ITEM", STRING, strings, new Literal(1L, BIGINT)),
        of("ITEM", LARGE, map, STRING),
        of("ITEM", variant, variant, STRING),
        of("ITEM", variant, variant, new Literal(2L, BIGINT)),
        of("FIELD", BIGINT, row, new Literal(1L, BIGINT)),
        of("FIELD", DOUBLE, row, new Literal(2L, BIGINT)),
        of("FIELD", integers, row, new Literal(4L, BIGINT)),
        of("CARDINALITY", BIGINT, integers),
        of("CARDINALITY", BIGINT, map),
        of("ELEMENT", INTEGER, integers),
        of("ARRAY_CONTAINS", BOOLEAN, integers, INTEGER),
        of("ARRAY_POSITION", BIGINT, strings, STRING),
        of("ARRAY_CONCAT", integers, integers, integers),
        of("ARRAY_DISTINCT", integers, integers),
        of("ARRAY_SORT", integers, integers, BOOLEAN),
        of("ARRAY_SLICE", strings, strings, TINYINT, TINYINT),
        of("SPLIT", strings, STRING, Check.text("b")),
        of("REGEXP_EXTRACT_ALL", strings, STRING, Check.text("[a-c]")),
        of("ARRAY_APPEND", integers, integers, TINYINT),
        of("ARRAY_REMOVE", strings, strings, STRING),
        of("ARRAY_REVERSE", integers, integers),
        of("ARRAY_UNION", integers, integers, integers),
        of("ARRAY_EXCEPT", strings, strings, strings),
        of("ARRAYS_OVERLAP", BOOLEAN, integers, integers),
        of("ARRAY_SUM", BIGINT, integers),
        of("ELEMENT_AT", STRING, strings, TINYINT),
        of("MAP_CONCAT", map, map, map),
        of("ARRAY_MIN", INTEGER, integers),
        of("ARRAY_MAX", STRING, strings),
        of("ARRAY_JOIN", STRING, integers, STRING),
        of("ARRAY_JOIN", STRING, strings, STRING, STRING),
        of("MAP_KEYS", strings, map),
        of("MAP_CONTAINS_KEY", BOOLEAN, map, STRING),
        of("PARSE_JSON", variant, STRING),
        of("TRY_PARSE_JSON", variant, STRING),
        of("TO_JSON", STRING, row),
        of("TO_JSON", STRING, map),
        of("TO_JSON", STRING, INSTANT),
        of("VARIANT_TYPE", STRING, variant),
        of("JSON_EXISTS", BOOLEAN, variant, Check.text("$.a")),
        of("JSON_QUERY", STRING, variant, Check.text("$[0]")));
  }

  private static Stream<Template> times() {
    return Stream.of(
        of("FLOOR", TIMESTAMP_MILLIS, TIMESTAMP_MILLIS, Check.text("HOUR")),
        of("DATE_TRUNC", TIMESTAMP_MILLIS, Check.text("WEEK"), TIMESTAMP_MILLIS),
        of("CEIL", DATE, DATE, Check.text("MONTH")),
        of("DATE_TRUNC", INSTANT, Check.text("DAY"), INSTANT),
        of("TIMESTAMPADD", TIMESTAMP_MILLIS, Check.text("MONTH"), BIGINT, TIMESTAMP_MILLIS),
        of("TIMESTAMPADD", DATE, Check.text("DAY"), TINYINT, DATE),
        of("LAST_DAY", DATE, DATE),
        of("DATE_TRUNC", INSTANT, Check.text("WEEK"), INSTANT, Check.text("Europe/Berlin")),
        of("AT_TIME_ZONE", INSTANT, TIMESTAMP_MILLIS, Check.text("Asia/Kolkata")),
        of("TRY_TO_DATE", DATE, STRING),
        of("ADD_MONTHS", DATE, DATE, TINYINT),
        of("TO_DATE", DATE, STRING),
        of("CURRENT_TIMESTAMP", INSTANT),
        of("CURRENT_DATE", DATE),
        of("TO_TIMESTAMP_LTZ", INSTANT, BIGINT));
  }

  private static Template of(String name, DataType result, Object... parameters) {
    return new Template(
        name,
        result,
        Stream.of(parameters)
            .map(p ->
                p instanceof Literal literal
                    ? new Parameter(literal.type(), literal)
                    : new Parameter((DataType) p, null))
            .toList());
  }
}
