package io.velostream.connector.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The columns that messages have where nobody declares others.
///
/// @param open the messages that a field is in, for those that are in themselves
record ProtoColumns(List<Descriptor> open, boolean defaults) {
  /// Numbers of 64 bits without a sign.
  private static final DataType UNSIGNED = new DataType.Decimal(20, 0);

  ProtoColumns {
    open = List.copyOf(open);
  }

  /// The columns of a message.
  ///
  /// @param defaults whether fields that are not there have their defaults
  /// @throws UserException NOT_SUPPORTED for a message that is in itself, or has groups
  static Schema of(Descriptor message, boolean defaults) {
    return new Schema(new ProtoColumns(List.of(), defaults).fields(message));
  }

  private List<Field> fields(Descriptor message) {
    if (open.contains(message)) {
      throw new UserException(
              ErrorCode.NOT_SUPPORTED,
              "the message '%s' is in itself, and no type of a column is"
                  .formatted(message.getFullName()))
          .hint("declare the columns that are wanted, as deep as they are");
    }
    List<Descriptor> deeper = new ArrayList<>(open);
    deeper.add(message);
    ProtoColumns inner = new ProtoColumns(deeper, defaults);
    return message.getFields().stream()
        .map(field -> new Field(field.getName(), inner.type(field), inner.isNullable(field)))
        .toList();
  }

  private boolean isNullable(FieldDescriptor field) {
    boolean isMessage = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
    return field.hasPresence() && (isMessage || !defaults);
  }

  private DataType type(FieldDescriptor field) {
    if (field.isMapField()) {
      return new DataType.Map(
          single(field.getMessageType().findFieldByNumber(1)),
          single(field.getMessageType().findFieldByNumber(2)));
    }
    return field.isRepeated() ? new DataType.Array(single(field)) : single(field);
  }

  private DataType single(FieldDescriptor field) {
    return switch (field.getType()) {
      case BOOL -> DataType.BOOLEAN;
      case FLOAT -> DataType.REAL;
      case DOUBLE -> DataType.DOUBLE;
      case INT32, SINT32, SFIXED32 -> DataType.INTEGER;
      case INT64, SINT64, SFIXED64, UINT32, FIXED32 -> DataType.BIGINT;
      case UINT64, FIXED64 -> UNSIGNED;
      case STRING, ENUM -> DataType.STRING;
      case BYTES -> new DataType.Varbinary();
      case MESSAGE -> message(field);
      case GROUP ->
          throw new UserException(
              ErrorCode.NOT_SUPPORTED,
              "the field '%s' is a group, which is not known".formatted(field.getFullName()));
    };
  }

  private DataType message(FieldDescriptor field) {
    if (ProtoTypes.isTimestamp(field)) {
      return new DataType.Timestamp(DataType.Timestamp.MAX_PRECISION, true);
    }
    if (ProtoTypes.isWrapper(field)) {
      return single(field.getMessageType().findFieldByNumber(1));
    }
    Optional<DataType> value = ValueMessages.type(field);
    return value.orElseGet(() -> new DataType.Row(fields(field.getMessageType())));
  }
}
