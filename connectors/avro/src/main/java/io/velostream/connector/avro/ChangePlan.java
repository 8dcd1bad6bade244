package io.velostream.connector.avro;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.formats.rows.MalformedException;
import io.velostream.connector.formats.rows.RowBatch;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.avro.Schema;

/// How changes of Debezium, which are records with `before`, `after` and `op`, become rows that
/// come and go.
final class ChangePlan implements MessagePlan {
  private static final String BEFORE = "before";
  private static final String AFTER = "after";
  private static final String OP = "op";

  private final Schema envelope;
  private final RowBatch batch;
  private final Row before;
  private final Row after;

  /// Where one of the two rows is, and how it is read.
  ///
  /// @param branch the branch of the union that is the row, or -1 where there is no union
  private record Row(int field, Schema schema, int branch, RowPlan plan) {
    static Row of(Schema envelope, String name, RowBatch batch, String source) {
      Schema.Field field = required(envelope, name, source);
      Schema schema = field.schema();
      int branch = -1;
      Schema row = schema;
      if (schema.getType() == Schema.Type.UNION) {
        for (int i = 0; i < schema.getTypes().size(); i++) {
          if (schema.getTypes().get(i).getType() == Schema.Type.RECORD) {
            branch = i;
            row = schema.getTypes().get(i);
          }
        }
      }
      RowPlan plan =
          RowPlan.of(row, Optional.empty(), batch, RowPlan.Lacking.NULLS, name + " of " + source);
      return new Row(field.pos(), schema, branch, plan);
    }

    /// Writes the row at a place to the batch; false when there is none.
    boolean read(AvroInput in, int place) {
      in.back(place);
      if (branch >= 0 && in.readIndex(schema.getTypes().size()) != branch) {
        return false;
      }
      plan.read(in);
      return true;
    }
  }

  private ChangePlan(Schema envelope, RowBatch batch, Row before, Row after) {
    this.envelope = envelope;
    this.batch = batch;
    this.before = before;
    this.after = after;
  }

  /// A plan.
  ///
  /// @throws UserException BAD_INPUT when messages are no changes of such rows
  static ChangePlan of(Schema envelope, RowBatch batch, String source) {
    if (envelope.getType() != Schema.Type.RECORD) {
      throw noChange(source, "it is " + AvroTypes.shown(envelope));
    }
    required(envelope, OP, source);
    return new ChangePlan(
        envelope,
        batch,
        Row.of(envelope, BEFORE, batch, source),
        Row.of(envelope, AFTER, batch, source));
  }

  private static Schema.Field required(Schema envelope, String name, String source) {
    Schema.Field field = envelope.getField(name);
    if (field == null) {
      throw noChange(source, "it has no '" + name + "'");
    }
    return field;
  }

  private static UserException noChange(String source, String why) {
    return new UserException(
            ErrorCode.BAD_INPUT, "%s is not that of changes: %s".formatted(source, why))
        .hint("for records that are rows, use the format 'avro-confluent'");
  }

  @Override
  public void read(AvroInput in) {
    int[] places = new int[envelope.getFields().size()];
    int op = envelope.getField(OP).pos();
    String what = "";
    for (int i = 0; i < places.length; i++) {
      places[i] = in.at();
      Schema schema = envelope.getFields().get(i).schema();
      if (i == op && schema.getType() == Schema.Type.STRING) {
        int length = in.readLength();
        what = new String(in.data(), in.skip(length), length, StandardCharsets.UTF_8);
      } else {
        Skipping.skip(schema, in);
      }
    }
    int end = in.at();
    switch (what) {
      case "c", "r" -> come(in, places, what);
      case "u" -> {
        go(in, places, what);
        come(in, places, what);
      }
      case "d" -> go(in, places, what);
      default ->
          throw new MalformedException("the change '" + what + "' is not one of rows: c, r, u, d");
    }
    in.back(end);
  }

  private void come(AvroInput in, int[] places, String what) {
    if (!after.read(in, places[after.field])) {
      throw new MalformedException("the change '" + what + "' has no 'after'");
    }
    batch.keep();
  }

  private void go(AvroInput in, int[] places, String what) {
    if (!before.read(in, places[before.field])) {
      throw new MalformedException(
          "the change '"
              + what
              + "' has no 'before': the database must tell it (PostgreSQL: REPLICA IDENTITY FULL)");
    }
    batch.keepRetraction();
  }
}
