package io.velostream.connector.protobuf;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FieldOptions;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.util.Optional;

/// What `confluent/meta.proto` lets schemas say of a field beside its type: parameters, of which
/// decimals have `precision` and `scale`. They are an extension of the field's options; here, where
/// nobody knows extensions, an unknown field of them, in sets of descriptors and in texts alike.
final class FieldMeta {
  /// The name of the option.
  private static final String OPTION = "confluent.field_meta";

  private static final int NUMBER = 1088;
  private static final int PARAMS = 2;
  private static final int KEY = 1;
  private static final int VALUE = 2;

  private FieldMeta() {}

  /// Whether the word under way is the name of the option.
  static boolean isNext(ProtoTokens in) {
    return in.is(OPTION) || in.is("." + OPTION);
  }

  /// Reads the option from its name on: `{params: [{key: "…", value: "…"}]}` and shorter forms of
  /// that. What else it says is stepped over.
  static void read(ProtoTokens in, FieldOptions.Builder options) {
    in.take();
    in.expect(")");
    while (!in.is("=")) {
      in.take(); // only a part: .params, .doc, .tags
    }
    in.expect("=");
    int depth = 0;
    String key = "";
    String value = "";
    do {
      String word = in.take();
      if (word.equals("{") || word.equals("[")) {
        depth++;
      } else if (word.equals("}") || word.equals("]")) {
        depth--;
        if (!key.isEmpty()) {
          add(key, value, options);
          key = "";
          value = "";
        }
      } else if (depth > 0 && (word.equals("key") || word.equals("value"))) {
        in.skip(":");
        String text = in.isQuoted() ? in.quoted() : "";
        key = word.equals("key") ? text : key;
        value = word.equals("value") ? text : value;
      }
    } while (depth > 0);
  }

  private static void add(String key, String value, FieldOptions.Builder options) {
    UnknownFieldSet.Builder entry = UnknownFieldSet.newBuilder();
    entry.mergeField(KEY, bytes(ByteString.copyFromUtf8(key)));
    entry.mergeField(VALUE, bytes(ByteString.copyFromUtf8(value)));
    UnknownFieldSet.Builder meta = UnknownFieldSet.newBuilder();
    meta.mergeField(PARAMS, bytes(entry.build().toByteString()));
    UnknownFieldSet.Builder all = UnknownFieldSet.newBuilder();
    all.mergeField(NUMBER, bytes(meta.build().toByteString()));
    options.mergeUnknownFields(all.build());
  }

  private static UnknownFieldSet.Field bytes(ByteString value) {
    return UnknownFieldSet.Field.newBuilder().addLengthDelimited(value).build();
  }

  /// A parameter that is a whole number; nothing if there is no such.
  static Optional<Integer> number(FieldDescriptor field, String name) {
    Optional<Integer> found = Optional.empty();
    try {
      for (ByteString meta : parts(field.getOptions().getUnknownFields(), NUMBER)) {
        for (ByteString entry : parts(UnknownFieldSet.parseFrom(meta), PARAMS)) {
          UnknownFieldSet pair = UnknownFieldSet.parseFrom(entry);
          if (text(pair, KEY).equals(name)) {
            found = number(text(pair, VALUE));
          }
        }
      }
    } catch (InvalidProtocolBufferException _) {
      return Optional.empty(); // another extension of that number
    }
    return found;
  }

  private static Iterable<ByteString> parts(UnknownFieldSet fields, int number) {
    return fields.getField(number).getLengthDelimitedList();
  }

  private static String text(UnknownFieldSet fields, int number) {
    String last = "";
    for (ByteString text : parts(fields, number)) {
      last = text.toStringUtf8();
    }
    return last;
  }

  private static Optional<Integer> number(String text) {
    try {
      return Optional.of(Integer.parseInt(text));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }
}
