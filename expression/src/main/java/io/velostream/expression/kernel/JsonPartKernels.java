package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import io.velostream.columnar.nested.SlotReader;
import io.velostream.columnar.nested.SlotWriter;
import io.velostream.columnar.nested.Tag;
import io.velostream.expression.EvaluationContext;
import java.util.regex.Pattern;

/// Questions about VARIANTs, and JSON text put together.
public final class JsonPartKernels {
  private static final Pattern INDEX = Pattern.compile("-?[0-9]{1,18}");

  private JsonPartKernels() {}

  /// What a path leads to; an error when it leads nowhere.
  public static Slice findOrError(Slice variant, Slice path) {
    int at = JsonPath.of(path).find(variant.array(), variant.offset());
    if (at < 0) {
      throw Failures.invalidArgument("the path '" + path + "' leads to nothing in the JSON");
    }
    return SlotReader.slotAt(variant.array(), at);
  }

  /// The member of an object, by its name, or what a path leads to. Only what begins with `$.` or
  /// `$[`, and `$` alone, is a path: there are members called `$ref` and `$oid`. NULL when there is
  /// none.
  @ReturnsNull
  public static Slice memberOrPath(Slice variant, Slice name, EvaluationContext context) {
    boolean path =
        name.length() > 0
            && name.at(0) == '$'
            && (name.length() == 1 || name.at(1) == '.' || name.at(1) == '[');
    return path
        ? JsonKernels.find(variant, name, context)
        : JsonKernels.member(variant, name, context);
  }

  /// The element of an array, counted from 0, or from -1 backwards from the end; NULL when there is
  /// none.
  @ReturnsNull
  public static Slice elementFromZero(Slice variant, long index, EvaluationContext context) {
    long place = index;
    if (index < 0 && variant.at(0) == Tag.ARRAY) {
      place += CollectionKernels.count(variant);
    }
    context.resultIsNull = place < 0 || place == Long.MAX_VALUE;
    return context.resultIsNull ? Slice.EMPTY : JsonKernels.element(variant, place + 1, context);
  }

  /// The member of an object by its name; of an array the element whose index, counted as above, is
  /// written in decimal. NULL when there is none.
  @ReturnsNull
  public static Slice memberOrElement(Slice variant, Slice name, EvaluationContext context) {
    if (variant.at(0) != Tag.ARRAY) {
      return JsonKernels.member(variant, name, context);
    }
    String text = name.toText();
    context.resultIsNull = !INDEX.matcher(text).matches();
    return context.resultIsNull
        ? Slice.EMPTY
        : elementFromZero(variant, Long.parseLong(text), context);
  }

  /// A text as a string of JSON.
  @Total
  public static Slice quoted(Slice text) {
    SlotWriter out = new SlotWriter();
    out.putBytes(text);
    return JsonKernels.text(out.slice());
  }

  /// What a string of JSON says; any other text as it is.
  @Total
  public static Slice unquoted(Slice text) {
    if (text.length() < 2 || text.at(0) != '"' || JsonKernels.isJson(text) == 0) {
      return text;
    }
    Slice variant = JsonKernels.parse(text);
    return SlotReader.bytesAt(variant.array(), variant.offset());
  }

  /// A VARIANT as text: strings without quotes, arrays and objects as JSON; NULL for the null of
  /// JSON.
  @ReturnsNull
  public static Slice plain(Slice variant, EvaluationContext context) {
    byte tag = variant.at(0);
    return tag == Tag.ARRAY || tag == Tag.MAP
        ? JsonKernels.text(variant)
        : JsonKernels.scalar(variant, context);
  }

  /// The names of the members of an object; NULL for anything else.
  @ReturnsNull
  public static Slice keys(Slice variant, EvaluationContext context) {
    context.resultIsNull = variant.at(0) != Tag.MAP;
    return context.resultIsNull ? Slice.EMPTY : CollectionKernels.keys(variant);
  }

  /// The number of elements or members; 1 of anything else.
  @Total
  public static long length(Slice variant) {
    return switch (variant.at(0)) {
      case Tag.ARRAY -> CollectionKernels.count(variant);
      case Tag.MAP -> CollectionKernels.countEntries(variant);
      default -> 1;
    };
  }

  /// The number of elements of an array; NULL for anything else.
  @ReturnsNull
  public static long arrayLength(Slice variant, EvaluationContext context) {
    context.resultIsNull = variant.at(0) != Tag.ARRAY;
    return context.resultIsNull ? 0 : CollectionKernels.count(variant);
  }

  /// A VARIANT as the only element of an array.
  @Total
  public static Slice wrapped(Slice variant) {
    SlotWriter out = new SlotWriter();
    out.begin(Tag.ARRAY);
    out.putSlot(variant);
    out.end();
    return out.slice();
  }

  /// The same, but an array or object stays as it is.
  @Total
  public static Slice wrappedIfScalar(Slice variant) {
    byte tag = variant.at(0);
    return tag == Tag.ARRAY || tag == Tag.MAP ? variant : wrapped(variant);
  }

  /// Whether a text is JSON of a kind: VALUE, OBJECT, ARRAY or SCALAR.
  @Total
  public static long isKind(Slice text, Slice kind) {
    if (JsonKernels.isJson(text) == 0) {
      return 0;
    }
    Slice found = JsonKernels.kind(JsonKernels.parse(text));
    String name = found.toText();
    boolean scalar = !name.equals("OBJECT") && !name.equals("ARRAY");
    return switch (kind.toText()) {
      case "VALUE" -> 1;
      case "SCALAR" -> scalar ? 1 : 0;
      default -> name.equals(kind.toText()) ? 1 : 0;
    };
  }
}
