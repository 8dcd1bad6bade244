package io.velostream.expression.function;

import io.velostream.columnar.Slice;
import io.velostream.columnar.nested.SlotReader;
import io.velostream.columnar.nested.SlotWriter;
import io.velostream.columnar.nested.TypeCode;
import io.velostream.expression.EvaluationContext;
import io.velostream.expression.kernel.Recent;
import io.velostream.expression.kernel.ReturnsNull;
import java.math.BigInteger;

/// The kernels of casts from and to nested types: they are told both types, as [TypeCode]s, and
/// cast element by element with the casts that [Casts] has for the elements.
public final class ElementCasts {
  private record Types(Slice from, Slice to) {
    Types copy() {
      return new Types(from.copy(), to.copy());
    }
  }

  private static final Recent<Types, ElementCast> KNOWN =
      new Recent<>(
          types -> ElementCast.of(TypeCode.read(types.from), TypeCode.read(types.to)), Types::copy);

  private ElementCasts() {}

  /// A nested value, as another nested type.
  @ReturnsNull
  public static Slice toNested(Slice value, Slice from, Slice to, EvaluationContext context) {
    return cast(value, from, to, context);
  }

  /// A nested value as a type of lane LONG.
  @ReturnsNull
  public static long toLong(Slice value, Slice from, Slice to, EvaluationContext context) {
    Slice slot = cast(value, from, to, context);
    return context.resultIsNull ? 0 : SlotReader.longAt(slot.array(), slot.offset());
  }

  /// A nested value as a type of lane DOUBLE.
  @ReturnsNull
  public static double toDouble(Slice value, Slice from, Slice to, EvaluationContext context) {
    Slice slot = cast(value, from, to, context);
    return context.resultIsNull ? 0 : SlotReader.doubleAt(slot.array(), slot.offset());
  }

  /// A nested value as a type of lane WIDE.
  @ReturnsNull
  public static BigInteger toWide(Slice value, Slice from, Slice to, EvaluationContext context) {
    Slice slot = cast(value, from, to, context);
    return context.resultIsNull ? BigInteger.ZERO : SlotReader.wideAt(slot.array(), slot.offset());
  }

  /// A nested value as a type of lane BYTES that is not nested.
  @ReturnsNull
  public static Slice toBytes(Slice value, Slice from, Slice to, EvaluationContext context) {
    Slice slot = cast(value, from, to, context);
    return context.resultIsNull ? Slice.EMPTY : SlotReader.bytesAt(slot.array(), slot.offset());
  }

  /// A value as JSON text, given its slot and type.
  public static Slice toJson(Slice slot, Slice type, EvaluationContext context) {
    return ElementText.json(TypeCode.read(type), slot, context);
  }

  private static Slice cast(Slice value, Slice from, Slice to, EvaluationContext context) {
    SlotWriter out = new SlotWriter();
    KNOWN.get(new Types(from, to)).cast(value.array(), value.offset(), out, context);
    context.resultIsNull = SlotReader.isNull(out.array(), 0);
    return out.slice();
  }
}
