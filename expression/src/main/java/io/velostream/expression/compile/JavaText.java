package io.velostream.expression.compile;

import io.velostream.columnar.Slice;
import io.velostream.expression.compile.Code.Add;
import io.velostream.expression.compile.Code.AsLong;
import io.velostream.expression.compile.Code.Assign;
import io.velostream.expression.compile.Code.Choice;
import io.velostream.expression.compile.Code.Compare;
import io.velostream.expression.compile.Code.Constant;
import io.velostream.expression.compile.Code.Context;
import io.velostream.expression.compile.Code.Element;
import io.velostream.expression.compile.Code.For;
import io.velostream.expression.compile.Code.If;
import io.velostream.expression.compile.Code.Invoke;
import io.velostream.expression.compile.Code.InvokeVirtual;
import io.velostream.expression.compile.Code.Local;
import io.velostream.expression.compile.Code.Logic;
import io.velostream.expression.compile.Code.LongOperation;
import io.velostream.expression.compile.Code.Not;
import io.velostream.expression.compile.Code.Return;
import io.velostream.expression.compile.Code.Run;
import io.velostream.expression.compile.Code.Shared;
import io.velostream.expression.compile.Code.Slot;
import io.velostream.expression.compile.Code.Statement;
import io.velostream.expression.compile.Code.Store;
import io.velostream.expression.compile.Code.StoreFlag;
import io.velostream.expression.compile.Code.Truth;
import io.velostream.expression.compile.Code.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Prints [Code] the way one would write it in Java.
final class JavaText {
  private final StringBuilder out = new StringBuilder();
  private final Set<Local> declared = new HashSet<>();
  private int depth;

  private JavaText() {}

  /// The statements, indented by `depth` steps.
  static String of(List<Statement> statements, int depth) {
    JavaText text = new JavaText();
    text.depth = depth;
    text.block(statements);
    return text.out.toString();
  }

  private void block(List<Statement> statements) {
    for (Statement statement : statements) {
      statement(statement);
    }
  }

  private void statement(Statement statement) {
    switch (statement) {
      case Assign(Local local, Value value) -> {
        String type = declared.add(local) ? local.kind.text + " " : "";
        line(type + local.name + " = " + text(value) + ";");
      }
      case Store(Value array, Value index, Value value) ->
          line(text(array) + "[" + text(index) + "] = " + text(value) + ";");
      case StoreFlag(int slot, Value value) ->
          line("frame.sawNull[" + slot + "] = " + text(value) + ";");
      case Run(Value call) -> line(text(call) + ";");
      case Return(Value value) -> line("return " + text(value) + ";");
      case For(Local counter, Value count, List<Statement> body) -> {
        String name = counter.name;
        line("for (int " + name + " = 0; " + name + " < " + text(count) + "; " + name + "++) {");
        nested(body);
        line("}");
      }
      case If(Value condition, List<Statement> yes, List<Statement> no) -> {
        line("if (" + text(condition) + ") {");
        nested(yes);
        if (!no.isEmpty()) {
          line("} else {");
          nested(no);
        }
        line("}");
      }
    }
  }

  private void nested(List<Statement> statements) {
    depth++;
    block(statements);
    depth--;
  }

  private void line(String text) {
    out.repeat("  ", depth).append(text).append('\n');
  }

  private static String text(Value value) {
    return switch (value) {
      case Local local -> local.name;
      case Constant(Long number, Kind _) -> number + "L";
      case Constant constant -> String.valueOf(constant.value());
      case Shared(Slice slice, Kind _) -> "'" + slice.toText().replace("\n", "\\n") + "'";
      case Shared(Object object, Kind _) -> object.toString();
      case Slot(String field, int slot, Kind _) -> "frame." + field + "[" + slot + "]";
      case Context() -> "frame.context";
      case Element(Value array, Value index) -> text(array) + "[" + text(index) + "]";
      case Invoke invoke -> {
        String owner = invoke.owner() == Support.class ? "" : invoke.owner().getSimpleName() + ".";
        yield owner + invoke.method() + arguments(invoke.arguments());
      }
      case InvokeVirtual invoke -> {
        List<Value> all = invoke.arguments();
        yield text(all.getFirst()) + "." + invoke.method() + arguments(all.subList(1, all.size()));
      }
      case Truth(Value inner) -> operand(inner) + " != 0";
      case AsLong(Value inner) -> operand(inner) + " ? 1L : 0L";
      case Not(Value inner) -> "!" + operand(inner);
      case Logic(Code.Junction junction, Value left, Value right) ->
          operand(left) + " " + junction.sign + " " + operand(right);
      case Compare(Code.Relation relation, Value left, Value right) ->
          operand(left) + " " + relation.sign + " " + operand(right);
      case LongOperation(char sign, Value left, Value right) ->
          operand(left) + " " + (sign == '>' ? ">>" : String.valueOf(sign)) + " " + operand(right);
      case Add(Value left, Value right) when right.kind() == Kind.BOOLEAN ->
          operand(left) + " + (" + operand(right) + " ? 1 : 0)";
      case Add(Value left, Value right) -> operand(left) + " + " + operand(right);
      case Choice(Value condition, Value yes, Value no) ->
          operand(condition) + " ? " + operand(yes) + " : " + operand(no);
    };
  }

  private static String arguments(List<Value> values) {
    return values.stream().map(JavaText::text).collect(Collectors.joining(", ", "(", ")"));
  }

  private static String operand(Value value) {
    return switch (value) {
      case Local _,
          Constant _,
          Shared _,
          Slot _,
          Context _,
          Element _,
          Invoke _,
          InvokeVirtual _,
          Not _ ->
          text(value);
      case Truth _, AsLong _, Logic _, Compare _, LongOperation _, Add _, Choice _ ->
          "(" + text(value) + ")";
    };
  }
}
