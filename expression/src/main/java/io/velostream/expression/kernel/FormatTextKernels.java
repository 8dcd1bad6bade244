package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import io.velostream.columnar.nested.SlotReader;
import io.velostream.columnar.nested.Tag;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Texts made by a format of `printf`.
public final class FormatTextKernels {
  private FormatTextKernels() {}

  /// The format with `%s`, `%d`, `%f` and the like replaced by the next argument: an element of an
  /// ARRAY of texts, which are read as the number that the format asks for. Flags, width and
  /// precision are those of Java.
  public static Slice format(Slice format, Slice arguments) {
    String pattern = format.toText();
    List<@Nullable Object> values = new ArrayList<>();
    int p = arguments.offset() + 1;
    byte[] d = arguments.array();
    for (char conversion : conversions(pattern)) {
      if (d[p] == Tag.END) {
        throw Failures.invalidArgument(
            "the format '" + pattern + "' has more places than there are arguments");
      }
      values.add(SlotReader.isNull(d, p) ? null : value(SlotReader.bytesAt(d, p), conversion));
      p = SlotReader.end(d, p);
    }
    try {
      return Slice.utf8(String.format(Locale.ROOT, pattern, values.toArray()));
    } catch (IllegalArgumentException e) {
      throw Failures.invalidArgument("'" + pattern + "' is no format: " + e.getMessage());
    }
  }

  /// The letter of each place that takes an argument.
  private static List<Character> conversions(String pattern) {
    List<Character> found = new ArrayList<>();
    int i = pattern.indexOf('%');
    while (i >= 0) {
      i++;
      while (i < pattern.length() && "-+ 0,(#.123456789".indexOf(pattern.charAt(i)) >= 0) {
        i++;
      }
      if (i >= pattern.length() || "sSdxXofeEgGc%n".indexOf(pattern.charAt(i)) < 0) {
        throw Failures.invalidArgument(
            "'" + pattern + "' is no format: it takes %s, %d, %x, %o, %f, %e, %g, %c, %% and %n");
      }
      if (pattern.charAt(i) != '%' && pattern.charAt(i) != 'n') {
        found.add(pattern.charAt(i));
      }
      i = pattern.indexOf('%', i + 1);
    }
    return found;
  }

  private static Object value(Slice text, char conversion) {
    String value = text.toText();
    try {
      return switch (conversion) {
        case 'd', 'x', 'X', 'o' -> new BigInteger(value);
        case 'f', 'e', 'E', 'g', 'G' -> new BigDecimal(value);
        case 'c' -> value.isEmpty() ? "" : value.codePointAt(0);
        default -> value;
      };
    } catch (NumberFormatException e) {
      throw Failures.invalidArgument("%" + conversion + " takes a number, not '" + value + "'");
    }
  }
}
