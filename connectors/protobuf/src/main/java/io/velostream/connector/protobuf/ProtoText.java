package io.velostream.connector.protobuf;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import java.util.Locale;
import java.util.Map;

/// Reads `.proto` files: what they say of messages and enums. Options other than `map_entry`,
/// `default` and what [FieldMeta] knows, services, extensions and what is reserved are stepped
/// over; names are looked up by the library afterwards.
final class ProtoText {
  private static final Map<String, Type> SCALARS =
      Map.ofEntries(
          Map.entry("double", Type.TYPE_DOUBLE),
          Map.entry("float", Type.TYPE_FLOAT),
          Map.entry("int32", Type.TYPE_INT32),
          Map.entry("int64", Type.TYPE_INT64),
          Map.entry("uint32", Type.TYPE_UINT32),
          Map.entry("uint64", Type.TYPE_UINT64),
          Map.entry("sint32", Type.TYPE_SINT32),
          Map.entry("sint64", Type.TYPE_SINT64),
          Map.entry("fixed32", Type.TYPE_FIXED32),
          Map.entry("fixed64", Type.TYPE_FIXED64),
          Map.entry("sfixed32", Type.TYPE_SFIXED32),
          Map.entry("sfixed64", Type.TYPE_SFIXED64),
          Map.entry("bool", Type.TYPE_BOOL),
          Map.entry("string", Type.TYPE_STRING),
          Map.entry("bytes", Type.TYPE_BYTES));

  private static final int MOST_DEPTH = 64;

  private final ProtoTokens in;
  private boolean proto3;

  private ProtoText(ProtoTokens in) {
    this.in = in;
  }

  /// What a text declares.
  ///
  /// @param name of the file, by which others name it
  /// @param where what holds it, for messages
  /// @throws io.velostream.columnar.error.UserException BAD_INPUT with the line, when it is none
  static FileDescriptorProto parse(String text, String name, String where) {
    return new ProtoText(new ProtoTokens(text, where)).file(name);
  }

  private FileDescriptorProto file(String name) {
    FileDescriptorProto.Builder file = FileDescriptorProto.newBuilder().setName(name);
    while (!in.hasEnded()) {
      switch (in.take()) {
        case "syntax" -> {
          in.expect("=");
          proto3 = in.quoted().equals("proto3");
          in.expect(";");
          file.setSyntax(proto3 ? "proto3" : "proto2");
        }
        case "package" -> {
          file.setPackage(in.name());
          in.expect(";");
        }
        case "import" -> {
          if (!in.isQuoted()) {
            in.name(); // public, weak: what they import is looked for, too
          }
          file.addDependency(in.quoted());
          in.expect(";");
        }
        case "message" -> file.addMessageType(message(0));
        case "enum" -> file.addEnumType(enumeration());
        case "option", "service", "extend" -> in.skipStatement();
        case ";" -> {}
        case "edition" -> throw in.error("editions are not known; write syntax = \"proto3\"");
        default -> throw in.error("'message' or 'enum' is expected");
      }
    }
    return file.build();
  }

  private DescriptorProto message(int depth) {
    DescriptorProto.Builder message = DescriptorProto.newBuilder().setName(in.name());
    body(message, depth);
    return message.build();
  }

  private void body(DescriptorProto.Builder message, int depth) {
    if (depth > MOST_DEPTH) {
      throw in.error("messages are nested too deeply");
    }
    in.expect("{");
    while (!in.skip("}")) {
      if (in.skip(";")) {
        continue;
      }
      String word = in.name();
      boolean isField = in.is("=");
      if (isField) {
        throw in.error("the field '" + word + "' has no type");
      }
      switch (word) {
        case "message" -> message.addNestedType(message(depth + 1));
        case "enum" -> message.addEnumType(enumeration());
        case "option", "reserved", "extensions", "extend" -> in.skipStatement();
        case "oneof" -> oneof(message);
        case "group" -> throw in.error("groups are not known");
        default -> field(word, -1, message);
      }
    }
    addOneofsOfOptionals(message);
  }

  private void oneof(DescriptorProto.Builder message) {
    message.addOneofDecl(OneofDescriptorProto.newBuilder().setName(in.name()));
    int number = message.getOneofDeclCount() - 1;
    in.expect("{");
    while (!in.skip("}")) {
      if (in.skip("option")) {
        in.skipStatement();
      } else if (!in.skip(";")) {
        field(in.name(), number, message);
      }
    }
  }

