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
    long others = Words.others(word);
    int stop = shortDecimal(word, others);
    if (stop != 0) {
      int point = Words.lowest(others);
      long tenths = Words.append(0, Words.without(word, point), stop - 1);
      double value = tenths / NumberFields.POWERS[stop - point - 1];
      column.doubles[row] = start != p ? -value : value;
      column.nulls[row] = false;
      return start + stop;
    }
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

  /// The length of a number with a point that fits a word together with the byte behind it, and has
  /// no needless zero in front; 0 for anything else.
  ///
  /// @param others what [Words#others] says about the word
  private static int shortDecimal(long word, long others) {
    long behind = others & (others - 1);
    if (behind == 0) {
      return 0;
    }
    int point = Words.lowest(others);
    int stop = Words.lowest(behind);
    boolean good =
        (byte) (word >>> (8 * point)) == '.'
            && point > 0
            && stop > point + 1
            && ((byte) word != '0' || point == 1);
    return good ? stop : 0;
  }

  /// A date and a time of day with seconds, without zone.
  static int timestamp(Column column, int row, byte[] d, int p) {
    byte separator = d[p + TimeFields.DATE_LENGTH];
    long time = Words.at(d, p + TimeFields.DATE_LENGTH + 1) ^ TimeFields.MIDNIGHT;
    if ((separator != 'T' && separator != ' ') || !TimeFields.isTimeOfDay(time)) {
      return MISS;
    }
    long day = column.day(d, p);
    if (day == TimeFields.INVALID) {
      return MISS;
    }
    long micros = day * TimeFields.MICROS_PER_DAY + TimeFields.microsOfDay(time);
    int end = p + TimeFields.SECONDS_LENGTH;
    if (d[end] == '.') {
      long word = Words.at(d, end + 1);
      int digits = Words.digits(word);
      if (digits == 0 || digits > 6) {
        return MISS;
      }
      micros += Words.append(0, word, digits) * TimeFields.microsPerLastDigit(digits);
      end += 1 + digits;
      if (digits > column.scale) {
        micros = TimeFields.truncated(micros, column.scale);
      }
    }
    column.longs[row] = micros;
    column.nulls[row] = false;
    return end;
  }

  /// A decimal of at most 18 digits in all.
  static int decimal(Column column, int row, byte[] d, int p) {
    int start = d[p] == '-' ? p + 1 : p;
    long word = Words.at(d, start);
    long others = Words.others(word);
    int stop = shortDecimal(word, others);
    if (stop != 0) {
      int point = Words.lowest(others);
      long digits = Words.append(0, Words.without(word, point), stop - 1);
      boolean stored = DecimalFields.store(column, row, start != p, digits, stop - point - 1);
      return stored ? start + stop : MISS;
    }
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
