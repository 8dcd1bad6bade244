package io.velostream.expression.user;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Values;
import io.velostream.columnar.Vector;
import io.velostream.columnar.VectorBuilder;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.nested.SlotReader;
import io.velostream.columnar.nested.SlotWriter;
import io.velostream.columnar.nested.Tag;
import io.velostream.expression.EvaluationContext;
import io.velostream.expression.Expression;
import io.velostream.expression.interpret.Interpreter;
import io.velostream.expression.kernel.CollectionKernels;
import io.velostream.expression.kernel.SlotKernels;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A function of an array and a lambda: `x -> body` is evaluated for each element, by walking its
/// tree.
///
/// @param use what becomes of the results
/// @param element the type of the elements
/// @param captured what the lambda takes from its row, as the fields of a ROW
/// @param body over the element (column 0) and what is captured (columns from 1)
public record ElementFunction(Use use, DataType element, DataType.Row captured, Expression body)
    implements LaneBody {
  /// What becomes of a lambda's results.
  public enum Use {
    /// Whether one is TRUE; unknown where none is, but one is NULL.
    ANY,
    /// Whether none is FALSE; unknown where none is, but one is NULL.
    ALL,
    /// The elements for which it is TRUE.
    FILTER,
    /// The results, in the order of the elements.
    TRANSFORM
  }

  /// A call; NULL where the array is.
  ///
  /// @param name what it is called, with the text of the lambda
  /// @param row what is captured: a ROW that is not NULL itself
  public Expression call(
      String name, Expression array, Expression row, DataType result, SourcePosition position) {
    return new UserFunction(name, List.of(array.type(), captured), result, true, this)
        .call(List.of(array, row), position);
  }

  @Override
  public @Nullable Object call(Object[] arguments) {
    throw new IllegalStateException("a lambda needs a context");
  }

  @Override
  public @Nullable Object call(Object[] arguments, EvaluationContext context) {
    List<Slice> elements = CollectionKernels.parts((Slice) arguments[0]);
    Batch batch = batch(elements, (Slice) arguments[1]);
    // Made anew: another thread may be here at the same time.
    Interpreter interpreter = new Interpreter();
    return switch (use) {
      case ANY -> decide(1, interpreter, batch, context);
      case ALL -> decide(0, interpreter, batch, context);
      case FILTER -> filter(elements, interpreter, batch, context);
      case TRANSFORM -> transform(interpreter, batch, context);
    };
  }

  private @Nullable Object decide(
      long deciding, Interpreter interpreter, Batch batch, EvaluationContext context) {
    boolean unknown = false;
    for (int i = 0; i < batch.rowCount(); i++) {
      Object truth = interpreter.evaluate(body, batch, i, context);
      if (truth == null) {
        unknown = true;
      } else if ((Long) truth == deciding) {
        return deciding;
      }
    }
    return unknown ? null : (Object) (1 - deciding);
  }

  private Slice filter(
      List<Slice> elements, Interpreter interpreter, Batch batch, EvaluationContext context) {
    SlotWriter out = new SlotWriter();
    out.begin(Tag.ARRAY);
    for (int i = 0; i < batch.rowCount(); i++) {
      Object truth = interpreter.evaluate(body, batch, i, context);
      if (truth != null && (Long) truth != 0) {
        out.putSlot(elements.get(i));
      }
    }
    out.end();
    return out.slice();
  }

  private Slice transform(Interpreter interpreter, Batch batch, EvaluationContext context) {
    SlotWriter out = new SlotWriter();
    out.begin(Tag.ARRAY);
    for (int i = 0; i < batch.rowCount(); i++) {
      put(interpreter.evaluate(body, batch, i, context), out);
    }
    out.end();
    return out.slice();
  }

  private void put(@Nullable Object value, SlotWriter out) {
    switch (value) {
      case null -> out.putNull();
      case Slice slot when SlotReader.isNested(body.type()) -> out.putSlot(slot);
      case Slice bytes -> out.putBytes(bytes);
      case Long number -> out.putLong(number);
      case Double number -> out.putDouble(number);
      case BigInteger number -> out.putSlot(SlotKernels.slot(number));
      default -> throw new IllegalStateException("no lane value: " + value.getClass());
    }
  }

  /// A row for each element, with what is captured in each.
  private Batch batch(List<Slice> elements, Slice row) {
    List<Vector> columns = new ArrayList<>();
    VectorBuilder first = VectorBuilder.of(element.lane());
    for (Slice slot : elements) {
      Values.append(first, SlotReader.valueAt(element, slot.array(), slot.offset()));
    }
    columns.add(first.build());
    int at = row.offset() + 1;
    for (Field field : captured.fields()) {
      VectorBuilder column = VectorBuilder.of(field.type().lane());
      Object value = SlotReader.valueAt(field.type(), row.array(), at);
      for (int i = 0; i < elements.size(); i++) {
        Values.append(column, value);
      }
      columns.add(column.build());
      at = SlotReader.end(row.array(), at);
    }
    return Batch.of(elements.size(), columns);
  }
}
