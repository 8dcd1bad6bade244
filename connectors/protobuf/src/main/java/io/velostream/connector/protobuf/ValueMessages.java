package io.velostream.connector.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.velostream.columnar.DataType;
import io.velostream.connector.formats.rows.Conversions;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Reads messages that are one value: decimals of Confluent, dates and times of the day of Google,
/// as Kafka Connect writes them. They are known by their names, whoever declares them, and so are
/// their fields.
final class ValueMessages {
  static final String DECIMAL = "confluent.type.Decimal";
  static final String DATE = "google.type.Date";
  static final String TIME = "google.type.TimeOfDay";

  static final List<String> DECIMAL_FIELDS = List.of("value", "precision", "scale");
  static final List<String> DATE_FIELDS = List.of("year", "month", "day");
  static final List<String> TIME_FIELDS = List.of("hours", "minutes", "seconds", "nanos");

  /// Decimals of scales beyond that are taken for noise, before anybody counts their digits.
  private static final int MOST_SCALE = 1_000;

  private static final long MICROS = 1_000_000;

  /// What a decimal is that says nothing of its digits.
  private static final DataType.Decimal ANY_DECIMAL = new DataType.Decimal(38, 18);

  private ValueMessages() {}

  /// The type that such a message is where nobody declares another one.
  static Optional<DataType> type(FieldDescriptor field) {
    return switch (field.getMessageType().getFullName()) {
      case DECIMAL -> Optional.of(decimal(field));
      case DATE -> Optional.of(new DataType.Date());
      case TIME -> Optional.of(new DataType.Time(DataType.Timestamp.MAX_PRECISION));
      default -> Optional.empty();
    };
  }

  private static DataType decimal(FieldDescriptor field) {
    Optional<Integer> precision = FieldMeta.number(field, "precision");
    Optional<Integer> scale = FieldMeta.number(field, "scale");
    if (precision.isEmpty() && scale.isEmpty()) {
      return ANY_DECIMAL;
    }
    int digits = precision.orElse(DataType.Decimal.MAX_PRECISION);
    int behind = scale.orElse(0);
    boolean isType = digits >= 1 && digits <= 38 && behind >= 0 && behind <= digits;
    return isType ? new DataType.Decimal(digits, behind) : ANY_DECIMAL;
  }

  /// What reads such a message as a value of a type, if it is one and can be.
  static Optional<FieldPart> part(FieldDescriptor field, Conversions as) {
    Descriptor message = field.getMessageType();
    return switch (message.getFullName()) {
      case DECIMAL ->
          as.decimal()
              .flatMap(put -> scan(message, DECIMAL_FIELDS).map(scan -> decimal(scan, put, as)));
      case DATE ->
          as.days().flatMap(put -> scan(message, DATE_FIELDS).map(scan -> date(scan, put, as)));
      case TIME ->
          as.time(MICROS)
              .flatMap(put -> scan(message, TIME_FIELDS).map(scan -> time(scan, put, as)));
      default -> Optional.empty();
    };
  }

  /// Looks for fields by name; nothing if one is of another type than is usual.
  private static Optional<FieldScan> scan(Descriptor message, List<String> names) {
    List<FieldScan.Wanted> wanted = new ArrayList<>();
    for (String name : names) {
      FieldDescriptor field = message.findFieldByName(name);
      if (field != null && !isUsual(field)) {
        return Optional.empty();
      }
      wanted.add(field == null ? FieldScan.Wanted.NONE : FieldScan.Wanted.of(field));
    }
    return Optional.of(new FieldScan(wanted));
  }

  /// Whether a field is of the type that it has in such messages.
  static boolean isUsual(FieldDescriptor field) {
    return !field.isRepeated()
        && switch (field.getType()) {
          case BYTES -> field.getName().equals("value");
          case INT32, UINT32 -> !field.getName().equals("value");
          default -> false;
        };
  }

  private static void enter(WireInput in, FieldScan scan) {
    int length = in.length();
    in.window(in.at(), in.at() + length);
    scan.run(in);
  }

  private static int number(WireInput in, FieldScan scan, int index) {
    if (scan.count(index) == 0) {
      return 0;
    }
    scan.toLast(in, index);
    return (int) in.varint();
  }

  private static FieldPart decimal(FieldScan scan, Conversions.OfDecimal put, Conversions as) {
    return (in, out) -> {
      enter(in, scan);
      int scale = number(in, scan, 2);
      if (scale > MOST_SCALE || scale < -MOST_SCALE) {
        as.faults().add("column '" + as.name() + "': a decimal of scale " + scale);
        out.putNull();
      } else if (scan.count(0) == 0) {
        put.put(in.data(), in.at(), 0, scale, out);
      } else {
        scan.toLast(in, 0);
        int length = in.length();
        put.put(in.data(), in.skip(length), length, scale, out);
      }
      scan.leave(in);
    };
  }

  private static FieldPart date(FieldScan scan, Conversions.OfLong put, Conversions as) {
    return (in, out) -> {
      enter(in, scan);
      int year = number(in, scan, 0);
      int month = number(in, scan, 1);
      int day = number(in, scan, 2);
      scan.leave(in);
      try {
        if (year < 1 || year > 9_999) {
          throw new DateTimeException("not whole");
        }
        put.put(LocalDate.of(year, month, day).toEpochDay(), out);
      } catch (DateTimeException _) {
        as.faults()
            .add("column '%s': %d-%d-%d is no whole date".formatted(as.name(), year, month, day));
        out.putNull();
      }
    };
  }

  private static FieldPart time(FieldScan scan, Conversions.OfLong put, Conversions as) {
    return (in, out) -> {
      enter(in, scan);
      int hours = number(in, scan, 0);
      int minutes = number(in, scan, 1);
      int seconds = number(in, scan, 2);
      int nanos = number(in, scan, 3);
      scan.leave(in);
      try {
        long ofDay = LocalTime.of(hours, minutes, seconds, nanos).toNanoOfDay();
        put.put(TimeUnit.NANOSECONDS.toMicros(ofDay), out);
      } catch (DateTimeException _) {
        as.faults()
            .add(
                "column '%s': %d:%d:%d and %d nanoseconds is no time of the day"
                    .formatted(as.name(), hours, minutes, seconds, nanos));
        out.putNull();
      }
    };
  }
}
