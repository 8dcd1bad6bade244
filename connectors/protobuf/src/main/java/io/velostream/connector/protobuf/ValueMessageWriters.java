package io.velostream.connector.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Values;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.formats.TextBuffer;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Writes values as messages that are one value: the counterpart of [ValueMessages].
final class ValueMessageWriters {
  private ValueMessageWriters() {}

  /// What writes values of a type as the message of a field, if that is such a message.
  static Optional<MessageWriter.ValueWriter> of(FieldDescriptor field, DataType type, String name) {
    Descriptor message = field.getMessageType();
    return switch (message.getFullName()) {
      case ValueMessages.DECIMAL ->
          type instanceof DataType.Decimal from
              ? fields(message, ValueMessages.DECIMAL_FIELDS)
                  .flatMap(fields -> decimal(field, from, fields, name))
              : Optional.empty();
      case ValueMessages.DATE ->
          type instanceof DataType.Date
              ? fields(message, ValueMessages.DATE_FIELDS).map(fields -> date(fields, name))
              : Optional.empty();
      case ValueMessages.TIME ->
          type instanceof DataType.Time
              ? fields(message, ValueMessages.TIME_FIELDS).map(ValueMessageWriters::time)
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /// The numbers of fields; nothing if one is not there.
  private static Optional<List<Integer>> fields(Descriptor message, List<String> names) {
    List<Integer> numbers = new ArrayList<>();
    for (String name : names) {
      FieldDescriptor field = message.findFieldByName(name);
      if (field == null || !ValueMessages.isUsual(field)) {
        return Optional.empty();
      }
      numbers.add(field.getNumber());
    }
    return Optional.of(numbers);
  }

  /// Readers may take the scale from the schema, so that values have no other one.
  private static Optional<MessageWriter.ValueWriter> decimal(
      FieldDescriptor field, DataType.Decimal from, List<Integer> fields, String name) {
    int scale = FieldMeta.number(field, "scale").orElse(from.scale());
    int precision = FieldMeta.number(field, "precision").orElse(Integer.MAX_VALUE);
    if (scale < from.scale() || scale > DataType.Decimal.MAX_PRECISION) {
      return Optional.empty();
    }
    TextBuffer inner = new TextBuffer();
    return Optional.of((v, out) -> {
      BigDecimal value = Values.decimal(v, from).setScale(scale);
      if (value.precision() > precision) {
        throw new UserException(
            ErrorCode.INVALID_ARGUMENT,
            "%s does not fit the field '%s' of the schema, which has %d digits, %d of them behind"
                    .formatted(value.toPlainString(), name, precision, scale)
                + " the point");
      }
      byte[] unscaled = value.unscaledValue().toByteArray();
      inner.reset();
      WireOutput.tag(fields.get(0), WireInput.BYTES, inner);
      WireOutput.bytes(unscaled, 0, unscaled.length, inner);
      number(fields.get(1), value.precision(), inner);
      number(fields.get(2), scale, inner);
      WireOutput.bytes(inner.array(), 0, inner.length(), out);
    });
  }

  private static MessageWriter.ValueWriter date(List<Integer> fields, String name) {
    TextBuffer inner = new TextBuffer();
    return (v, out) -> {
      LocalDate date = LocalDate.ofEpochDay((Long) v);
      if (date.getYear() < 1 || date.getYear() > 9_999) {
        throw new UserException(
            ErrorCode.INVALID_ARGUMENT,
            "%s does not fit the field '%s' of the schema: its years are 1 to 9999"
                .formatted(date, name));
      }
      inner.reset();
      number(fields.get(0), date.getYear(), inner);
      number(fields.get(1), date.getMonthValue(), inner);
      number(fields.get(2), date.getDayOfMonth(), inner);
      WireOutput.bytes(inner.array(), 0, inner.length(), out);
    };
  }

  private static MessageWriter.ValueWriter time(List<Integer> fields) {
    TextBuffer inner = new TextBuffer();
    return (v, out) -> {
      LocalTime time = LocalTime.ofNanoOfDay(TimeUnit.MICROSECONDS.toNanos((Long) v));
      inner.reset();
      number(fields.get(0), time.getHour(), inner);
      number(fields.get(1), time.getMinute(), inner);
      number(fields.get(2), time.getSecond(), inner);
      number(fields.get(3), time.getNano(), inner);
      WireOutput.bytes(inner.array(), 0, inner.length(), out);
    };
  }

  /// Zeros are what messages mean that lack a field.
  private static void number(int field, int value, TextBuffer out) {
    if (value != 0) {
      WireOutput.tag(field, WireInput.VARINT, out);
      WireOutput.varint(value, out);
    }
  }
}
