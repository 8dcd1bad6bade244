package io.velostream.connector.formats.rows;

import io.velostream.columnar.DataType;
import io.velostream.columnar.WideInteger;
import io.velostream.connector.formats.Utf8;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Optional;

/// How values of other systems become values of one type. What a type cannot take at all, there is
/// no way for; a value that it cannot take is a fault of the row.
///
/// @param to the type
/// @param name the column, for messages
public record Conversions(DataType to, String name, RowFaults faults) {
  private static final long MICROS_OF_A_DAY = 86_400_000_000L;

  /// Puts a whole number.
  @FunctionalInterface
  public interface OfLong {
    void put(long value, ValueSink out);
  }

  /// Puts a number.
  @FunctionalInterface
  public interface OfDouble {
    void put(double value, ValueSink out);
  }

  /// Puts bytes or text.
  @FunctionalInterface
  public interface OfBytes {
    void put(byte[] data, int from, int length, ValueSink out);
  }

  /// Puts a decimal.
  @FunctionalInterface
  public interface OfDecimal {
    /// @param length of the unscaled value in bytes, most significant first
    void put(byte[] data, int from, int length, int scale, ValueSink out);
  }

  private void refuse(String value, ValueSink out) {
    faults.add("column '" + name + "': " + value + " does not fit " + to.sql());
    out.putLong(0);
  }

  /// Of truth values, 0 and 1.
  public Optional<OfLong> truth() {
    return to instanceof DataType.Bool ? Optional.of((v, out) -> out.putLong(v)) : Optional.empty();
  }

  /// Of whole numbers.
  public Optional<OfLong> integer() {
    return switch (to) {
      case DataType.Integral(var width) when width == DataType.Integral.Width.BIGINT ->
          Optional.of((v, out) -> out.putLong(v));
      case DataType.Integral(var width) ->
          Optional.of((v, out) -> {
            if (v < width.min() || v > width.max()) {
              refuse(Long.toString(v), out);
            } else {
              out.putLong(v);
            }
          });
      case DataType.Floating(var width) when width == DataType.Floating.Width.DOUBLE ->
          Optional.of((v, out) -> out.putDouble((double) v));
      case DataType.Floating _ -> Optional.of((v, out) -> out.putDouble((float) v));
      case DataType.Decimal _ -> Optional.of((v, out) -> decimal(BigDecimal.valueOf(v), out));
      case DataType _ -> Optional.empty();
    };
  }

  /// Of whole numbers without a sign, which have their highest bit in place of it.
  public Optional<OfLong> unsigned() {
    return integer()
        .map(signed ->
            (v, out) -> {
              if (v >= 0) {
                signed.put(v, out);
              } else if (to instanceof DataType.Decimal) {
                decimal(new BigDecimal(Long.toUnsignedString(v)), out);
              } else if (to instanceof DataType.Floating) {
                out.putDouble(Double.parseDouble(Long.toUnsignedString(v)));
              } else {
                refuse(Long.toUnsignedString(v), out);
              }
            });
  }

  /// Of days since 1970.
  public Optional<OfLong> days() {
    return to instanceof DataType.Date ? Optional.of((v, out) -> out.putLong(v)) : Optional.empty();
  }

  /// Of times of the day.
  ///
  /// @param perSecond how many units make a second
  public Optional<OfLong> time(long perSecond) {
    if (!(to instanceof DataType.Time time)) {
      return Optional.empty();
    }
    long step = step(time.precision());
    return Optional.of((v, out) -> {
      long micros = micros(v, perSecond);
      if (micros < 0 || micros >= MICROS_OF_A_DAY) {
        refuse(Long.toString(v), out);
      } else {
        out.putLong(micros - micros % step);
      }
    });
  }

  /// Of moments since 1970.
  ///
  /// @param perSecond how many units make a second
  public Optional<OfLong> moment(long perSecond) {
    if (!(to instanceof DataType.Timestamp timestamp)) {
      return Optional.empty();
    }
    long step = step(timestamp.precision());
    long bound = perSecond < 1_000_000 ? Long.MAX_VALUE / (1_000_000 / perSecond) : Long.MAX_VALUE;
    return Optional.of((v, out) -> {
      if (v > bound || v < -bound) {
        refuse(Long.toString(v), out);
      } else {
        long micros = micros(v, perSecond);
        out.putLong(step == 1 ? micros : Math.floorDiv(micros, step) * step);
      }
    });
  }

  private static long micros(long value, long perSecond) {
    return perSecond <= 1_000_000
        ? value * (1_000_000 / perSecond)
        : Math.floorDiv(value, perSecond / 1_000_000);
  }

