package io.velostream.conformance.logic;

import io.velostream.conformance.logic.LogicRecord.Order;
import io.velostream.conformance.logic.LogicRecord.Query;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The values of an answer in the form of the scripts.
final class LogicAnswer {
  private static final Pattern WHOLE = Pattern.compile("\\s*([-+]?[0-9]+)");

  private LogicAnswer() {}

  /// What came of a comparison.
  ///
  /// @param difference what differs from the script; empty if nothing does
  /// @param typedOtherwise whether it may be because of types: the script has whole numbers where
  ///   the answer has fractions. In SQLite types are those of values, so that COALESCE(26, AVG(x))
  ///   divides as an INTEGER there; here the call has one type, and that is DOUBLE
  record Outcome(String difference, boolean typedOtherwise) {}

  /// Compares an answer with the script.
  static Outcome compare(Query query, ResultSet rows) throws SQLException {
    int columns = rows.getMetaData().getColumnCount();
    if (columns != query.types().length()) {
      return new Outcome(
          query.types().length() + " columns expected, " + columns + " found", false);
    }
    boolean fractions = false;
    List<List<String>> read = new ArrayList<>();
    while (rows.next()) {
      List<String> row = new ArrayList<>(columns);
      for (int i = 0; i < columns; i++) {
        Object value = rows.getObject(i + 1);
        char type = query.types().charAt(i);
        fractions |= type == 'I' && value instanceof Number number && !isWhole(number);
        row.add(text(value, type));
      }
      read.add(row);
    }
    List<String> values = ordered(read, query.order());
    List<String> expected = query.expected();
    boolean hashed = expected.size() == 1 && expected.getFirst().contains(" values hashing to ");
    List<String> found =
        hashed ? List.of(values.size() + " values hashing to " + md5(values)) : values;
    return found.equals(expected)
        ? new Outcome("", false)
        : new Outcome(
            shown(expected)
                + " expected, "
                + shown(found)
                + " found"
                + (hashed ? shown(values) : ""),
            fractions);
  }

  private static boolean isWhole(Number number) {
    return decimal(number).stripTrailingZeros().scale() <= 0;
  }

  private static String shown(List<String> values) {
    return values.size() > 12 ? values.subList(0, 12) + "…" : values.toString();
  }

  /// The text of a value in a column of this type.
  static String text(@Nullable Object value, char type) {
    return switch (value) {
      case null -> "NULL";
      case Number number when type == 'I' ->
          decimal(number).setScale(0, RoundingMode.DOWN).toPlainString();
      case Number number when type == 'R' ->
          decimal(number).setScale(3, RoundingMode.HALF_EVEN).toPlainString();
      case Boolean truth when type == 'I' -> truth ? "1" : "0";
      case String written when type == 'I' -> leading(written);
      default -> printable(value.toString());
    };
  }

  private static BigDecimal decimal(Number number) {
    return number instanceof BigDecimal exact ? exact : new BigDecimal(number.toString());
  }

  /// The whole number that a text begins with, or 0: what SQLite reads where a script takes a
  /// column of text for one of numbers.
  private static String leading(String text) {
    Matcher number = WHOLE.matcher(text);
    return number.lookingAt() ? new BigInteger(number.group(1)).toString() : "0";
  }

  private static String printable(String text) {
    if (text.isEmpty()) {
      return "(empty)";
    }
    StringBuilder shown = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      shown.append(c < ' ' || c > '~' ? '@' : c);
    }
    return shown.toString();
  }

  private static List<String> ordered(List<List<String>> rows, Order order) {
    return switch (order) {
      case NOSORT -> rows.stream().flatMap(List::stream).toList();
      case ROWSORT ->
          rows.stream()
              .sorted(Comparator.comparing(row -> String.join("\n", row)))
              .flatMap(List::stream)
              .toList();
      case VALUESORT -> rows.stream().flatMap(List::stream).sorted().toList();
    };
  }

  private static String md5(List<String> values) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      for (String value : values) {
        digest.update((value + "\n").getBytes(StandardCharsets.ISO_8859_1));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has MD5", e);
    }
  }
}
