package io.velostream.expression.function;

import io.velostream.columnar.DataType;
import io.velostream.columnar.DataType.Decimal;
import io.velostream.columnar.Field;
import io.velostream.columnar.Lane;
import io.velostream.columnar.nested.SlotReader;
import io.velostream.columnar.nested.TypeCode;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.kernel.SlotKernels;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Facts about nested types, and the steps of their casts.
final class NestedTypes {
  private static final DataType BYTES = new DataType.Varbinary();

  private NestedTypes() {}

  static boolean isNested(DataType type) {
    return SlotReader.isNested(type);
  }

  /// The cast from or to a nested type, or `null` when there is none.
  static @Nullable Steps cast(DataType from, DataType to) {
    if (!ElementCast.exists(from, to)) {
      return null;
    }
    Steps steps = Steps.from(from.lane());
    if (ElementCast.of(from, to).equals(ElementCast.SAME)) {
      return steps;
    }
    if (!isNested(from)) {
      steps.then(SlotKernels.class, "slot");
    }
    return steps.then(ElementCasts.class, kernel(to), code(from), code(to));
  }

  private static String kernel(DataType to) {
    return switch (to.lane()) {
      case LONG -> "toLong";
      case DOUBLE -> "toDouble";
      case WIDE -> "toWide";
      case BYTES -> isNested(to) ? "toNested" : "toBytes";
    };
  }

  /// A type as a constant.
  static Literal code(DataType type) {
    return new Literal(TypeCode.of(type), BYTES);
  }

  /// The type in which two values of similar shape are compared, or `null`.
  static @Nullable DataType common(DataType a, DataType b) {
    if (a.equals(b) || b instanceof DataType.Null) {
      return a;
    }
    if (a instanceof DataType.Null) {
      return b;
    }
    if (a instanceof DataType.Array x && b instanceof DataType.Array y) {
      DataType element = common(x.element(), y.element());
      return element == null ? null : new DataType.Array(element);
    }
    if (a instanceof DataType.Multiset x && b instanceof DataType.Multiset y) {
      DataType element = common(x.element(), y.element());
      return element == null ? null : new DataType.Multiset(element);
    }
    if (a instanceof DataType.Map x && b instanceof DataType.Map y) {
      DataType key = common(x.key(), y.key());
      DataType value = common(x.value(), y.value());
      return key == null || value == null ? null : new DataType.Map(key, value);
    }
    if (a instanceof DataType.Row x && b instanceof DataType.Row y) {
      return row(x.fields(), y.fields());
    }
    if (ComparisonFunctions.isText(a) && ComparisonFunctions.isText(b)) {
      return DataType.STRING;
    }
    if (Numbers.isNumeric(a) && Numbers.isNumeric(b)) {
      return number(a, b);
    }
    return null;
  }

  private static @Nullable DataType row(List<Field> a, List<Field> b) {
    if (a.size() != b.size()) {
      return null;
    }
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < a.size(); i++) {
      DataType type = common(a.get(i).type(), b.get(i).type());
      if (type == null) {
        return null;
      }
      fields.add(Field.of(a.get(i).name(), type));
    }
    return new DataType.Row(fields);
  }

  private static DataType number(DataType a, DataType b) {
    if (a instanceof DataType.Integral && b instanceof DataType.Integral) {
      return DataType.BIGINT;
    }
    if (!Numbers.isExact(a) || !Numbers.isExact(b)) {
      return DataType.DOUBLE;
    }
    int scale = Math.max(scale(a), scale(b));
    int whole = Math.max(whole(a), whole(b));
    return new Decimal(Math.min(whole + scale, Decimal.MAX_PRECISION), scale);
  }

  private static int scale(DataType exact) {
    return exact instanceof Decimal decimal ? decimal.scale() : 0;
  }

  private static int whole(DataType exact) {
    return exact instanceof Decimal decimal
        ? decimal.precision() - decimal.scale()
        : ((DataType.Integral) exact).width().digits();
  }

  /// The kernel that reads a part of a type, by the ending of its name.
  static String reader(DataType part) {
    if (isNested(part)) {
      return "slot";
    }
    Lane lane = part.lane();
    return switch (lane) {
      case LONG -> "long";
      case DOUBLE -> "double";
      case WIDE -> "wide";
      case BYTES -> "bytes";
    };
  }
}
