package io.velostream.connector.protobuf;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.velostream.columnar.DataType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What is known of fields and their types.
final class ProtoTypes {
  static final String TIMESTAMP = "google.protobuf.Timestamp";

  private static final Set<String> WRAPPERS =
      Set.of(
          "google.protobuf.BoolValue",
          "google.protobuf.BytesValue",
          "google.protobuf.DoubleValue",
          "google.protobuf.FloatValue",
          "google.protobuf.Int32Value",
          "google.protobuf.Int64Value",
          "google.protobuf.StringValue",
          "google.protobuf.UInt32Value",
          "google.protobuf.UInt64Value");

  private ProtoTypes() {}

  /// The field that a column is: one of exactly its name, else of another letter case.
  static Optional<FieldDescriptor> find(Descriptor message, String name) {
    FieldDescriptor exact = message.findFieldByName(name);
    return exact != null
        ? Optional.of(exact)
        : message.getFields().stream().filter(f -> f.getName().equalsIgnoreCase(name)).findFirst();
  }

  static List<String> names(Descriptor message) {
    return message.getFields().stream().map(FieldDescriptor::getName).toList();
  }

  /// Whether a field is a message that is there to tell one value from none.
  static boolean isWrapper(FieldDescriptor field) {
    return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
        && WRAPPERS.contains(field.getMessageType().getFullName());
  }

  static boolean isTimestamp(FieldDescriptor field) {
    return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
        && field.getMessageType().getFullName().equals(TIMESTAMP);
  }

  static boolean isText(DataType type) {
    return type instanceof DataType.Varchar || type instanceof DataType.Char;
  }

  /// A field in few words.
  static String shown(FieldDescriptor field) {
    if (field.isMapField()) {
      List<FieldDescriptor> parts = field.getMessageType().getFields();
      return "map<%s, %s>".formatted(type(parts.getFirst()), type(parts.getLast()));
    }
    return (field.isRepeated() ? "repeated " : "") + type(field);
  }

  private static String type(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case MESSAGE -> field.getMessageType().getFullName() + digits(field);
      case ENUM -> field.getEnumType().getFullName();
      case INT, LONG, FLOAT, DOUBLE, BOOLEAN, STRING, BYTE_STRING ->
          field.getType().name().toLowerCase(Locale.ROOT);
    };
  }

  /// How many digits the schema gives a decimal.
  private static String digits(FieldDescriptor field) {
    String precision = FieldMeta.number(field, "precision").map(String::valueOf).orElse("…");
    return FieldMeta.number(field, "scale")
        .map(scale -> " (" + precision + ", " + scale + ")")
        .orElse("");
  }

  /// What a message that lacks a field means, as it would have been written, without a tag.
  static byte[] defaultBytes(FieldDescriptor field) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      putDefault(field, out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return bytes.toByteArray();
  }

  private static void putDefault(FieldDescriptor field, CodedOutputStream out) throws IOException {
    Object value = field.getDefaultValue();
    switch (field.getType()) {
      case DOUBLE -> out.writeDoubleNoTag((Double) value);
      case FLOAT -> out.writeFloatNoTag((Float) value);
      case INT64 -> out.writeInt64NoTag((Long) value);
      case UINT64 -> out.writeUInt64NoTag((Long) value);
      case INT32 -> out.writeInt32NoTag((Integer) value);
      case FIXED64 -> out.writeFixed64NoTag((Long) value);
      case FIXED32 -> out.writeFixed32NoTag((Integer) value);
      case BOOL -> out.writeBoolNoTag((Boolean) value);
      case STRING -> out.writeStringNoTag((String) value);
      case BYTES -> out.writeBytesNoTag((ByteString) value);
      case UINT32 -> out.writeUInt32NoTag((Integer) value);
      case ENUM -> out.writeEnumNoTag(((EnumValueDescriptor) value).getNumber());
      case SFIXED32 -> out.writeSFixed32NoTag((Integer) value);
      case SFIXED64 -> out.writeSFixed64NoTag((Long) value);
      case SINT32 -> out.writeSInt32NoTag((Integer) value);
      case SINT64 -> out.writeSInt64NoTag((Long) value);
      case MESSAGE, GROUP -> throw new IllegalStateException("messages have no default");
    }
  }
}
