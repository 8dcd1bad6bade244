package io.velostream.connector.formats;

/// Kernels of the fast paths: each reads the usual form of a value from `p` on, writes it to the
/// column and returns the index behind it, or [#MISS] when the value looks unusual. What it
/// accepts, [FieldParser] reads as the same value; what follows the value is for the caller to
/// check.
final class FastFields {
  /// Not for this path.
  static final int MISS = -1;

  private FastFields() {}

  /// A whole number of at most 18 digits without leading zeros.
  static int integer(Column column, int row, byte[] d, int p) {
    int start = d[p] == '-' ? p + 1 : p;
    long word = Words.at(d, start);
    int count = Words.digits(word);
    long value = Words.append(0, word, count);
    int end = start + count;
    if (count == 8) {
      word = Words.at(d, end);
      count = Words.digits(word);
      value = Words.append(value, word, count);
      end += count;
      while (count == 8 && end - start <= NumberFields.SAFE_DIGITS) {
        word = Words.at(d, end);
        count = Words.digits(word);
        value = Words.append(value, word, count);
        end += count;
      }
    }
    if (!isPlain(d, start, end)) {
      return MISS;
    }
    long signed = start != p ? -value : value;
    if (signed < column.min || signed > column.max) {
      return MISS;
    }
    column.longs[row] = signed;
    column.nulls[row] = false;
    return end;
  }

  /// Whether `[start, end)` has 1 to 18 digits and no needless zero in front.
  private static boolean isPlain(byte[] d, int start, int end) {
    int count = end - start;
    return count > 0 && count <= NumberFields.SAFE_DIGITS && (d[start] != '0' || count == 1);
  }

  /// A floating-point number without exponent that is exact in one division.
  static int float64(Column column, int row, byte[] d, int p) {
    int start = d[p] == '-' ? p + 1 : p;
    long word = Words.at(d, start);
    int count = Words.digits(word);
    long mantissa = Words.append(0, word, count);
    int end = start + count;
    while (count == 8 && end - start <= NumberFields.SAFE_DIGITS) {
      word = Words.at(d, end);
      count = Words.digits(word);
      mantissa = Words.append(mantissa, word, count);
      end += count;
    }
    if (!isPlain(d, start, end)) {
      return MISS;
    }
    int fraction = 0;
    if (d[end] == '.') {
      int first = end + 1;
      end = first;
      do {
        word = Words.at(d, end);
        count = Words.digits(word);
        mantissa = Words.append(mantissa, word, count);
        end += count;
      } while (count == 8 && end - start <= NumberFields.SAFE_DIGITS);
      fraction = end - first;
      if (fraction == 0 || end - start > NumberFields.SAFE_DIGITS + 1) {
        return MISS;
      }
    }
    if (mantissa > NumberFields.MAX_EXACT_MANTISSA) {
      return MISS;
    }
    double value = mantissa / NumberFields.POWERS[fraction];
    column.doubles[row] = start != p ? -value : value;
    column.nulls[row] = false;
    return end;
  }

  /// A decimal of at most 18 digits in all.
  static int decimal(Column column, int row, byte[] d, int p) {
    int start = d[p] == '-' ? p + 1 : p;
    long word = Words.at(d, start);
    int count = Words.digits(word);
    long unscaled = Words.append(0, word, count);
    int end = start + count;
    while (count == 8 && end - start <= NumberFields.SAFE_DIGITS) {
      word = Words.at(d, end);
      count = Words.digits(word);
      unscaled = Words.append(unscaled, word, count);
      end += count;
    }
    if (!isPlain(d, start, end)) {
      return MISS;
    }
    int fraction = 0;
    if (d[end] == '.') {
      int first = end + 1;
      end = first;
      do {
        word = Words.at(d, end);
        count = Words.digits(word);
        unscaled = Words.append(unscaled, word, count);
        end += count;
      } while (count == 8 && end - start <= NumberFields.SAFE_DIGITS);
      fraction = end - first;
      if (fraction == 0 || end - start > NumberFields.SAFE_DIGITS + 1) {
        return MISS;
      }
    }
    return DecimalFields.store(column, row, start != p, unscaled, fraction) ? end : MISS;
  }

  /// A whole number of units since the epoch.
  static int epoch(Column column, int row, byte[] d, int p) {
    int start = d[p] == '-' ? p + 1 : p;
    long word = Words.at(d, start);
    int count = Words.digits(word);
    long value = Words.append(0, word, count);
    int end = start + count;
    while (count == 8 && end - start <= NumberFields.SAFE_DIGITS) {
      word = Words.at(d, end);
      count = Words.digits(word);
      value = Words.append(value, word, count);
      end += count;
    }
    boolean stored =
        isPlain(d, start, end) && TimeFields.storeEpoch(column, row, start != p ? -value : value);
    return stored ? end : MISS;
  }
}
