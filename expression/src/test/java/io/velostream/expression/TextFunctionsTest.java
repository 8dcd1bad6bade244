package io.velostream.expression;

import static io.velostream.columnar.DataType.BIGINT;
import static io.velostream.columnar.DataType.BOOLEAN;
import static io.velostream.columnar.DataType.STRING;
import static io.velostream.expression.FunctionCases.bigint;
import static io.velostream.expression.FunctionCases.none;
import static io.velostream.expression.FunctionCases.of;
import static io.velostream.expression.FunctionCases.text;
import static io.velostream.expression.FunctionCases.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.DataType;
import io.velostream.expression.Expression.Literal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TextFunctionsTest {
  @ParameterizedTest(name = "{0}{3} = {2}")
  @MethodSource({"measures", "parts", "changes", "joins", "patterns"})
  void functionGives(String name, DataType type, String result, List<Literal> arguments) {
    assertThat(Check.outcome(name, type, arguments.toArray(Literal[]::new))).isEqualTo(result);
  }

  static Stream<Arguments> measures() {
    return Stream.of(
        of("CHAR_LENGTH", BIGINT, "4", text("€😀ab")),
        of("LENGTH", BIGINT, "0", text("")),
        of("LENGTH", BIGINT, "NULL", none(STRING)),
        of("OCTET_LENGTH", BIGINT, "9", text("€😀ab")),
        of("POSITION", BIGINT, "3", text("b"), text("€ab")) /* counts characters */,
        of("POSITION", BIGINT, "1", text(""), text("abc")),
        of("POSITION", BIGINT, "0", text("x"), text("abc")),
        of("POSITION", BIGINT, "4", text("a"), text("abca"), bigint(2)),
        of("STRPOS", BIGINT, "2", text("abc"), text("bc")),
        of("INSTR", BIGINT, "0", text("abc"), text("bcd")),
        of("ASCII", BIGINT, "128512", text("😀")),
        of("ASCII", BIGINT, "0", text("")),
        of("STARTS_WITH", BOOLEAN, "true", text("abc"), text("ab")),
        of("STARTS_WITH", BOOLEAN, "false", text("ab"), text("abc")),
        of("ENDS_WITH", BOOLEAN, "true", text("abc"), text("bc")),
        of("ENDS_WITH", BOOLEAN, "true", text("abc"), text("")),
        of("CONTAINS", BOOLEAN, "true", text("aaab"), text("aab")),
        of("CONTAINS", BOOLEAN, "false", text("aaab"), text("aba")));
  }

  static Stream<Arguments> parts() {
    return Stream.of(
        of("SUBSTRING", STRING, "bc", text("abc"), bigint(2)),
        of("SUBSTRING", STRING, "abc", text("abc"), bigint(-5)),
        of("SUBSTRING", STRING, "a", text("abc"), bigint(-1), bigint(3)),
        of("SUBSTRING", STRING, "", text("abc"), bigint(-5), bigint(3)),
        of("SUBSTRING", STRING, "", text("abc"), bigint(9), bigint(3)),
        of("SUBSTRING", STRING, "😀b", text("a😀bc"), bigint(2), bigint(2)),
        of("SUBSTRING", STRING, "bc", text("abc"), bigint(2), bigint(Long.MAX_VALUE)),
        of("SUBSTRING", STRING, "!INVALID_ARGUMENT", text("abc"), bigint(2), bigint(-1)),
        of("LEFT", STRING, "ab", text("abc"), bigint(2)),
        of("LEFT", STRING, "ab", text("abc"), bigint(-1)),
        of("LEFT", STRING, "", text("abc"), bigint(-7)),
        of("RIGHT", STRING, "bc", text("abc"), bigint(2)),
        of("RIGHT", STRING, "bc", text("abc"), bigint(-1)),
        of("RIGHT", STRING, "", text("abc"), bigint(Long.MIN_VALUE)),
        of("SPLIT_PART", STRING, "b", text("a,b,c"), text(","), bigint(2)),
        of("SPLIT_PART", STRING, "c", text("a,b,c"), text(","), bigint(-1)),
        of("SPLIT_PART", STRING, "", text("a,b,c"), text(","), bigint(4)),
        of("SPLIT_PART", STRING, "!INVALID_ARGUMENT", text("a"), text(","), bigint(0)),
        of("TRIM", STRING, "a b", text("  a b ")),
        of("LTRIM", STRING, "a ", text("  a ")),
        of("RTRIM", STRING, "  a", text("  a ")),
        of("TRIM", STRING, "b€", text("LEADING"), text("xa€"), text("€axb€")),
        of("TRIM", STRING, "€axb", text("TRAILING"), text("xa€"), text("€axb€")),
        of("TRIM", STRING, "b", text("BOTH"), text("xa€"), text("€axb€")));
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        of("UPPER", STRING, "ABC1", text("aBc1")),
        of("UPPER", STRING, "ÉSS", text("éß")),
        of("LOWER", STRING, "abc1é", text("aBC1É")),
        of("INITCAP", STRING, "Hello World2x", text("hELLO wORLD2x")),
        of("REVERSE", STRING, "b😀€a", text("a€😀b")),
        of("REPLACE", STRING, "xbcx", text("abca"), text("a"), text("x")),
        of("REPLACE", STRING, "abc", text("abc"), text(""), text("x")),
        of("REPLACE", STRING, "", text("aaa"), text("a"), text("")),
        of("REPEAT", STRING, "ababab", text("ab"), bigint(3)),
        of("REPEAT", STRING, "", text("ab"), bigint(-1)),
        of("REPEAT", STRING, "!LIMIT_EXCEEDED", text("ab"), bigint(Long.MAX_VALUE)),
        of("LPAD", STRING, "xyxab", text("ab"), bigint(5), text("xy")),
        of("LPAD", STRING, "   ab", text("ab"), bigint(5)),
        of("LPAD", STRING, "a", text("ab"), bigint(1), text("xy")),
        of("RPAD", STRING, "abxyx", text("ab"), bigint(5), text("xy")),
        of("RPAD", STRING, "", text("ab"), bigint(-5), text("xy")),
        of("OVERLAY", STRING, "aXXd", text("abcd"), text("XX"), bigint(2)),
        of("OVERLAY", STRING, "aXXbcd", text("abcd"), text("XX"), bigint(2), bigint(0)),
        of("CHR", STRING, "😀", bigint(128512)),
        of("CHR", STRING, "!INVALID_ARGUMENT", bigint(-1)),
        of("MD5", STRING, "900150983cd24fb0d6963f7d28e17f72", text("abc")));
  }

  static Stream<Arguments> joins() {
    return Stream.of(
        of("||", STRING, "abc", text("a"), text("bc")),
        of("||", STRING, "NULL", text("a"), none(STRING)),
        of("CONCAT", STRING, "abc", text("a"), text("b"), text("c")),
        of("CONCAT", STRING, "a1", text("a"), bigint(1)),
        of("CONCAT_WS", STRING, "a-c", text("-"), text("a"), none(STRING), text("c")),
        of("CONCAT_WS", STRING, "", text("-"), none(STRING), none(STRING)),
        of("CONCAT_WS", STRING, "-", text("-"), text(""), text("")),
        of("CONCAT_WS", STRING, "NULL", none(STRING), text("a")));
  }

  static Stream<Arguments> patterns() {
    return Stream.of(
        of("LIKE", BOOLEAN, "true", text("abc"), text("a%")),
        of("LIKE", BOOLEAN, "true", text("abc"), text("%b%")),
        of("LIKE", BOOLEAN, "true", text("abc"), text("%c")),
        of("LIKE", BOOLEAN, "true", text("abc"), text("abc")),
        of("LIKE", BOOLEAN, "false", text("abcd"), text("abc")),
        of("LIKE", BOOLEAN, "true", text(""), text("%")),
        of("LIKE", BOOLEAN, "true", text(""), text("")),
        of("LIKE", BOOLEAN, "false", text(""), text("_")),
        of("LIKE", BOOLEAN, "true", text("a😀c"), text("a_c")),
        of("LIKE", BOOLEAN, "true", text("aXbXXc"), text("a%b%c")),
        of("LIKE", BOOLEAN, "false", text("aXbXXcd"), text("a%b%c")),
        of("LIKE", BOOLEAN, "true", text("aab"), text("%ab")),
        of("LIKE", BOOLEAN, "true", text("abab"), text("_%ab")),
        of("LIKE", BOOLEAN, "NULL", none(STRING), text("_%ab")),
        of("LIKE", BOOLEAN, "true", text("a%c"), text("a!%c"), text("!")),
        of("LIKE", BOOLEAN, "false", text("abc"), text("a!%c"), text("!")),
        of("LIKE", BOOLEAN, "true", text("a!c"), text("a!!c"), text("!")),
        of("LIKE", BOOLEAN, "true", text("xa%"), text("%a!%"), text("!")),
        of("LIKE", BOOLEAN, "!INVALID_ARGUMENT", text("abc"), text("a!"), text("!")),
        of("LIKE", BOOLEAN, "!INVALID_ARGUMENT", text("abc"), text("a"), text("ab")),
        of("NOT LIKE", BOOLEAN, "true", text("abc"), text("b%")),
        of("ILIKE", BOOLEAN, "true", text("ÀBc"), text("àb%")),
        of("SIMILAR TO", BOOLEAN, "true", text("abab.c"), text("(ab)+.(c|d)")),
        of("SIMILAR TO", BOOLEAN, "false", text("ababxc"), text("(ab)+.(c|d)")),
        of("REGEXP_LIKE", BOOLEAN, "true", text("xaab"), text("a+b$")),
        of("REGEXP_LIKE", BOOLEAN, "!INVALID_ARGUMENT", text("xaab"), text("(")),
        of("REGEXP_REPLACE", STRING, "x<aa>", text("xaa"), text("(a+)"), text("<$1>")),
        of("REGEXP_EXTRACT", STRING, "12", text("ab12cd"), text("[0-9]+")),
        of("REGEXP_EXTRACT", STRING, "2", text("ab12cd"), text("([0-9])([0-9])"), bigint(2)),
        of(
            "=",
            BOOLEAN,
            "true",
            value(new DataType.Char(4), "ab"),
            value(new DataType.Char(2), "ab")),
        of("<", BOOLEAN, "true", text("a"), text("ä")),
        of("<", BOOLEAN, "true", text("ﬀ"), text("😀")),
        of("=", BOOLEAN, "true", text("2024-01-01"), value(DataType.DATE, "2024-01-01")));
  }
}