  /// Microseconds of the last digit kept.
  private static long step(int precision) {
    long step = 1;
    for (int digit = precision; digit < 6; digit++) {
      step *= 10;
    }
    return step;
  }

  /// Of numbers of 64 bits.
  public Optional<OfDouble> number() {
    return to instanceof DataType.Floating(var width) && width == DataType.Floating.Width.DOUBLE
        ? Optional.of((v, out) -> out.putDouble(v))
        : Optional.empty();
  }

  /// Of numbers of 32 bits.
  public Optional<OfDouble> shortNumber() {
    return to instanceof DataType.Floating
        ? Optional.of((v, out) -> out.putDouble(v))
        : Optional.empty();
  }

  /// Of text in UTF-8.
  public Optional<OfBytes> text() {
    return switch (to) {
      case DataType.Varchar(int most) ->
          Optional.of((d, from, length, out) -> {
            if (!Utf8.isValid(d, from, from + length)) {
              notText(out);
            } else if (length > most && Utf8.codePoints(d, from, from + length) > most) {
              tooLong(out);
            } else {
              out.putBytes(d, from, length);
            }
          });
      case DataType.Char(int size) ->
          Optional.of((d, from, length, out) -> {
            int characters =
                Utf8.isValid(d, from, from + length) ? Utf8.codePoints(d, from, from + length) : -1;
            if (characters < 0) {
              notText(out);
            } else if (characters > size) {
              tooLong(out);
            } else {
              byte[] padded = Arrays.copyOfRange(d, from, from + length + size - characters);
              Arrays.fill(padded, length, padded.length, (byte) ' ');
              out.putBytes(padded, 0, padded.length);
            }
          });
      case DataType _ -> Optional.empty();
    };
  }

  private void notText(ValueSink out) {
    faults.add("column '" + name + "': text is not valid UTF-8");
    out.putNull();
  }

  private void tooLong(ValueSink out) {
    faults.add("column '" + name + "': text is too long for " + to.sql());
    out.putNull();
  }

  /// Of bytes that are nothing else.
  public Optional<OfBytes> binary() {
    return to instanceof DataType.Varbinary
        ? Optional.of((d, from, length, out) -> out.putBytes(d, from, length))
        : Optional.empty();
  }

  /// Of decimals of one scale, the unscaled value in bytes, most significant first.
  public Optional<OfBytes> decimal(int scale) {
    return decimal().map(put -> (d, from, length, out) -> put.put(d, from, length, scale, out));
  }

  /// Of decimals that each bring their scale.
  public Optional<OfDecimal> decimal() {
    boolean floating = to instanceof DataType.Floating;
    if (!floating && !(to instanceof DataType.Decimal)) {
      return Optional.empty();
    }
    int mostBytes = 64;
    int sameScale = to instanceof DataType.Decimal same ? same.scale() : -1;
    long bound =
        to instanceof DataType.Decimal(int digits, var _)
                && digits <= DataType.Decimal.MAX_LONG_PRECISION
            ? BigInteger.TEN.pow(digits).longValueExact()
            : 0;
    return Optional.of((d, from, length, scale, out) -> {
      if (scale == sameScale && length > 0 && length <= Long.BYTES) {
        long unscaled = signed(d, from, length);
        if (-bound < unscaled && unscaled < bound) {
          out.putLong(unscaled);
          return;
        }
      }
      if (length == 0 || length > mostBytes) {
        faults.add("column '" + name + "': a decimal of " + length + " bytes");
        out.putNull();
        return;
      }
      BigDecimal value = new BigDecimal(new BigInteger(d, from, length), scale);
      if (floating) {
        out.putDouble(value.doubleValue());
      } else {
        decimal(value, out);
      }
    });
  }

  /// A whole number of up to eight bytes, most significant first.
  private static long signed(byte[] data, int from, int length) {
    long value = data[from];
    for (int i = from + 1; i < from + length; i++) {
      value = value << 8 | data[i] & 0xFF;
    }
    return value;
  }

  private void decimal(BigDecimal value, ValueSink out) {
    DataType.Decimal type = (DataType.Decimal) to;
    BigDecimal scaled = value.setScale(type.scale(), RoundingMode.DOWN);
    if (scaled.compareTo(value) != 0 || scaled.precision() > type.precision()) {
      faults.add("column '" + name + "': " + value.toPlainString() + " does not fit " + to.sql());
      out.putNull();
      return;
    }
    BigInteger unscaled = scaled.unscaledValue();
    if (type.precision() <= DataType.Decimal.MAX_LONG_PRECISION) {
      out.putLong(unscaled.longValueExact());
    } else {
      out.putWide(WideInteger.high(unscaled), WideInteger.low(unscaled));
    }
  }
}
