package io.velostream.conformance.simulation;

import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/// A bug put into the compiled engine.
///
/// @param type the class, without the package `io.velostream.`
/// @param method all methods of that name
/// @param call where not empty, only the calls of methods of that name in them are touched
/// @param result what is given back instead: 0, 1, or -1 for what [CanaryBugs] say of what the
///   method gave back
record Mutation(String type, String method, String call, int result) {
  private static final ClassDesc BUGS = ClassDesc.of(CanaryBugs.class.getName());

  /// A method does nothing, and says no, 0 or `null`.
  static Mutation idle(String type, String method) {
    return new Mutation(type, method, "", 0);
  }

  /// A method does nothing, and says yes or 1.
  static Mutation yes(String type, String method) {
    return new Mutation(type, method, "", 1);
  }

  /// In a method, calls of another one are left out; where a result is wanted, it is no, 0 or
  /// `null`.
  static Mutation without(String type, String method, String call) {
    return new Mutation(type, method, call, 0);
  }

  /// In a method, calls of another one are left out, and their result is yes or 1.
  static Mutation pretending(String type, String method, String call) {
    return new Mutation(type, method, call, 1);
  }

  /// In a method, the result of calls of another one passes through the method of [CanaryBugs] that
  /// has the name of the call.
  static Mutation altered(String type, String method, String call) {
    return new Mutation(type, method, call, -1);
  }

  String className() {
    return "io.velostream." + type;
  }

  ClassTransform transform() {
    return ClassTransform.transformingMethods(
        model -> model.methodName().equalsString(method) && model.code().isPresent(),
        (builder, element) -> {
          if (element instanceof CodeModel code) {
            MethodModel model = code.parent().orElseThrow();
            builder.transformCode(code, call.isEmpty() ? body(model) : calls());
          } else {
            builder.with(element);
          }
        });
  }

  private CodeTransform body(MethodModel model) {
    return new CodeTransform() {
      private boolean done;

      @Override
      public void accept(CodeBuilder builder, CodeElement element) {
        if (!done) {
          done = true;
          TypeKind kind = TypeKind.from(model.methodTypeSymbol().returnType());
          constant(builder, kind);
          builder.return_(kind);
        }
      }
    };
  }

  private CodeTransform calls() {
    return (builder, element) -> {
      if (!(element instanceof InvokeInstruction invoke) || !invoke.name().equalsString(call)) {
        builder.with(element);
        return;
      }
      MethodTypeDesc type = invoke.typeSymbol();
      if (result < 0) {
        builder.with(element);
        builder.invokestatic(BUGS, call, MethodTypeDesc.of(type.returnType(), type.returnType()));
        return;
      }
      for (int i = type.parameterCount() - 1; i >= 0; i--) {
        pop(builder, TypeKind.from(type.parameterType(i)));
      }
      if (invoke.opcode() != Opcode.INVOKESTATIC) {
        builder.pop();
      }
      constant(builder, TypeKind.from(type.returnType()));
    };
  }

  private static void pop(CodeBuilder builder, TypeKind kind) {
    if (kind.slotSize() == 2) {
      builder.pop2();
    } else {
      builder.pop();
    }
  }

  private void constant(CodeBuilder builder, TypeKind kind) {
    switch (kind.asLoadable()) {
      case INT -> builder.loadConstant(result);
      case LONG -> builder.loadConstant((long) result);
      case DOUBLE -> builder.loadConstant((double) result);
      case FLOAT -> builder.loadConstant((float) result);
      case REFERENCE -> builder.aconst_null();
      case VOID -> {}
      case BOOLEAN, BYTE, SHORT, CHAR -> throw new IllegalStateException("not loadable: " + kind);
    }
  }
}
