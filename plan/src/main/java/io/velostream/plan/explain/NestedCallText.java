package io.velostream.plan.explain;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Slice;
import io.velostream.columnar.nested.Tag;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Call;
import io.velostream.expression.Expression.Coalesce;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.function.ElementCasts;
import io.velostream.expression.kernel.CollectionKernels;
import io.velostream.expression.kernel.JsonKernels;
import io.velostream.expression.kernel.SlotKernels;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Calls that make nested values or read them, without the slots that are made on the way.
final class NestedCallText {
  private NestedCallText() {}

  /// The text of a call of a kernel of nested values, or `null` for other calls.
  static @Nullable Term of(Call call, ExpressionText printer) {
    Class<?> owner = call.function().owner();
    if (owner == SlotKernels.class) {
      return slots(call, printer);
    }
    if (owner == ElementCasts.class) {
      List<Expression> value =
          call.operands().subList(0, 1).stream().map(NestedCallText::bare).toList();
      return printer.function(call.function().name(), value);
    }
    if (owner == CollectionKernels.class || owner == JsonKernels.class) {
      List<Expression> operands = flat(call).stream().map(NestedCallText::bare).toList();
      return call.function().name().equals("ITEM")
          ? item(operands, printer)
          : printer.function(call.function().name(), operands);
    }
    return null;
  }

  private static Term slots(Call call, ExpressionText printer) {
    List<Expression> operands = call.operands();
    return switch (call.function().method()) {
      case "slot" -> printer.term(operands.getFirst());
      case "array" -> list("ARRAY[", operands.getFirst(), "]", printer);
      case "map" -> list("MAP[", operands.getFirst(), "]", printer);
      case "row" -> list("ROW(", operands.getFirst(), ")", printer);
      case "join" -> list("", call, "", printer);
      default -> part(operands.get(0), bare(operands.get(1)), printer);
    };
  }

  private static Term part(Expression container, Expression index, ExpressionText printer) {
    if (container.type() instanceof DataType.Row row
        && index instanceof Literal(Long number, DataType _)) {
      String field = Quoted.name(row.fields().get(number.intValue() - 1).name());
      return Term.atom(printer.term(container).within(Term.ATOM) + "." + field);
    }
    return item(List.of(container, index), printer);
  }

  private static Term item(List<Expression> operands, ExpressionText printer) {
    String container = printer.term(operands.get(0)).within(Term.ATOM);
    return Term.atom(container + "[" + printer.term(operands.get(1)).text() + "]");
  }

  private static Term list(String open, Expression slots, String close, ExpressionText printer) {
    List<Expression> parts = new ArrayList<>();
    collect(slots, parts);
    // The name of a function may be empty, its parentheses are not wanted.
    String inner = printer.function("", parts).text();
    return Term.atom(open + inner.substring(1, inner.length() - 1) + close);
  }

  private static void collect(Expression slots, List<Expression> parts) {
    if (slots instanceof Call call
        && call.function().owner() == SlotKernels.class
        && call.function().method().equals("join")) {
      call.operands().forEach(operand -> collect(operand, parts));
    } else if (!(slots instanceof Literal(Slice bytes, DataType _) && bytes.length() == 0)) {
      parts.add(bare(slots));
    }
  }

  /// The operands of the SQL function, which may be several kernels one in the other.
  private static List<Expression> flat(Call call) {
    List<Expression> operands = new ArrayList<>(call.operands());
    while (operands.getFirst() instanceof Call inner
        && inner.function().owner() == JsonKernels.class
        && inner.function().name().equals(call.function().name())
        && !call.function().name().equals("ITEM")) {
      operands.removeFirst();
      operands.addAll(0, inner.operands());
    }
    return operands;
  }

  /// The value that a slot is made of.
  private static Expression bare(Expression slot) {
    return switch (slot) {
      case Coalesce(List<Expression> operands, DataType.Varbinary _)
          when operands.size() == 1 || isNullSlot(operands.getLast()) ->
          bare(operands.getFirst());
      case Call call
          when call.function().owner() == SlotKernels.class
              && call.function().method().equals("slot") ->
          call.operands().getFirst();
      case Literal _ when isNullSlot(slot) -> new Literal(null, new DataType.Null());
      default -> slot;
    };
  }

  private static boolean isNullSlot(Expression expression) {
    return expression instanceof Literal(Slice bytes, DataType.Varbinary _)
        && bytes.length() == 1
        && bytes.at(0) == Tag.NULL;
  }
}
