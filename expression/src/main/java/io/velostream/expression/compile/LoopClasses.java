package io.velostream.expression.compile;

import io.velostream.expression.compile.Code.Statement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Turns a loop body into a hidden class and an instance of it.
final class LoopClasses {
  /// HotSpot never compiles a method of more bytes of code (`-XX:-DontCompileHugeMethods` apart).
  static final int MAX_CODE_BYTES = 8000;

  private static final ClassDesc SUPER = Kind.describe(Loop.class);

  private static final ClassDesc NAME = ClassDesc.of(Loop.class.getPackageName(), "GeneratedLoop");
  private static final MethodTypeDesc RUN =
      Kernel.descriptor(Kind.INT, Kind.FRAME, Kind.INTS, Kind.INT, Kind.INTS);

  private LoopClasses() {}

  /// The loop, or nothing when its code would be too large to be compiled by the JVM.
  static Optional<Loop> define(List<Statement> body) {
    List<Object> classData = new ArrayList<>();
    byte[] bytes;
    try {
      bytes = write(body, classData);
    } catch (IllegalArgumentException e) {
      // The Class-File API refuses methods of more than 64 KiB and constant pools that overflow.
      return Optional.empty();
    }
    if (codeBytes(bytes) > MAX_CODE_BYTES) {
      return Optional.empty();
    }
    try {
      MethodHandles.Lookup lookup =
          MethodHandles.lookup()
              .defineHiddenClassWithClassData(bytes, List.copyOf(classData), true);
      return Optional.of((Loop) lookup.lookupClass().getDeclaredConstructor().newInstance());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("generated class cannot be used", e);
    }
  }

  private static byte[] write(List<Statement> body, List<Object> classData) {
    return ClassFile.of()
        .build(
            NAME,
            type -> {
              type.withFlags(AccessFlag.FINAL, AccessFlag.SYNTHETIC);
              type.withSuperclass(SUPER);
              type.withMethodBody(
                  ConstantDescs.INIT_NAME,
                  ConstantDescs.MTD_void,
                  ClassFile.ACC_PUBLIC,
                  code ->
                      code.aload(0)
                          .invokespecial(SUPER, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                          .return_());
              type.withMethodBody(
                  "run",
                  RUN,
                  0,
                  code -> {
                    BytecodeWriter writer =
                        new BytecodeWriter(code, code.parameterSlot(0), classData);
                    writer.bind(LoopCompiler.SELECTION, code.parameterSlot(1));
                    writer.bind(LoopCompiler.COUNT, code.parameterSlot(2));
                    writer.bind(LoopCompiler.KEPT, code.parameterSlot(3));
                    writer.block(body);
                  });
            });
  }

  private static int codeBytes(byte[] bytes) {
    ClassModel model = ClassFile.of().parse(bytes);
    int most = 0;
    for (MethodModel method : model.methods()) {
      most =
          Math.max(most, method.code().map(code -> ((CodeAttribute) code).codeLength()).orElse(0));
    }
    return most;
  }
}
