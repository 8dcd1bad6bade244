package io.velostream.expression;

import static io.velostream.columnar.DataType.BIGINT;
import static io.velostream.columnar.DataType.BOOLEAN;
import static io.velostream.columnar.DataType.STRING;
import static io.velostream.expression.FunctionCases.bigint;
import static io.velostream.expression.FunctionCases.none;
import static io.velostream.expression.FunctionCases.row;
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
        row("CHAR_LENGTH", BIGINT, "4", text("€😀ab")),
        row("LENGTH", BIGINT, "0", text("")),
        row("LENGTH", BIGINT, "NULL", none(STRING)),
        row("OCTET_LENGTH", BIGINT, "9", text("€😀ab")),
        row("POSITION", BIGINT, "3", text("b"), text("€ab")) /* counts characters */,
        row("POSITION", BIGINT, "1", text(""), text("abc")),
        row("POSITION", BIGINT, "0", text("x"), text("abc")),
        row("POSITION", BIGINT, "4", text("a"), text("abca"), bigint(2)),
        row("STRPOS", BIGINT, "2", text("abc"), text("bc")),
        row("INSTR", BIGINT, "0", text("abc"), text("bcd")),
        row("ASCII", BIGINT, "128512", text("😀")),
        row("ASCII", BIGINT, "0", text("")),
        row("STARTS_WITH", BOOLEAN, "true", text("abc"), text("ab")),
        row("STARTS_WITH", BOOLEAN, "false", text("ab"), text("abc")),
        row("ENDS_WITH", BOOLEAN, "true", text("abc"), text("bc")),
        row("ENDS_WITH", BOOLEAN, "true", text("abc"), text("")),
        row("CONTAINS", BOOLEAN, "true", text("aaab"), text("aab")),
        row("CONTAINS", BOOLEAN, "false", text("aaab"), text("aba")));
  }

  static Stream<Arguments> parts() {
    return Stream.of(
        row("SUBSTRING", STRING, "bc", text("abc"), bigint(2)),
        row("SUBSTRING", STRING, "bc", text("abc"), bigint(-2)),
        row("SUBSTRING", STRING, "abc", text("abc"), bigint(-5)),
        row("SUBSTRING", STRING, "abc", text("abc"), bigint(Long.MIN_VALUE)),
        row("SUBSTRING", STRING, "c", text("abc"), bigint(-1), bigint(3)),
        row("SUBSTRING", STRING, "😀", text("a😀b"), bigint(-2), bigint(1)),
        row("SUBSTRING", STRING, "a", text("abc"), bigint(0), bigint(2)),
        row("SUBSTRING", STRING, "", text("abc"), bigint(9), bigint(3)),
        row("SUBSTRING", STRING, "😀b", text("a😀bc"), bigint(2), bigint(2)),
        row("SUBSTRING", STRING, "bc", text("abc"), bigint(2), bigint(Long.MAX_VALUE)),
        row("SUBSTRING", STRING, "!INVALID_ARGUMENT", text("abc"), bigint(2), bigint(-1)),
        row("LEFT", STRING, "ab", text("abc"), bigint(2)),
        row("LEFT", STRING, "ab", text("abc"), bigint(-1)),
        row("LEFT", STRING, "", text("abc"), bigint(-7)),
        row("RIGHT", STRING, "bc", text("abc"), bigint(2)),
        row("RIGHT", STRING, "bc", text("abc"), bigint(-1)),
        row("RIGHT", STRING, "", text("abc"), bigint(Long.MIN_VALUE)),
        row("SPLIT_PART", STRING, "b", text("a,b,c"), text(","), bigint(2)),
        row("SPLIT_PART", STRING, "c", text("a,b,c"), text(","), bigint(-1)),
        row("SPLIT_PART", STRING, "", text("a,b,c"), text(","), bigint(4)),
        row("SPLIT_PART", STRING, "!INVALID_ARGUMENT", text("a"), text(","), bigint(0)),
        row("TRIM", STRING, "a b", text("  a b ")),
        row("LTRIM", STRING, "a ", text("  a ")),
        row("RTRIM", STRING, "  a", text("  a ")),
        row("TRIM", STRING, "b€", text("LEADING"), text("xa€"), text("€axb€")),
        row("TRIM", STRING, "€axb", text("TRAILING"), text("xa€"), text("€axb€")),
        row("TRIM", STRING, "b", text("BOTH"), text("xa€"), text("€axb€")));
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        row("UPPER", STRING, "ABC1", text("aBc1")),
        row("UPPER", STRING, "ÉSS", text("éß")),
        row("LOWER", STRING, "abc1é", text("aBC1É")),
        row("INITCAP", STRING, "Hello World2x", text("hELLO wORLD2x")),
        row("REVERSE", STRING, "b😀€a", text("a€😀b")),
        row("REPLACE", STRING, "xbcx", text("abca"), text("a"), text("x")),
        row("REPLACE", STRING, "abc", text("abc"), text(""), text("x")),
        row("REPLACE", STRING, "", text("aaa"), text("a"), text("")),
        row("REPEAT", STRING, "ababab", text("ab"), bigint(3)),
        row("REPEAT", STRING, "", text("ab"), bigint(-1)),
        row("REPEAT", STRING, "!LIMIT_EXCEEDED", text("ab"), bigint(Long.MAX_VALUE)),
        row("LPAD", STRING, "xyxab", text("ab"), bigint(5), text("xy")),
        row("LPAD", STRING, "   ab", text("ab"), bigint(5)),
        row("LPAD", STRING, "a", text("ab"), bigint(1), text("xy")),
        row("RPAD", STRING, "abxyx", text("ab"), bigint(5), text("xy")),
        row("RPAD", STRING, "", text("ab"), bigint(-5), text("xy")),
        row("OVERLAY", STRING, "aXXd", text("abcd"), text("XX"), bigint(2)),
        row("OVERLAY", STRING, "aXXbcd", text("abcd"), text("XX"), bigint(2), bigint(0)),
        row("CHR", STRING, "😀", bigint(128512)),
        row("CHR", STRING, "!INVALID_ARGUMENT", bigint(-1)),
        row("MD5", STRING, "900150983cd24fb0d6963f7d28e17f72", text("abc")));
  }

  static Stream<Arguments> joins() {
    return Stream.of(
        row("||", STRING, "abc", text("a"), text("bc")),
        row("||", STRING, "NULL", text("a"), none(STRING)),
        row("CONCAT", STRING, "abc", text("a"), text("b"), text("c")),
        row("CONCAT", STRING, "a1", text("a"), bigint(1)),
        row("CONCAT_WS", STRING, "a-c", text("-"), text("a"), none(STRING), text("c")),
        row("CONCAT_WS", STRING, "", text("-"), none(STRING), none(STRING)),
        row("CONCAT_WS", STRING, "-", text("-"), text(""), text("")),
        row("CONCAT_WS", STRING, "NULL", none(STRING), text("a")));
  }

  static Stream<Arguments> patterns() {
    return Stream.of(
        row("LIKE", BOOLEAN, "true", text("abc"), text("a%")),
        row("LIKE", BOOLEAN, "true", text("abc"), text("%b%")),
        row("LIKE", BOOLEAN, "true", text("abc"), text("%c")),
        row("LIKE", BOOLEAN, "true", text("abc"), text("abc")),
        row("LIKE", BOOLEAN, "false", text("abcd"), text("abc")),
        row("LIKE", BOOLEAN, "true", text(""), text("%")),
        row("LIKE", BOOLEAN, "true", text(""), text("")),
        row("LIKE", BOOLEAN, "false", text(""), text("_")),
        row("LIKE", BOOLEAN, "true", text("a😀c"), text("a_c")),
        row("LIKE", BOOLEAN, "true", text("aXbXXc"), text("a%b%c")),
        row("LIKE", BOOLEAN, "false", text("aXbXXcd"), text("a%b%c")),
        row("LIKE", BOOLEAN, "true", text("aab"), text("%ab")),
        row("LIKE", BOOLEAN, "true", text("abab"), text("_%ab")),
        row("LIKE", BOOLEAN, "NULL", none(STRING), text("_%ab")),
        row("LIKE", BOOLEAN, "true", text("a%c"), text("a!%c"), text("!")),
        row("LIKE", BOOLEAN, "false", text("abc"), text("a!%c"), text("!")),
        row("LIKE", BOOLEAN, "true", text("a!c"), text("a!!c"), text("!")),
        row("LIKE", BOOLEAN, "true", text("xa%"), text("%a!%"), text("!")),
        row("LIKE", BOOLEAN, "!INVALID_ARGUMENT", text("abc"), text("a!"), text("!")),
        row("LIKE", BOOLEAN, "!INVALID_ARGUMENT", text("abc"), text("a"), text("ab")),
        row("NOT LIKE", BOOLEAN, "true", text("abc"), text("b%")),
        row("ILIKE", BOOLEAN, "true", text("ÀBc"), text("àb%")),
        row("SIMILAR TO", BOOLEAN, "true", text("abab.c"), text("(ab)+.(c|d)")),
        row("SIMILAR TO", BOOLEAN, "false", text("ababxc"), text("(ab)+.(c|d)")),
        row("REGEXP_LIKE", BOOLEAN, "true", text("xaab"), text("a+b$")),
        row("REGEXP_LIKE", BOOLEAN, "!INVALID_ARGUMENT", text("xaab"), text("(")),
        row("REGEXP_REPLACE", STRING, "x<aa>", text("xaa"), text("(a+)"), text("<$1>")),
        row("REGEXP_EXTRACT", STRING, "12", text("ab12cd"), text("[0-9]+")),
        row("REGEXP_EXTRACT", STRING, "NULL", text("ab"), text("[0-9]+")),
        row("REGEXP_EXTRACT", STRING, "NULL", text("ab"), text("(c)|b"), bigint(1)),
        row("REGEXP_EXTRACT", STRING, "", text("ab"), text("b(c?)"), bigint(1)),
        row("REGEXP_EXTRACT", STRING, "!INVALID_ARGUMENT", text("ab"), text("b"), bigint(1)),
        row("REGEXP_SUBSTR", STRING, "b1", text("ab1"), text("b.")),
        row("REGEXP_COUNT", BIGINT, "2", text("aXbXc"), text("X")),
        row("REGEXP_COUNT", BIGINT, "0", text(""), text("X")),
        row("REGEXP_INSTR", BIGINT, "3", text("😀aX"), text("X")),
        row("REGEXP_INSTR", BIGINT, "0", text("abc"), text("X")),
        row("REGEXP_EXTRACT", STRING, "2", text("ab12cd"), text("([0-9])([0-9])"), bigint(2)),
        row(
            "=",
            BOOLEAN,
            "true",
            value(new DataType.Char(4), "ab"),
            value(new DataType.Char(2), "ab")),
        row("<", BOOLEAN, "true", text("a"), text("ä")),
        row("<", BOOLEAN, "true", text("ﬀ"), text("😀")),
        row("=", BOOLEAN, "true", text("2024-01-01"), value(DataType.DATE, "2024-01-01")));
  }
}
