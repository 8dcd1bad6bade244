package io.velostream.connector.avro;

import io.velostream.columnar.Field;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.formats.rows.MalformedException;
import io.velostream.connector.formats.rows.RowBatch;
import io.velostream.connector.formats.rows.SlotSink;
import io.velostream.connector.formats.rows.ValueSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/// How records of one schema become rows: by field, in the order in which they were written, what
/// reads it into which column.
final class RowPlan {
  private final RowBatch batch;
  private final AvroPart[] parts;

  /// By field: the wanted column, or -1.
  private final int[] columns;

  private final Missing[] missing;

  /// What is stepped over puts nothing there.
  private final ValueSink nowhere = new SlotSink();

  /// A wanted column that records lack, and what stands for it.
  private record Missing(int column, AvroPart part, byte[] value) {}

  private RowPlan(RowBatch batch, AvroPart[] parts, int[] columns, Missing[] missing) {
    this.batch = batch;
    this.parts = parts;
    this.columns = columns;
    this.missing = missing;
  }

  /// What a plan does about columns that records lack.
  enum Lacking {
    /// They are NULL, if they can be.
    NULLS,
    /// That is an error.
    ERROR
  }

  /// A plan.
  ///
  /// @param written what records were written with
  /// @param declared what the table says their schema is; its defaults stand for what records lack
  /// @param source what has the records, for messages
  /// @throws UserException BAD_INPUT, which tells the difference, when records cannot be such rows
  static RowPlan of(
      Schema written, Optional<Schema> declared, RowBatch batch, Lacking lacking, String source) {
    List<Field> wanted = batch.fields();
    if (written.getType() != Schema.Type.RECORD) {
      throw new UserException(
          ErrorCode.BAD_INPUT,
          "rows must be records, and those of %s are %s"
              .formatted(source, AvroTypes.shown(written)));
    }
    int count = written.getFields().size();
    AvroPart[] parts = new AvroPart[count];
    int[] columns = new int[count];
    boolean[] found = new boolean[wanted.size()];
    for (int i = 0; i < count; i++) {
      Schema.Field field = written.getFields().get(i);
      int column = columnOf(field.name(), written, wanted);
      column = column >= 0 && found[column] ? -1 : column;
      columns[i] = column;
      if (column < 0) {
        parts[i] = (in, _) -> Skipping.skip(field.schema(), in);
      } else {
        found[column] = true;
        Field to = wanted.get(column);
        parts[i] =
            new Parts(to.name(), batch.faults())
                .of(field.schema(), to.type())
                .orElseThrow(() -> different(to, field.schema(), source));
      }
    }
    List<Missing> missing = new ArrayList<>();
    for (int c = 0; c < found.length; c++) {
      if (!found[c]) {
        missing.add(missing(c, wanted.get(c), written, declared, batch, lacking, source));
      }
    }
    return new RowPlan(batch, parts, columns, missing.toArray(Missing[]::new));
  }

  private static Missing missing(
      int column,
      Field field,
      Schema written,
      Optional<Schema> declared,
      RowBatch batch,
      Lacking lacking,
      String source) {
    Optional<Schema.Field> known =
        declared
            .filter(schema -> schema.getType() == Schema.Type.RECORD)
            .flatMap(schema ->
                schema.getFields().stream()
                    .filter(f -> f.name().equalsIgnoreCase(field.name()) && f.hasDefaultValue())
                    .findFirst());
    if (known.isPresent()) {
      AvroPart part =
          new Parts(field.name(), batch.faults())
              .of(known.get().schema(), field.type())
              .orElseThrow(() -> different(field, known.get().schema(), "'avro.schema'"));
      return new Missing(column, part, Schemas.defaultBytes(known.get()));
    }
    if (lacking == Lacking.NULLS && field.nullable()) {
      return new Missing(column, (_, out) -> out.putNull(), new byte[0]);
    }
    List<String> names = written.getFields().stream().map(Schema.Field::name).toList();
    throw new UserException(
            ErrorCode.BAD_INPUT, "%s has no field '%s'".formatted(source, field.name()))
        .hint(
            "it has: "
                + String.join(", ", names)
                + (field.nullable() ? "; to read NULL, set 'union-by-name' = 'true'" : ""));
  }

  private static UserException different(Field to, Schema from, String source) {
    return new UserException(
            ErrorCode.BAD_INPUT,
            "the column '%s' is %s, and in %s it is %s"
                .formatted(to.name(), to.type().sql(), source, AvroTypes.shown(from)))
        .hint("declare the column as what is there, and cast it in queries");
  }

  /// The wanted column that a field is: one of exactly its name, else of another letter case unless
  /// another field has that name.
  private static int columnOf(String name, Schema written, List<Field> wanted) {
    int column = find(name, wanted);
    boolean exact = column < 0 || wanted.get(column).name().equals(name);
    return exact || written.getField(wanted.get(column).name()) == null ? column : -1;
  }

  /// The field of that name: exactly, else with letter case ignored; -1 without one.
  static int find(String name, List<Field> fields) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(name)) {
        return i;
      }
    }
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }

  /// Reads the next record and keeps its row.
  ///
  /// @throws MalformedException when the bytes are no such record
  void readOne(AvroInput in) {
    read(in);
    batch.keep();
  }

  /// Writes the next record to the next row of the batch, which is not kept yet.
  ///
  /// @throws MalformedException when the bytes are no such record
  void read(AvroInput in) {
    for (int i = 0; i < parts.length; i++) {
      int column = columns[i];
      parts[i].read(in, column < 0 ? nowhere : batch.column(column));
    }
    for (Missing lack : missing) {
      AvroInput none = new AvroInput();
      none.reset(lack.value, 0, lack.value.length);
      lack.part.read(none, batch.column(lack.column));
    }
  }
}
