package io.velostream.expression.function;

import io.velostream.columnar.DataType;
import io.velostream.columnar.DataType.Decimal;
import io.velostream.columnar.DataType.Floating;
import io.velostream.columnar.DataType.Integral;
import io.velostream.columnar.Field;
import io.velostream.columnar.Lane;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Values;
import io.velostream.columnar.error.UserException;
import io.velostream.columnar.nested.NestedJson;
import io.velostream.columnar.nested.SlotReader;
import io.velostream.columnar.nested.SlotWriter;
import io.velostream.columnar.nested.Tag;
import io.velostream.expression.EvaluationContext;
import io.velostream.expression.kernel.CastKernels;
import io.velostream.expression.kernel.Failures;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Casts from and to VARIANT.
///
/// Numbers, booleans and texts are what they are in JSON; times, intervals, binary strings, NaN and
/// infinities are JSON strings; NULL in an array or row is the null of JSON. In the other direction
/// a JSON string is read as text is read, a number as a number, the null of JSON as NULL; fields of
/// a ROW are found by name, missing ones are NULL and others are left out.
final class VariantCasts {
  private VariantCasts() {}

  // ---- to VARIANT

  static @Nullable ElementCast to(DataType from) {
    return switch (from) {
      case DataType.Bool _ ->
          present((d, at, out, _) -> out.putTruth(SlotReader.longAt(d, at) != 0));
      case Integral _ ->
          present((d, at, out, _) -> out.putNumber(BigDecimal.valueOf(SlotReader.longAt(d, at))));
      case Decimal decimal -> present((d, at, out, _) -> out.putNumber(decimal(decimal, d, at)));
      case Floating floating -> present((d, at, out, _) -> floating(floating, d, at, out));
      case DataType.Char _, DataType.Varchar _ -> present(ElementCast.SAME);
      case DataType.Varbinary _,
          DataType.Geometry _,
          DataType.Date _,
          DataType.Time _,
          DataType.Timestamp _,
          DataType.Interval _ ->
          present(ElementCast.of(from, DataType.STRING));
      case DataType.Collection list -> array(to(list.element()));
      case DataType.Map map -> object(map);
      case DataType.Row row -> object(row);
      case DataType.Variant _ -> present(ElementCast.SAME);
      case DataType.Null _ -> (_, _, out, _) -> out.putJsonNull();
    };
  }

  /// What is there to be cast is no NULL.
  private static ElementCast present(ElementCast cast) {
    return (d, at, out, context) -> {
      if (SlotReader.isNull(d, at)) {
        out.putJsonNull();
      } else {
        cast.cast(d, at, out, context);
      }
    };
  }

  private static BigDecimal decimal(Decimal type, byte[] d, int at) {
    Object unscaled =
        type.lane() == Lane.LONG ? (Object) SlotReader.longAt(d, at) : SlotReader.wideAt(d, at);
    return Values.decimal(unscaled, type);
  }

  private static void floating(Floating type, byte[] d, int at, SlotWriter out) {
    double value = SlotReader.doubleAt(d, at);
    String text = type.width() == Floating.Width.REAL ? Float.toString((float) value) : "" + value;
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    if (Double.isFinite(value)) {
      out.putNumber(bytes, 0, bytes.length);
    } else {
      out.putBytes(bytes, 0, bytes.length);
    }
  }

  private static @Nullable ElementCast array(@Nullable ElementCast element) {
    return element == null
        ? null
        : present((d, at, out, context) -> {
          out.begin(Tag.ARRAY);
          for (int p = at + 1; d[p] != Tag.END; p = SlotReader.end(d, p)) {
            element.cast(d, p, out, context);
          }
          out.end();
        });
  }

  private static @Nullable ElementCast object(DataType.Map map) {
    ElementCast value = to(map.value());
    if (value == null || !Casts.exists(map.key(), DataType.STRING)) {
      return null;
    }
    ElementCast key = ElementCast.of(map.key(), DataType.STRING);
    return present((d, at, out, context) -> {
      out.begin(Tag.MAP);
      int from = out.length();
      for (int p = at + 1; d[p] != Tag.END; ) {
        key.cast(d, p, out, context);
        p = SlotReader.end(d, p);
        value.cast(d, p, out, context);
        p = SlotReader.end(d, p);
      }
      out.endMap(from);
    });
  }

  private static @Nullable ElementCast object(DataType.Row row) {
    List<ElementCast> values = new ArrayList<>();
    for (Field field : row.fields()) {
      ElementCast value = to(field.type());
      if (value == null) {
        return null;
      }
      values.add(value);
    }
    List<Slice> names = row.fields().stream().map(f -> Slice.utf8(f.name())).toList();
    return present((d, at, out, context) -> {
      out.begin(Tag.MAP);
      int from = out.length();
      int p = at + 1;
      for (int i = 0; i < names.size(); i++) {
        out.putBytes(names.get(i));
        values.get(i).cast(d, p, out, context);
        p = SlotReader.end(d, p);
      }
      out.endMap(from);
    });
  }

  // ---- from VARIANT

  static @Nullable ElementCast from(DataType to) {
    return switch (to) {
      case DataType.Char _, DataType.Varchar _ -> text(to);
      case DataType.Bool _, Integral _, Decimal _, Floating _ -> scalar(to);
      case DataType.Varbinary _,
          DataType.Geometry _,
          DataType.Date _,
          DataType.Time _,
          DataType.Timestamp _,
          DataType.Interval _ ->
          scalar(to);
      case DataType.Collection list -> elements(list, from(list.element()));
      case DataType.Map map -> members(map);
      case DataType.Row row -> fields(row);
      case DataType.Variant _ -> ElementCast.SAME;
      case DataType.Null _ -> null;
    };
  }

