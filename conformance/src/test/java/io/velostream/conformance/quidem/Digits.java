package io.velostream.conformance.quidem;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.regex.Pattern;

/// Compares answers where Calcite prints fewer digits of the same number: the averages and
/// deviations of a DECIMAL have the scale of their argument there, and quotients are DOUBLEs.
///
/// Only digits behind the point may be missing, and those printed must be the ones that there are,
/// cut or rounded. A whole number in a script stands for nothing but itself.
final class Digits {
  private static final Pattern INEXACT =
      Pattern.compile("(?i)\\b(avg|stddev\\w*|variance|var_\\w+|covar_\\w+)\\s*\\(|/");
  private static final Pattern FRACTION = Pattern.compile("-?\\d+\\.\\d+");

  private Digits() {}

  /// Whether a query computes what is printed with fewer digits in the scripts.
  static boolean matterIn(String sql) {
    return INEXACT.matcher(sql).find();
  }

  /// Whether rows of the same order are equal but for missing digits.
  static boolean agree(List<String> want, List<String> got) {
    if (want.size() != got.size()) {
      return false;
    }
    for (int i = 0; i < want.size(); i++) {
      String[] left = want.get(i).split(" \\| ", -1);
      String[] right = got.get(i).split(" \\| ", -1);
      if (left.length != right.length) {
        return false;
      }
      for (int j = 0; j < left.length; j++) {
        if (!left[j].equals(right[j]) && !isPart(left[j], right[j])) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isPart(String want, String got) {
    if (!FRACTION.matcher(want).matches() || !FRACTION.matcher(got).matches()) {
      return false;
    }
    BigDecimal printed = new BigDecimal(want);
    BigDecimal exact = new BigDecimal(got);
    return exact.scale() > printed.scale()
        && (exact.setScale(printed.scale(), RoundingMode.DOWN).compareTo(printed) == 0
            || exact.setScale(printed.scale(), RoundingMode.HALF_UP).compareTo(printed) == 0);
  }
}