  /// @param word a label or a type
  /// @param oneof the number of the one that the field is in, or -1
  private void field(String word, int oneof, DescriptorProto.Builder message) {
    FieldDescriptorProto.Builder field = FieldDescriptorProto.newBuilder();
    Label label = Label.LABEL_OPTIONAL;
    String type = word;
    boolean labelled = oneof < 0;
    if (labelled && word.equals("repeated")) {
      label = Label.LABEL_REPEATED;
      type = in.name();
    } else if (labelled && word.equals("required")) {
      label = Label.LABEL_REQUIRED;
      type = in.name();
    } else if (labelled && word.equals("optional")) {
      field.setProto3Optional(proto3);
      type = in.name();
    }
    if (type.equals("group")) {
      throw in.error("groups are not known");
    }
    if (type.equals("map") && in.is("<")) {
      map(field, message);
      label = Label.LABEL_REPEATED;
    } else {
      field.setName(in.name());
      setType(type, field);
    }
    in.expect("=");
    field.setLabel(label).setNumber(in.number());
    if (oneof >= 0) {
      field.setOneofIndex(oneof);
    }
    if (in.skip("[")) {
      options(field);
    }
    in.expect(";");
    message.addField(field);
  }

  private static void setType(String type, FieldDescriptorProto.Builder field) {
    Type scalar = SCALARS.get(type);
    if (scalar == null) {
      field.setTypeName(type); // a message or an enum: the library finds out
    } else {
      field.setType(scalar);
    }
  }

  private void options(FieldDescriptorProto.Builder field) {
    int depth = 0;
    while (depth > 0 || !in.is("]")) {
      if (depth == 0 && FieldMeta.isNext(in)) {
        FieldMeta.read(in, field.getOptionsBuilder());
        continue;
      }
      boolean isDefault = depth == 0 && in.is("default");
      String word = in.take();
      if (isDefault && in.skip("=")) {
        String sign = in.skip("-") ? "-" : "";
        field.setDefaultValue(in.isQuoted() ? in.quoted() : sign + in.take());
      }
      depth += word.equals("{") || word.equals("[") ? 1 : 0;
      depth -= word.equals("}") || word.equals("]") ? 1 : 0;
    }
    in.expect("]");
  }

  /// A map is a list of messages with a key and a value.
  private void map(FieldDescriptorProto.Builder field, DescriptorProto.Builder message) {
    in.expect("<");
    String key = in.name();
    in.expect(",");
    String value = in.name();
    in.expect(">");
    String name = in.name();
    StringBuilder entry = new StringBuilder();
    boolean upper = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '_') {
        upper = true;
      } else {
        entry.append(upper ? Character.toUpperCase(c) : c);
        upper = false;
      }
    }
    entry.append("Entry");
    FieldDescriptorProto.Builder keys = entryField("key", 1, key);
    FieldDescriptorProto.Builder values = entryField("value", 2, value);
    DescriptorProto.Builder type =
        DescriptorProto.newBuilder().setName(entry.toString()).addField(keys).addField(values);
    type.getOptionsBuilder().setMapEntry(true);
    message.addNestedType(type);
    field.setName(name).setTypeName(entry.toString());
  }

  private static FieldDescriptorProto.Builder entryField(String name, int number, String type) {
    FieldDescriptorProto.Builder field =
        FieldDescriptorProto.newBuilder()
            .setName(name)
            .setNumber(number)
            .setLabel(Label.LABEL_OPTIONAL);
    setType(type, field);
    return field;
  }

  /// To the library, an optional field of proto3 is alone in a oneof, behind the others.
  private static void addOneofsOfOptionals(DescriptorProto.Builder message) {
    for (FieldDescriptorProto.Builder field : message.getFieldBuilderList()) {
      if (field.getProto3Optional()) {
        field.setOneofIndex(message.getOneofDeclCount());
        message.addOneofDecl(OneofDescriptorProto.newBuilder().setName("_" + field.getName()));
      }
    }
  }

  private EnumDescriptorProto enumeration() {
    EnumDescriptorProto.Builder type = EnumDescriptorProto.newBuilder().setName(in.name());
    in.expect("{");
    while (!in.skip("}")) {
      if (in.skip(";")) {
        continue;
      }
      String name = in.name();
      if (name.equals("reserved") || (name.equals("option") && !in.is("="))) {
        if (name.equals("option") && in.is("allow_alias")) {
          type.getOptionsBuilder().setAllowAlias(true);
        }
        in.skipStatement();
        continue;
      }
      in.expect("=");
      type.addValue(EnumValueDescriptorProto.newBuilder().setName(name).setNumber(in.number()));
      if (in.is("[")) {
        in.skipStatement();
      } else {
        in.expect(";");
      }
    }
    return type.build();
  }

  /// The name of a type as messages of this schema begin it: `Order` for `order`.
  static String capital(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