  private static boolean isNull(byte[] d, int at) {
    return d[at] == Tag.JSON_NULL || d[at] == Tag.NULL;
  }

  private static ElementCast text(DataType to) {
    ElementCast bound = ElementCast.of(DataType.STRING, to);
    return (d, at, out, context) -> {
      if (isNull(d, at)) {
        out.putNull();
      } else if (d[at] == Tag.BYTES) {
        bound.cast(d, at, out, context);
      } else {
        putBound(Slice.utf8(json(d, at)), bound, out, context);
      }
    };
  }

  /// A text of any length as the text of a bounded type.
  static void putBound(Slice text, ElementCast bound, SlotWriter out, EvaluationContext context) {
    SlotWriter slot = new SlotWriter();
    slot.putBytes(text);
    bound.cast(slot.array(), 0, out, context);
  }

  private static ElementCast scalar(DataType to) {
    ElementCast fromText = ElementCast.of(DataType.STRING, to);
    return (d, at, out, context) -> {
      if (isNull(d, at)) {
        out.putNull();
      } else if (d[at] == Tag.BYTES) {
        fromText.cast(d, at, out, context);
      } else if (to instanceof DataType.Bool && (d[at] == Tag.TRUE || d[at] == Tag.FALSE)) {
        out.putLong(d[at] == Tag.TRUE ? 1 : 0);
      } else if (d[at] == Tag.NUMBER) {
        number(SlotReader.numberAt(d, at), to, d, at, out);
      } else {
        throw unfit(d, at, to);
      }
    };
  }

  private static void number(BigDecimal number, DataType to, byte[] d, int at, SlotWriter out) {
    switch (to) {
      case Integral integral -> {
        BigInteger whole = number.setScale(0, RoundingMode.HALF_UP).toBigInteger();
        boolean fits =
            whole.bitLength() < Long.SIZE
                && whole.longValue() >= integral.width().min()
                && whole.longValue() <= integral.width().max();
        if (!fits) {
          throw Failures.overflow(json(d, at), to.sql());
        }
        out.putLong(whole.longValue());
      }
      case Floating floating ->
          out.putDouble(
              floating.width() == Floating.Width.REAL ? number.floatValue() : number.doubleValue());
      case Decimal decimal -> {
        BigInteger unscaled = CastKernels.unscaled(number, decimal.precision(), decimal.scale());
        out.putScalar(decimal.lane() == Lane.LONG ? unscaled.longValueExact() : (Object) unscaled);
      }
      case DataType other -> throw unfit(d, at, other);
    }
  }

  private static @Nullable ElementCast elements(
      DataType.Collection to, @Nullable ElementCast element) {
    return element == null
        ? null
        : (d, at, out, context) -> {
          if (isNull(d, at)) {
            out.putNull();
            return;
          }
          expect(Tag.ARRAY, d, at, to);
          out.begin(Tag.ARRAY);
          int from = out.length();
          for (int p = at + 1; d[p] != Tag.END; p = SlotReader.end(d, p)) {
            element.cast(d, p, out, context);
          }
          out.endCollection(to, from);
        };
  }

  private static @Nullable ElementCast members(DataType.Map map) {
    ElementCast value = from(map.value());
    if (value == null || !Casts.exists(DataType.STRING, map.key())) {
      return null;
    }
    ElementCast key = ElementCast.of(DataType.STRING, map.key());
    return (d, at, out, context) -> {
      if (isNull(d, at)) {
        out.putNull();
        return;
      }
      expect(Tag.MAP, d, at, map);
      out.begin(Tag.MAP);
      int from = out.length();
      for (int p = at + 1; d[p] != Tag.END; ) {
        key.cast(d, p, out, context);
        p = SlotReader.end(d, p);
        value.cast(d, p, out, context);
        p = SlotReader.end(d, p);
      }
      out.endMap(from);
    };
  }

  private static @Nullable ElementCast fields(DataType.Row row) {
    List<ElementCast> values = new ArrayList<>();
    List<Slice> keys = new ArrayList<>();
    for (Field field : row.fields()) {
      ElementCast value = from(field.type());
      if (value == null) {
        return null;
      }
      values.add(value);
      SlotWriter key = new SlotWriter();
      key.putBytes(Slice.utf8(field.name()));
      keys.add(key.copy());
    }
    return (d, at, out, context) -> {
      if (isNull(d, at)) {
        out.putNull();
        return;
      }
      expect(Tag.MAP, d, at, row);
      out.begin(Tag.ROW);
      for (int i = 0; i < keys.size(); i++) {
        Slice key = keys.get(i);
        int place = SlotReader.find(d, at, key.array(), 0, key.length());
        if (place < 0) {
          out.putNull();
        } else {
          values.get(i).cast(d, place, out, context);
        }
      }
      out.end();
    };
  }

  private static void expect(byte tag, byte[] d, int at, DataType to) {
    if (d[at] != tag) {
      throw unfit(d, at, to);
    }
  }

  private static UserException unfit(byte[] d, int at, DataType to) {
    return Failures.invalidCast(json(d, at), to.sql());
  }

  private static String json(byte[] d, int at) {
    StringBuilder text = new StringBuilder();
    NestedJson.variant(d, at, text);
    return text.toString();
  }
}
