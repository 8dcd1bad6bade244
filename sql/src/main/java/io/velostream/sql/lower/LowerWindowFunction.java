package io.velostream.sql.lower;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.Expression;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.sql.bind.Literals;
import io.velostream.sql.validate.FrontEndErrors;
import io.velostream.sql.validate.UserTableOperator;
import io.velostream.sql.validate.WindowFunction;
import io.velostream.stream.time.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/// TUMBLE, HOP, CUMULATE, SESSION in a FROM clause.
final class LowerWindowFunction {
  /// The operands of a call by their roles.
  private record Operands(
      String timeColumn,
      SourcePosition timePosition,
      List<String> keys,
      SourcePosition keysPosition,
      List<Long> durations) {}

  /// The last moment of a window, `window_time`, is its end less a millisecond.
  private static final long MICROS_PER_MILLI = 1_000;

  private LowerWindowFunction() {}

  static PlanNode lower(TableFunctionScan scan, Lowering lowering) {
    RexCall call = (RexCall) scan.getCall();
    if (call.getOperator() instanceof UserTableOperator) {
      return LowerTableFunction.alone(scan, lowering);
    }
    if (!(call.getOperator() instanceof WindowFunction function)) {
      throw FrontEndErrors.notSupported(
          "the table function " + call.getOperator().getName() + " is",
          FrontEndErrors.position(call.getParserPosition()),
          "there are TUMBLE, HOP, CUMULATE and SESSION");
    }
    SourcePosition position = FrontEndErrors.position(call.getParserPosition());
    if (scan.getInputs().size() != 1) {
      throw new IllegalStateException("a window over " + scan.getInputs().size() + " inputs");
    }
    PlanNode rows = lowering.lower(scan.getInput(0));
    Operands operands = operands(call);
    int time = timeColumn(rows, operands);
    PlanNode input = ClockTimes.asEventTime(rows, time, operands.timePosition);
    WindowSpec window = window(function.shape(), operands.durations, position);
    List<Integer> keys =
        operands.keys.stream().map(name -> column(input, name, operands.keysPosition)).toList();
    RowNode.WindowAssign assign =
        new RowNode.WindowAssign(input, window, time, keys, withWindow(input.schema(), time));
    if (function.shape() == WindowFunction.Shape.SESSION_OF_GROUP) {
      lowering.sessionsOfGroups().put(assign, position);
    }
    return hideOlderWindow(assign);
  }

  private static Operands operands(RexCall call) {
    List<String> time = List.of();
    List<String> keys = List.of();
    SourcePosition timePosition = SourcePosition.NONE;
    SourcePosition keysPosition = SourcePosition.NONE;
    List<Long> durations = new ArrayList<>();
    boolean first = true;
    for (RexNode operand : call.getOperands()) {
      if (operand.getKind() == SqlKind.DESCRIPTOR) {
        RexCall descriptor = (RexCall) operand;
        SourcePosition position = FrontEndErrors.position(descriptor.getParserPosition());
        if (first) {
          time = names(descriptor);
          timePosition = position;
        } else {
          keys = names(descriptor);
          keysPosition = position;
        }
        first = false;
      } else if (operand.getKind() != SqlKind.DEFAULT) {
        durations.add(duration(operand, call));
      }
    }
    return new Operands(time.getFirst(), timePosition, keys, keysPosition, durations);
  }

  private static List<String> names(RexCall descriptor) {
    return descriptor.getOperands().stream()
        .map(name -> String.valueOf(((RexLiteral) name).getValueAs(String.class)))
        .toList();
  }

  private static long duration(RexNode operand, RexCall call) {
    boolean negative = operand.getKind() == SqlKind.MINUS_PREFIX;
    RexNode node = negative ? ((RexCall) operand).getOperands().get(0) : operand;
    if (node instanceof RexLiteral literal
        && Literals.of(literal) instanceof Expression.Literal(Long micros, DataType.Interval type)
        && type.family() == DataType.Interval.Family.DAY_TIME) {
      if (micros % MICROS_PER_MILLI != 0) {
        throw FrontEndErrors.notSupported(
            "a window finer than a millisecond is",
            FrontEndErrors.position(call.getParserPosition()),
            "round its durations to whole milliseconds");
      }
      return negative ? -micros : micros;
    }
    throw FrontEndErrors.invalid(
        "the durations of a window must be constants of days or less",
        FrontEndErrors.position(call.getParserPosition()),
        "write for example INTERVAL '1' MINUTE");
  }

