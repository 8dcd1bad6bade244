package io.velostream.connector.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.velostream.columnar.Field;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.formats.rows.MalformedException;
import io.velostream.connector.formats.rows.RowBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How messages of one schema become rows.
final class MessagePlan {
  private final RowBatch batch;
  private final FieldScan scan;
  private final FieldValue[] columns;

  private MessagePlan(RowBatch batch, FieldScan scan, FieldValue[] columns) {
    this.batch = batch;
    this.scan = scan;
    this.columns = columns;
  }

  /// A plan.
  ///
  /// @param defaults whether fields that messages lack have their defaults, though they could tell
  ///   that there is no value
  /// @param source what has the messages, for errors
  /// @throws UserException BAD_INPUT, which tells the difference, when they cannot be such rows
  static MessagePlan of(Descriptor message, RowBatch batch, boolean defaults, String source) {
    List<FieldValue> columns = new ArrayList<>();
    List<FieldScan.Wanted> wanted = new ArrayList<>();
    for (Field to : batch.fields()) {
      Optional<FieldDescriptor> field = ProtoTypes.find(message, to.name());
      if (field.isEmpty()) {
        columns.add(lacking(message, to, source));
        wanted.add(FieldScan.Wanted.NONE);
        continue;
      }
      Optional<FieldValue> value =
          new FieldParts(to.name(), batch.faults(), defaults).of(field.get(), to.type());
      columns.add(
          value.orElseThrow(() ->
              new UserException(
                      ErrorCode.BAD_INPUT,
                      "the column '%s' is %s, and in %s it is %s"
                          .formatted(
                              to.name(), to.type().sql(), source, ProtoTypes.shown(field.get())))
                  .hint("declare the column as what is there, and cast it in queries")));
      wanted.add(FieldScan.Wanted.of(field.get()));
    }
    return new MessagePlan(batch, new FieldScan(wanted), columns.toArray(FieldValue[]::new));
  }

  private static FieldValue lacking(Descriptor message, Field to, String source) {
    if (!to.nullable()) {
      throw new UserException(
              ErrorCode.BAD_INPUT, "%s has no field '%s'".formatted(source, to.name()))
          .hint("it has: " + String.join(", ", ProtoTypes.names(message)));
    }
    return (_, _, _, out) -> out.putNull();
  }

  /// Reads the message and keeps its row.
  ///
  /// @throws MalformedException when the bytes are no such message
  void readOne(WireInput in) {
    scan.run(in);
    for (int i = 0; i < columns.length; i++) {
      columns[i].put(in, scan, i, batch.column(i));
    }
    batch.keep();
  }
}
