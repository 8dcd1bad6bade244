package io.velostream.expression.compile;

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
import io.velostream.expression.compile.Code.Junction;
import io.velostream.expression.compile.Code.Local;
import io.velostream.expression.compile.Code.Logic;
import io.velostream.expression.compile.Code.LongOperation;
import io.velostream.expression.compile.Code.Not;
import io.velostream.expression.compile.Code.Relation;
import io.velostream.expression.compile.Code.Return;
import io.velostream.expression.compile.Code.Run;
import io.velostream.expression.compile.Code.Shared;
import io.velostream.expression.compile.Code.Slot;
import io.velostream.expression.compile.Code.Statement;
import io.velostream.expression.compile.Code.Store;
import io.velostream.expression.compile.Code.StoreFlag;
import io.velostream.expression.compile.Code.Truth;
import io.velostream.expression.compile.Code.Value;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes [Code] as bytecode.
final class BytecodeWriter {
  private static final ClassDesc FRAME = Kind.FRAME.descriptor;
  private static final DirectMethodHandleDesc CLASS_DATA_AT =
      ConstantDescs.ofConstantBootstrap(
          Kind.describe(MethodHandles.class),
          "classDataAt",
          ConstantDescs.CD_Object,
          ConstantDescs.CD_int);

  private final CodeBuilder out;
  private final int frameSlot;
  private final List<Object> classData;
  private final Map<Local, Integer> slots = new HashMap<>();

  /// @param frameSlot the local variable that holds the frame
  /// @param classData constants of the class; those that are met are added
  BytecodeWriter(CodeBuilder out, int frameSlot, List<Object> classData) {
    this.out = out;
    this.frameSlot = frameSlot;
    this.classData = classData;
  }

  /// Says in which slot a parameter of the method lies.
  void bind(Local local, int slot) {
    slots.put(local, slot);
  }

  void block(List<Statement> statements) {
    for (Statement statement : statements) {
      statement(statement);
    }
  }

  private void statement(Statement statement) {
    switch (statement) {
      case Assign(Local local, Value value) -> {
        push(value);
        out.storeLocal(local.kind.type, slot(local));
      }
      case Store(Value array, Value index, Value value) -> {
        push(array);
        push(index);
        push(value);
        out.arrayStore(value.kind().type);
      }
      case StoreFlag(int slot, Value value) -> {
        out.aload(frameSlot).getfield(FRAME, "sawNull", Kind.BOOLEANS.descriptor);
        out.loadConstant(slot);
        push(value);
        out.bastore();
      }
      case Run(Value call) -> {
        push(call);
        if (call.kind() != Kind.NOTHING) {
          throw new IllegalStateException("a result would stay on the stack: " + call);
        }
      }
      case Return(Value value) -> {
        push(value);
        out.return_(value.kind().type);
      }
      case For loop -> loop(loop);
      case If choice -> choice(choice);
    }
  }

  private void loop(For loop) {
    int counter = slot(loop.counter());
    Label top = out.newLabel();
    Label end = out.newLabel();
    out.iconst_0().istore(counter);
    out.labelBinding(top);
    out.iload(counter);
    push(loop.count());
    out.if_icmpge(end);
    block(loop.body());
    out.iinc(counter, 1).goto_(top);
    out.labelBinding(end);
  }

  private void choice(If choice) {
    Label no = out.newLabel();
    jump(choice.condition(), false, no);
    block(choice.yes());
    if (choice.no().isEmpty()) {
      out.labelBinding(no);
      return;
    }
    Label end = out.newLabel();
    out.goto_(end);
    out.labelBinding(no);
    block(choice.no());
    out.labelBinding(end);
  }

  private void push(Value value) {
    switch (value) {
      case Local local -> out.loadLocal(local.kind.type, slot(local));
      case Constant constant -> constant(constant);
      case Shared shared -> shared(shared.value(), shared.kind().descriptor);
      case Slot(String field, int slot, Kind kind) -> {
        out.aload(frameSlot).getfield(FRAME, field, kind.descriptor.arrayType());
        out.loadConstant(slot).aaload();
      }
      case Context() -> out.aload(frameSlot).getfield(FRAME, "context", Kind.CONTEXT.descriptor);
      case Element element -> {
        push(element.array());
        push(element.index());
        out.arrayLoad(element.kind().type);
      }
      case Invoke invoke -> invoke(invoke);
      case InvokeVirtual invoke -> {
        invoke.arguments().forEach(this::push);
        out.invokevirtual(Kind.describe(invoke.owner()), invoke.method(), invoke.type());
      }
      case AsLong(Value inner) -> {
        push(inner);
        out.i2l();
      }
      case LongOperation(char sign, Value left, Value right) -> {
        push(left);
        push(right);
        longOperation(sign);
      }
      case Add(Value left, Value right) -> {
        push(left);
        push(right);
        out.iadd();
      }
      case Choice(Value condition, Value yes, Value no) -> {
        Label otherwise = out.newLabel();
        Label end = out.newLabel();
        jump(condition, false, otherwise);
        push(yes);
        out.goto_(end).labelBinding(otherwise);
        push(no);
        out.labelBinding(end);
      }
      case Not(Value inner) when isPlainBoolean(inner) -> {
        push(inner);
        out.iconst_1().ixor();
      }
      case Logic(Junction junction, Value left, Value right)
          when junction == Junction.AND || junction == Junction.OR -> {
        push(left);
        push(right);
        if (junction == Junction.AND) {
          out.iand();
        } else {
          out.ior();
        }
      }
      case Truth _, Not _, Logic _, Compare _ -> decide(value);
    }
  }

