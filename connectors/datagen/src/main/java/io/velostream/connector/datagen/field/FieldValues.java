package io.velostream.connector.datagen.field;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Values;
import io.velostream.columnar.Vector;
import io.velostream.columnar.VectorBuilder;
import io.velostream.columnar.error.UserException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/// Reads values of a field's type.
final class FieldValues {
  private static final LocalDateTime EPOCH = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);

  private FieldValues() {}

  /// The value that a text stands for, boxed as its lane says.
  static Object boxed(FieldOptions o, String property, String text) {
    DataType type = o.field().type();
    try {
      return switch (type) {
        case DataType.Bool _ -> truth(text);
        case DataType.Integral i -> {
          long value = Long.parseLong(text.replace("_", ""));
          if (value < i.width().min() || value > i.width().max()) {
            throw doesNotFit(o, property, text);
          }
          yield value;
        }
        case DataType.Floating f -> {
          double value = o.number(property, text);
          yield f.width() == DataType.Floating.Width.REAL ? (double) (float) value : value;
        }
        case DataType.Decimal d -> {
          BigDecimal value = new BigDecimal(text.replace("_", "")).setScale(d.scale());
          if (value.precision() > d.precision()) {
            throw doesNotFit(o, property, text);
          }
          BigInteger unscaled = value.unscaledValue();
          if (d.precision() <= DataType.Decimal.MAX_LONG_PRECISION) {
            yield unscaled.longValueExact();
          }
          yield unscaled;
        }
        case DataType.Char c -> {
          checkLength(o, property, text, c.length());
          yield Slice.utf8(text + " ".repeat(c.length() - text.codePointCount(0, text.length())));
        }
        case DataType.Varchar v -> {
          checkLength(o, property, text, v.maxLength());
          yield Slice.utf8(text);
        }
        case DataType.Date _ -> LocalDate.parse(text).toEpochDay();
        case DataType.Time _ -> LocalTime.parse(text).toNanoOfDay() / 1_000;
        case DataType.Timestamp t -> {
          String iso = text.replace(' ', 'T');
          LocalDateTime time = LocalDateTime.parse(iso.length() == 10 ? iso + "T00:00" : iso);
          long micros = ChronoUnit.MICROS.between(EPOCH, time);
          yield Math.floorDiv(micros, unit(t.precision())) * unit(t.precision());
        }
        case DataType.Varbinary _,
            DataType.Interval _,
            DataType.Array _,
            DataType.Multiset _,
            DataType.Map _,
            DataType.Row _,
            DataType.Variant _,
            DataType.Geometry _,
            DataType.Null _ ->
            throw o.unsupported("given values");
      };
    } catch (NumberFormatException | ArithmeticException | DateTimeException _) {
      throw doesNotFit(o, property, text);
    }
  }

  /// A value of lane LONG; of wider decimals the unscaled value as long as it fits.
  static long unscaled(FieldOptions o, String property, long otherwise) {
    if (!o.has(property)) {
      return otherwise;
    }
    Object value = boxed(o, property, o.find(property).orElseThrow());
    return switch (value) {
      case Long number -> number;
      case BigInteger wide when wide.bitLength() < Long.SIZE -> wide.longValue();
      default -> throw o.invalid(property, "is out of the range of made-up decimals, 18 digits");
    };
  }

  /// The values as a vector.
  static Vector vector(FieldOptions o, String property, List<String> texts) {
    VectorBuilder builder = VectorBuilder.of(o.field().type().lane());
    for (String text : texts) {
      Values.append(builder, boxed(o, property, text));
    }
    return builder.build();
  }

  /// Microseconds of the last digit of times of a precision.
  static long unit(int precision) {
    long unit = 1;
    for (int i = precision; i < DataType.Timestamp.MAX_PRECISION; i++) {
      unit *= 10;
    }
    return unit;
  }

  private static long truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> 1;
      case "false" -> 0;
      default -> throw new NumberFormatException(text);
    };
  }

  private static void checkLength(FieldOptions o, String property, String text, int max) {
    if (text.codePointCount(0, text.length()) > max) {
      throw doesNotFit(o, property, text);
    }
  }

  private static UserException doesNotFit(FieldOptions o, String property, String text) {
    String type = o.field().type().sql();
    return o.invalid(property, "cannot be '" + text + "': that does not fit " + type);
  }
}
