package io.velostream.expression.compile;

import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The small imperative language that expressions are compiled to: the body of one loop over rows.
///
/// It has two readers, [BytecodeWriter] and [JavaText], so that what EXPLAIN CODEGEN shows is what
/// runs. Values are evaluated when the statement that holds them is executed, from left to right.
sealed interface Code {

  /// Something that leaves a value on the stack.
  sealed interface Value extends Code {
    Kind kind();
  }

  /// Something that is executed for its effect.
  sealed interface Statement extends Code {}

  /// A local variable; identity counts, the name is for readers.
  final class Local implements Value {
    final String name;
    final Kind kind;

    Local(String name, Kind kind) {
      this.name = name;
      this.kind = kind;
    }

    @Override
    public Kind kind() {
      return kind;
    }
  }

  /// A primitive constant: [Integer], [Boolean], [Long] or [Double]; or the `null` of a reference.
  record Constant(@Nullable Object value, Kind kind) implements Value {}

  /// A constant object, handed to the class as class data.
  record Shared(Object value, Kind kind) implements Value {}

  /// `frame.field[slot]`: an array or buffer that the frame holds.
  record Slot(String field, int slot, Kind kind) implements Value {}

  /// `frame.context`.
  record Context() implements Value {
    @Override
    public Kind kind() {
      return Kind.CONTEXT;
    }
  }

  /// `array[index]`.
  record Element(Value array, Value index) implements Value {
    @Override
    public Kind kind() {
      return array.kind().element();
    }
  }

  /// A call of a static method, or of a method handle when the class is not visible to generated
  /// code.
  ///
  /// @param total whether it never throws
  record Invoke(
      Class<?> owner,
      String method,
      MethodTypeDesc type,
      @Nullable MethodHandle handle,
      List<Value> arguments,
      Kind kind,
      boolean total)
      implements Value {}

  /// A call of a method of the first argument.
  record InvokeVirtual(
      Class<?> owner, String method, MethodTypeDesc type, List<Value> arguments, Kind kind)
      implements Value {}

  /// `value != 0`: a SQL BOOLEAN as a Java boolean.
  record Truth(Value value) implements Value {
    @Override
    public Kind kind() {
      return Kind.BOOLEAN;
    }
  }

  /// `value ? 1 : 0`: a Java boolean as a SQL BOOLEAN.
  record AsLong(Value value) implements Value {
    @Override
    public Kind kind() {
      return Kind.LONG;
    }
  }

  /// `!value`.
  record Not(Value value) implements Value {
    @Override
    public Kind kind() {
      return Kind.BOOLEAN;
    }
  }

  /// Two booleans, by `&`, `|` (both evaluated), `&&` or `||`.
  record Logic(Junction junction, Value left, Value right) implements Value {
    @Override
    public Kind kind() {
      return Kind.BOOLEAN;
    }
  }

  /// How two booleans are connected.
  enum Junction {
    AND("&"),
    OR("|"),
    AND_THEN("&&"),
    OR_ELSE("||");

    final String sign;

    Junction(String sign) {
      this.sign = sign;
    }
  }

  /// A comparison of two longs, or of two doubles of which NaN is greater than the right one.
  record Compare(Relation relation, Value left, Value right) implements Value {
    @Override
    public Kind kind() {
      return Kind.BOOLEAN;
    }
  }

  /// The six comparisons.
  enum Relation {
    EQUAL("=="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">=");

    final String sign;

    Relation(String sign) {
      this.sign = sign;
    }
  }

  /// `left op right` on longs.
  record LongOperation(char sign, Value left, Value right) implements Value {
    @Override
    public Kind kind() {
      return Kind.LONG;
    }
  }

  /// `left + right` on ints.
  record Add(Value left, Value right) implements Value {
    @Override
    public Kind kind() {
      return Kind.INT;
    }
  }

  /// `condition ? yes : no`.
  record Choice(Value condition, Value yes, Value no) implements Value {
    @Override
    public Kind kind() {
      return yes.kind();
    }
  }

  /// `local = value`; the first one declares it.
  record Assign(Local local, Value value) implements Statement {}

  /// `array[index] = value`.
  record Store(Value array, Value index, Value value) implements Statement {}

  /// `frame.sawNull[slot] = value`.
  record StoreFlag(int slot, Value value) implements Statement {}

  /// A call for its effect.
  record Run(Value call) implements Statement {}

  /// `if (condition) { yes } else { no }`.
  record If(Value condition, List<Statement> yes, List<Statement> no) implements Statement {}

  /// `for (counter = 0; counter < count; counter++) { body }`.
  record For(Local counter, Value count, List<Statement> body) implements Statement {}

  /// `return value`.
  record Return(Value value) implements Statement {}
}
