package io.velostream.expression.compile;

import io.velostream.columnar.Lane;
import io.velostream.columnar.Slice;
import io.velostream.expression.EvaluationContext;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.math.BigInteger;

/// The Java types that generated code works with.
enum Kind {
  INT(TypeKind.INT, ConstantDescs.CD_int, "int"),
  BOOLEAN(TypeKind.BOOLEAN, ConstantDescs.CD_boolean, "boolean"),
  LONG(TypeKind.LONG, ConstantDescs.CD_long, "long"),
  DOUBLE(TypeKind.DOUBLE, ConstantDescs.CD_double, "double"),
  WIDE(TypeKind.REFERENCE, describe(BigInteger.class), "BigInteger"),
  SLICE(TypeKind.REFERENCE, describe(Slice.class), "Slice"),
  INTS(TypeKind.REFERENCE, ConstantDescs.CD_int.arrayType(), "int[]"),
  LONGS(TypeKind.REFERENCE, ConstantDescs.CD_long.arrayType(), "long[]"),
  DOUBLES(TypeKind.REFERENCE, ConstantDescs.CD_double.arrayType(), "double[]"),
  BOOLEANS(TypeKind.REFERENCE, ConstantDescs.CD_boolean.arrayType(), "boolean[]"),
  BYTES(TypeKind.REFERENCE, ConstantDescs.CD_byte.arrayType(), "byte[]"),
  BUFFER(TypeKind.REFERENCE, describe(BytesBuffer.class), "BytesBuffer"),
  CONTEXT(TypeKind.REFERENCE, describe(EvaluationContext.class), "EvaluationContext"),
  FRAME(TypeKind.REFERENCE, describe(Frame.class), "Frame"),
  NOTHING(TypeKind.VOID, ConstantDescs.CD_void, "void");

  final TypeKind type;
  final ClassDesc descriptor;
  final String text;

  Kind(TypeKind type, ClassDesc descriptor, String text) {
    this.type = type;
    this.descriptor = descriptor;
    this.text = text;
  }

  /// The kind that carries single values of a lane.
  static Kind of(Lane lane) {
    return switch (lane) {
      case LONG -> LONG;
      case DOUBLE -> DOUBLE;
      case WIDE -> WIDE;
      case BYTES -> SLICE;
    };
  }

  /// The kind of an element of an array.
  Kind element() {
    return switch (this) {
      case INTS -> INT;
      case LONGS -> LONG;
      case DOUBLES -> DOUBLE;
      case BOOLEANS -> BOOLEAN;
      case INT, BOOLEAN, LONG, DOUBLE, WIDE, SLICE, BYTES, BUFFER, CONTEXT, FRAME, NOTHING ->
          throw new IllegalStateException("no elements: " + this);
    };
  }

  static ClassDesc describe(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }
}
