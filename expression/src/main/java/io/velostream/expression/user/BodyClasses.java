package io.velostream.expression.user;

import io.velostream.columnar.Lane;
import io.velostream.columnar.Slice;
import io.velostream.expression.EvaluationContext;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessFlag;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// Makes the static method over lanes that the evaluators want of a function, around an object that
/// computes it: the arguments boxed into an array, the result unboxed, `null` told to the context.
final class BodyClasses {
  /// The name of the method.
  static final String METHOD = "call";

  private static final ClassDesc NAME =
      ClassDesc.of(BodyClasses.class.getPackageName(), "GeneratedFunction");
  private static final ClassDesc BODY = describe(LaneBody.class);
  private static final ClassDesc CONTEXT = describe(EvaluationContext.class);
  private static final DynamicConstantDesc<?> THE_BODY =
      DynamicConstantDesc.ofNamed(
          ConstantDescs.ofConstantBootstrap(
              ConstantDescs.CD_MethodHandles, "classData", ConstantDescs.CD_Object),
          ConstantDescs.DEFAULT_NAME,
          BODY);

  private BodyClasses() {}

  /// A class whose method calls the body. It goes when nobody refers to it any more.
  static Class<?> define(List<Lane> parameters, Lane result, LaneBody body) {
    List<ClassDesc> types = new ArrayList<>(parameters.stream().map(BodyClasses::type).toList());
    types.add(CONTEXT);
    MethodTypeDesc method = MethodTypeDesc.of(type(result), types);
    byte[] bytes =
        ClassFile.of()
            .build(
                NAME,
                built -> {
                  built.withFlags(AccessFlag.PUBLIC, AccessFlag.FINAL, AccessFlag.SYNTHETIC);
                  built.withMethodBody(
                      METHOD,
                      method,
                      ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                      code -> write(code, parameters, result));
                });
    try {
      return MethodHandles.lookup().defineHiddenClassWithClassData(bytes, body, true).lookupClass();
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("a generated class cannot be defined", e);
    }
  }

  private static void write(CodeBuilder code, List<Lane> parameters, Lane result) {
    code.loadConstant(THE_BODY);
    code.loadConstant(parameters.size()).anewarray(ConstantDescs.CD_Object);
    for (int i = 0; i < parameters.size(); i++) {
      code.dup().loadConstant(i);
      loadBoxed(code, parameters.get(i), code.parameterSlot(i));
      code.aastore();
    }
    code.aload(code.parameterSlot(parameters.size()));
    code.invokeinterface(
        BODY,
        "call",
        MethodTypeDesc.of(ConstantDescs.CD_Object, ConstantDescs.CD_Object.arrayType(), CONTEXT));
    Label isNull = code.newLabel();
    code.dup().ifnull(isNull);
    returnUnboxed(code, result);
    code.labelBinding(isNull)
        .pop()
        .aload(code.parameterSlot(parameters.size()))
        .loadConstant(1)
        .putfield(CONTEXT, "resultIsNull", ConstantDescs.CD_boolean);
    returnNothing(code, result);
  }

  private static void loadBoxed(CodeBuilder code, Lane lane, int slot) {
    switch (lane) {
      case LONG ->
          code.lload(slot)
              .invokestatic(
                  ConstantDescs.CD_Long,
                  "valueOf",
                  MethodTypeDesc.of(ConstantDescs.CD_Long, ConstantDescs.CD_long));
      case DOUBLE ->
          code.dload(slot)
              .invokestatic(
                  ConstantDescs.CD_Double,
                  "valueOf",
                  MethodTypeDesc.of(ConstantDescs.CD_Double, ConstantDescs.CD_double));
      case WIDE, BYTES -> code.aload(slot);
    }
  }

  private static void returnUnboxed(CodeBuilder code, Lane lane) {
    switch (lane) {
      case LONG ->
          code.checkcast(ConstantDescs.CD_Long)
              .invokevirtual(
                  ConstantDescs.CD_Long, "longValue", MethodTypeDesc.of(ConstantDescs.CD_long))
              .lreturn();
      case DOUBLE ->
          code.checkcast(ConstantDescs.CD_Double)
              .invokevirtual(
                  ConstantDescs.CD_Double,
                  "doubleValue",
                  MethodTypeDesc.of(ConstantDescs.CD_double))
              .dreturn();
      case WIDE, BYTES -> code.checkcast(type(lane)).areturn();
    }
  }

  /// The value beside a NULL is ignored, but must be one.
  private static void returnNothing(CodeBuilder code, Lane lane) {
    switch (lane) {
      case LONG -> code.lconst_0().lreturn();
      case DOUBLE -> code.dconst_0().dreturn();
      case WIDE -> code.getstatic(type(lane), "ZERO", type(lane)).areturn();
      case BYTES -> code.getstatic(type(lane), "EMPTY", type(lane)).areturn();
    }
  }

  private static ClassDesc type(Lane lane) {
    return switch (lane) {
      case LONG -> ConstantDescs.CD_long;
      case DOUBLE -> ConstantDescs.CD_double;
      case WIDE -> describe(BigInteger.class);
      case BYTES -> describe(Slice.class);
    };
  }

  private static ClassDesc describe(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }
}
