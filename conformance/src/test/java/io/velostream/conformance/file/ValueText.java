package io.velostream.conformance.file;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Values;
import io.velostream.columnar.geometry.ShapeParser;
import io.velostream.columnar.geometry.ShapeText;
import io.velostream.columnar.nested.JsonParser;
import io.velostream.columnar.nested.NestedText;
import io.velostream.columnar.nested.SlotWriter;
import io.velostream.columnar.nested.TypeCode;
import io.velostream.expression.EvaluationContext;
import io.velostream.expression.function.ElementCasts;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Values as test files write them: `NULL`, `true`, `-1.50`, `2024-01-31 10:00:00.5`, text as it
/// is. Text that would be misread (empty, `NULL`, with a bar, a quote or a blank at an end) stands
/// in quotes. Nested values are read as JSON and written as the command prints them.
public final class ValueText {
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter();

  private ValueText() {}

  /// The text of a boxed value (see [Values]) of that type.
  public static String format(@Nullable Object value, DataType type) {
    if (value == null) {
      return "NULL";
    }
    return switch (type) {
      case DataType.Bool _ -> (Long) value == 0 ? "false" : "true";
      case DataType.Integral _, DataType.Null _ -> value.toString();
      case DataType.Floating f ->
          f.width() == DataType.Floating.Width.REAL
              ? Float.toString(((Double) value).floatValue())
              : value.toString();
      case DataType.Decimal d -> Values.decimal(value, d).toPlainString();
      case DataType.Char _, DataType.Varchar _ -> quoteIfNeeded(utf8(value));
      case DataType.Varbinary _ -> "X'" + HexFormat.of().formatHex(bytes(value)) + "'";
      case DataType.Geometry _ -> quoteIfNeeded(ShapeText.of((Slice) value));
      case DataType.Date _ -> LocalDate.ofEpochDay((Long) value).toString();
      case DataType.Time _ -> TIME.format(LocalTime.ofNanoOfDay((Long) value * 1000));
      case DataType.Timestamp _ -> timestamp((Long) value);
      case DataType.Interval i ->
          i.family() == DataType.Interval.Family.YEAR_MONTH
              ? Period.ofMonths(Math.toIntExact((Long) value)).toString()
              : Duration.ofNanos(Math.multiplyExact((Long) value, 1000L)).toString();
      case DataType.Array _,
          DataType.Multiset _,
          DataType.Map _,
          DataType.Row _,
          DataType.Variant _ ->
          quoteIfNeeded(nested((Slice) value, type));
    };
  }

  /// The boxed value that a text stands for.
  public static @Nullable Object parse(String text, DataType type) {
    if (text.equals("NULL")) {
      return null;
    }
    return switch (type) {
      case DataType.Bool _ -> Boolean.parseBoolean(text) ? 1L : 0L;
      case DataType.Integral _, DataType.Null _ -> Long.valueOf(text);
      case DataType.Floating f ->
          f.width() == DataType.Floating.Width.REAL
              ? Double.valueOf(Float.parseFloat(text))
              : Double.valueOf(text);
      case DataType.Decimal d -> decimal(text, d);
      case DataType.Char _, DataType.Varchar _ -> Slice.utf8(unquote(text));
      case DataType.Array _,
          DataType.Multiset _,
          DataType.Map _,
          DataType.Row _,
          DataType.Variant _ ->
          fromJson(unquote(text), type);
      case DataType.Varbinary _ -> {
        byte[] bytes = HexFormat.of().parseHex(text.substring(2, text.length() - 1));
        yield new Slice(bytes, 0, bytes.length);
      }
      case DataType.Geometry _ -> geometry(unquote(text));
      case DataType.Date _ -> LocalDate.parse(text).toEpochDay();
      case DataType.Time _ -> LocalTime.parse(text).toNanoOfDay() / 1000;
      case DataType.Timestamp _ -> micros(text);
      case DataType.Interval i ->
          i.family() == DataType.Interval.Family.YEAR_MONTH
              ? Period.parse(text).toTotalMonths()
              : Duration.parse(text).toNanos() / 1000;
    };
  }

  private static Slice geometry(String text) {
    return switch (ShapeParser.parse(text)) {
      case ShapeParser.Result.Value(Slice bytes) -> bytes;
      case ShapeParser.Result.Complaint(String why) -> throw new IllegalArgumentException(why);
    };
  }

  private static String nested(Slice slot, DataType type) {
    StringBuilder text = new StringBuilder();
    new NestedText((t, value, out) -> out.append(format(value, t)))
        .append(type, slot.array(), slot.offset(), text);
    return text.toString();
  }

  private static @Nullable Object fromJson(String json, DataType type) {
    SlotWriter variant = new SlotWriter();
    byte[] text = json.getBytes(StandardCharsets.UTF_8);
    String error = JsonParser.parse(text, 0, text.length, variant);
    if (error != null) {
      throw new IllegalArgumentException("'" + json + "' is not JSON: " + error);
    }
    if (type instanceof DataType.Variant) {
      return variant.copy();
    }
    EvaluationContext context = new EvaluationContext(ZoneOffset.UTC);
    Slice value =
        ElementCasts.toNested(
            variant.slice(), TypeCode.of(new DataType.Variant()), TypeCode.of(type), context);
    return context.resultIsNull ? null : value.copy();
  }

  /// The cells of a line, parted by bars outside quotes.
  public static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    int start = 0;
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean opens = c == '\'' && (quoted || line.substring(start, i).isBlank());
      if (opens) {
        quoted = !quoted;
      } else if (c == '|' && !quoted) {
        cells.add(line.substring(start, i).strip());
        start = i + 1;
      }
    }
    cells.add(line.substring(start).strip());
    return cells;
  }

  private static Object decimal(String text, DataType.Decimal type) {
    BigInteger unscaled = new BigDecimal(text).setScale(type.scale()).unscaledValue();
    return type.precision() <= DataType.Decimal.MAX_LONG_PRECISION
        ? (Object) unscaled.longValueExact()
        : unscaled;
  }

  private static String timestamp(long micros) {
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(micros, 1_000_000L),
            (int) Math.floorMod(micros, 1_000_000L) * 1000,
            ZoneOffset.UTC);
    return time.toLocalDate() + " " + TIME.format(time.toLocalTime());
  }

  private static final LocalDateTime EPOCH = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);

  private static long micros(String text) {
    LocalDateTime time = LocalDateTime.parse(text.replace(' ', 'T'));
    return ChronoUnit.MICROS.between(EPOCH, time);
  }

  private static String quoteIfNeeded(String text) {
    boolean plain =
        !text.isEmpty()
            && !text.equals("NULL")
            && text.strip().equals(text)
            && text.indexOf('|') < 0
            && text.indexOf('\n') < 0
            && text.indexOf('\\') < 0
            && text.charAt(0) != '\'';
    return plain
        ? text
        : "'" + text.replace("\\", "\\\\").replace("\n", "\\n").replace("'", "''") + "'";
  }

  private static String unquote(String text) {
    if (text.length() < 2 || text.charAt(0) != '\'' || !text.endsWith("'")) {
      return text;
    }
    return text.substring(1, text.length() - 1)
        .replace("''", "'")
        .replace("\\n", "\n")
        .replace("\\\\", "\\");
  }

  private static String utf8(Object value) {
    return new String(bytes(value), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(Object value) {
    Slice slice = (Slice) value;
    byte[] bytes = new byte[slice.length()];
    System.arraycopy(slice.array(), slice.offset(), bytes, 0, bytes.length);
    return bytes;
  }
}