  private static WindowSpec window(
      WindowFunction.Shape shape, List<Long> durations, SourcePosition position) {
    try {
      return switch (shape) {
        case TUMBLE -> new WindowSpec.Tumble(durations.get(0), orZero(durations, 1));
        case HOP -> new WindowSpec.Hop(durations.get(0), durations.get(1), orZero(durations, 2));
        case CUMULATE ->
            new WindowSpec.Cumulate(durations.get(0), durations.get(1), orZero(durations, 2));
        case SESSION, SESSION_OF_GROUP -> new WindowSpec.Session(durations.get(0));
      };
    } catch (IllegalArgumentException error) {
      throw FrontEndErrors.invalid(
          String.valueOf(error.getMessage()),
          position,
          "check the order of the durations: the shorter one comes first");
    }
  }

  private static long orZero(List<Long> durations, int index) {
    return index < durations.size() ? durations.get(index) : 0;
  }

  private static int timeColumn(PlanNode input, Operands operands) {
    List<EventTimeColumns.Kind> kinds = EventTimeColumns.of(input);
    if (operands.timeColumn.equals(WindowFunction.EVENT_TIME)) {
      return onlyEventTime(kinds, operands.timePosition);
    }
    int column = column(input, operands.timeColumn, operands.timePosition);
    if (kinds.get(column) == EventTimeColumns.Kind.NONE && hasWatermark(input)) {
      throw notEventTime(operands.timeColumn, input, kinds, operands.timePosition);
    }
    return column;
  }

  private static int onlyEventTime(List<EventTimeColumns.Kind> kinds, SourcePosition position) {
    int[] columns =
        IntStream.range(0, kinds.size())
            .filter(i -> kinds.get(i) == EventTimeColumns.Kind.ROW_TIME)
            .toArray();
    if (columns.length == 0) {
      columns =
          IntStream.range(0, kinds.size())
              .filter(i -> kinds.get(i) == EventTimeColumns.Kind.CLOCK_TIME)
              .toArray();
    }
    if (columns.length == 1) {
      return columns[0];
    }
    throw FrontEndErrors.invalid(
        columns.length == 0
            ? "the window names no time column, and its input has no watermark"
            : "the window names no time column, and its input has several with a watermark",
        position,
        "name the column: TUMBLING (ts, INTERVAL '1' MINUTE)");
  }

  /// Windows close as the watermark passes; by a column that it does not speak of, they would close
  /// at random.
  private static UserException notEventTime(
      String name, PlanNode input, List<EventTimeColumns.Kind> kinds, SourcePosition position) {
    List<String> candidates =
        IntStream.range(0, kinds.size())
            .filter(i -> kinds.get(i) != EventTimeColumns.Kind.NONE)
            .mapToObj(i -> input.schema().field(i).name())
            .toList();
    return FrontEndErrors.invalid(
        "windows cannot be made by '" + name + "': the watermark does not follow it",
        position,
        candidates.isEmpty()
            ? "keep the watermark's column in the subquery, unchanged"
            : "the watermark follows " + String.join(", ", candidates));
  }

  private static boolean hasWatermark(PlanNode node) {
    return node instanceof RowNode.Watermark
        || node.inputs().stream().anyMatch(LowerWindowFunction::hasWatermark);
  }

  private static int column(PlanNode input, String name, SourcePosition position) {
    int column = input.schema().indexOf(name);
    if (column < 0) {
      throw FrontEndErrors.unknownColumn(
          name, input.schema().fields().stream().map(Field::name).toList(), position);
    }
    return column;
  }

  private static Schema withWindow(Schema input, int time) {
    List<Field> fields = new ArrayList<>(input.fields());
    for (String name :
        List.of(
            WindowFunction.WINDOW_START, WindowFunction.WINDOW_END, WindowFunction.WINDOW_TIME)) {
      fields.add(new Field(name, input.type(time), false));
    }
    return new Schema(fields);
  }

  /// Leaves out window columns that the input brought along: the new ones have their names.
  private static PlanNode hideOlderWindow(RowNode.WindowAssign assign) {
    Schema schema = assign.schema();
    int inputs = assign.input().schema().size();
    List<Integer> kept =
        IntStream.range(0, schema.size())
            .filter(i -> i >= inputs || !WindowFunction.isWindowColumn(schema.field(i).name()))
            .boxed()
            .toList();
    if (kept.size() == schema.size()) {
      return assign;
    }
    return new RowNode.Calc(assign, null, Columns.of(schema, kept), schema.project(kept));
  }
}