  /// A boolean by way of a jump.
  private void decide(Value condition) {
    Label no = out.newLabel();
    Label end = out.newLabel();
    jump(condition, false, no);
    out.iconst_1().goto_(end);
    out.labelBinding(no).iconst_0();
    out.labelBinding(end);
  }

  /// Whether pushing it needs no jump.
  private static boolean isPlainBoolean(Value value) {
    return switch (value) {
      case Local _, Constant _, Element _, Invoke _, InvokeVirtual _, Choice _ -> true;
      case Not(Value inner) -> isPlainBoolean(inner);
      case Logic(Junction junction, Value _, Value _) ->
          junction == Junction.AND || junction == Junction.OR;
      case Truth _, Compare _ -> false;
      case Shared _, Slot _, Context _, AsLong _, LongOperation _, Add _ ->
          throw new IllegalStateException("not a boolean: " + value);
    };
  }

  /// Goes to `target` if the condition has the wanted outcome, else falls through.
  private void jump(Value condition, boolean wanted, Label target) {
    switch (condition) {
      case Not(Value inner) -> jump(inner, !wanted, target);
      case Truth(Value inner) -> {
        push(inner);
        out.lconst_0().lcmp();
        jumpUnlessZero(wanted, target);
      }
      case Compare(Relation relation, Value left, Value right) -> {
        push(left);
        push(right);
        if (left.kind() == Kind.LONG) {
          out.lcmp();
        } else {
          // NaN on the left counts as greater.
          out.dcmpg();
        }
        jumpOn(relation, wanted, target);
      }
      case Logic(Junction junction, Value left, Value right)
          when junction == Junction.AND_THEN || junction == Junction.OR_ELSE -> {
        if ((junction == Junction.OR_ELSE) == wanted) {
          jump(left, wanted, target);
          jump(right, wanted, target);
        } else {
          Label skip = out.newLabel();
          jump(left, !wanted, skip);
          jump(right, wanted, target);
          out.labelBinding(skip);
        }
      }
      default -> {
        push(condition);
        jumpUnlessZero(wanted, target);
      }
    }
  }

  private void jumpUnlessZero(boolean wanted, Label target) {
    if (wanted) {
      out.ifne(target);
    } else {
      out.ifeq(target);
    }
  }

  private void jumpOn(Relation relation, boolean wanted, Label target) {
    Relation effective = wanted ? relation : opposite(relation);
    switch (effective) {
      case EQUAL -> out.ifeq(target);
      case NOT_EQUAL -> out.ifne(target);
      case LESS -> out.iflt(target);
      case LESS_OR_EQUAL -> out.ifle(target);
      case GREATER -> out.ifgt(target);
      case GREATER_OR_EQUAL -> out.ifge(target);
    }
  }

  private static Relation opposite(Relation relation) {
    return switch (relation) {
      case EQUAL -> Relation.NOT_EQUAL;
      case NOT_EQUAL -> Relation.EQUAL;
      case LESS -> Relation.GREATER_OR_EQUAL;
      case LESS_OR_EQUAL -> Relation.GREATER;
      case GREATER -> Relation.LESS_OR_EQUAL;
      case GREATER_OR_EQUAL -> Relation.LESS;
    };
  }

  private void constant(Constant constant) {
    Object value = constant.value();
    switch (value) {
      case null -> out.aconst_null();
      case Integer number -> out.loadConstant(number);
      case Boolean flag -> out.loadConstant(flag ? 1 : 0);
      case Long number -> out.loadConstant(number);
      case Double number -> out.loadConstant(number);
      default -> throw new IllegalStateException("no such constant: " + value);
    }
  }

  private void shared(Object value, ClassDesc type) {
    int index = classData.size();
    classData.add(value);
    out.ldc(DynamicConstantDesc.ofNamed(CLASS_DATA_AT, ConstantDescs.DEFAULT_NAME, type, index));
  }

  private void invoke(Invoke invoke) {
    MethodHandle handle = invoke.handle();
    if (handle == null) {
      invoke.arguments().forEach(this::push);
      out.invokestatic(Kind.describe(invoke.owner()), invoke.method(), invoke.type());
      return;
    }
    shared(handle, ConstantDescs.CD_MethodHandle);
    invoke.arguments().forEach(this::push);
    MethodTypeDesc type = invoke.type();
    out.invokevirtual(ConstantDescs.CD_MethodHandle, "invokeExact", type);
  }

  private void longOperation(char sign) {
    switch (sign) {
      case '+' -> out.ladd();
      case '-' -> out.lsub();
      case '*' -> out.lmul();
      case '&' -> out.land();
      case '|' -> out.lor();
      case '^' -> out.lxor();
      case '>' -> out.l2i().lshr();
      default -> throw new IllegalStateException("no such operation: " + sign);
    }
  }

  private int slot(Local local) {
    return slots.computeIfAbsent(local, l -> out.allocateLocal(l.kind.type));
  }
}
