package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import io.velostream.columnar.error.UserException;
import io.velostream.columnar.nested.JsonParser;
import io.velostream.columnar.nested.NestedJson;
import io.velostream.columnar.nested.SlotReader;
import io.velostream.columnar.nested.SlotWriter;
import io.velostream.columnar.nested.Tag;
import io.velostream.expression.EvaluationContext;
import org.jspecify.annotations.Nullable;

/// JSON text, VARIANTs, and paths into them.
public final class JsonKernels {
  private static final Slice JSON_NULL = new Slice(new byte[] {Tag.JSON_NULL}, 0, 1);

  private JsonKernels() {}

  /// The VARIANT of a JSON text.
  public static Slice parse(Slice text) {
    SlotWriter out = new SlotWriter();
    String error = parse(text, out);
    if (error != null) {
      throw Failures.invalidJson(text.toText(), error);
    }
    return out.slice();
  }

  /// The VARIANT of a JSON text, NULL if it is malformed.
  @ReturnsNull
  public static Slice tryParse(Slice text, EvaluationContext context) {
    SlotWriter out = new SlotWriter();
    context.resultIsNull = parse(text, out) != null;
    return out.slice();
  }

  private static @Nullable String parse(Slice text, SlotWriter out) {
    return JsonParser.parse(text.array(), text.offset(), text.offset() + text.length(), out);
  }

  /// Whether a text is JSON.
  @Total
  public static long isJson(Slice text) {
    return parse(text, new SlotWriter()) == null ? 1 : 0;
  }

  /// A VARIANT as JSON text.
  @Total
  public static Slice text(Slice variant) {
    return Slice.utf8(NestedJson.text(variant));
  }

  /// What kind of value a VARIANT is.
  @Total
  public static Slice kind(Slice variant) {
    return Slice.utf8(
        switch (variant.at(0)) {
          case Tag.FALSE, Tag.TRUE -> "BOOLEAN";
          case Tag.NUMBER -> "NUMBER";
          case Tag.BYTES -> "STRING";
          case Tag.ARRAY -> "ARRAY";
          case Tag.MAP -> "OBJECT";
          default -> "NULL";
        });
  }

  /// The member of an object; NULL when there is none.
  @ReturnsNull
  public static Slice member(Slice variant, Slice name, EvaluationContext context) {
    byte[] d = variant.array();
    SlotWriter key = new SlotWriter();
    key.putBytes(name);
    int at =
        variant.at(0) == Tag.MAP
            ? SlotReader.find(d, variant.offset(), key.array(), 0, key.length())
            : -1;
    return found(d, at, context);
  }

  /// The element of an array, counted from 1; NULL when there is none.
  @ReturnsNull
  public static Slice element(Slice variant, long index, EvaluationContext context) {
    byte[] d = variant.array();
    boolean there = variant.at(0) == Tag.ARRAY && index > 0;
    int at = there ? SlotReader.part(d, variant.offset(), index - 1) : -1;
    return found(d, at, context);
  }

  /// What a path leads to; NULL when it leads nowhere.
  @ReturnsNull
  public static Slice find(Slice variant, Slice path, EvaluationContext context) {
    byte[] d = variant.array();
    return found(d, JsonPath.of(path).find(d, variant.offset()), context);
  }

  /// Whether a path leads somewhere in a JSON text; in one that is malformed it does not.
  public static long existsIn(Slice text, Slice path) {
    SlotWriter variant = new SlotWriter();
    return parse(text, variant) == null ? exists(variant.slice(), path) : 0;
  }

  /// Whether a path leads somewhere.
  public static long exists(Slice variant, Slice path) {
    return JsonPath.of(path).find(variant.array(), variant.offset()) < 0 ? 0 : 1;
  }

  /// A VARIANT that is neither array nor object as text; NULL for others and for the null of JSON.
  @ReturnsNull
  public static Slice scalar(Slice variant, EvaluationContext context) {
    byte tag = variant.at(0);
    if (tag == Tag.ARRAY || tag == Tag.MAP || variant.equals(JSON_NULL)) {
      context.resultIsNull = true;
      return Slice.EMPTY;
    }
    return tag == Tag.BYTES ? SlotReader.bytesAt(variant.array(), variant.offset()) : text(variant);
  }

  /// The same, where an array or object is an error.
  @ReturnsNull
  public static Slice scalarOrError(Slice variant, EvaluationContext context) {
    byte tag = variant.at(0);
    if (tag == Tag.ARRAY || tag == Tag.MAP) {
      throw notScalar(variant);
    }
    return scalar(variant, context);
  }

  /// A VARIANT that is an array or object; NULL for others.
  @ReturnsNull
  public static Slice container(Slice variant, EvaluationContext context) {
    byte tag = variant.at(0);
    context.resultIsNull = tag != Tag.ARRAY && tag != Tag.MAP;
    return variant;
  }

  private static UserException notScalar(Slice variant) {
    return Failures.invalidArgument("JSON_VALUE found no single value but " + text(variant))
        .hint("JSON_QUERY gives arrays and objects");
  }

  private static Slice found(byte[] d, int at, EvaluationContext context) {
    if (at < 0) {
      context.resultIsNull = true;
      return Slice.EMPTY;
    }
    return SlotReader.slotAt(d, at);
  }
}
