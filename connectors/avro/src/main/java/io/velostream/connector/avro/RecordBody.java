package io.velostream.connector.avro;

import io.velostream.connector.formats.DecodeRequest;
import io.velostream.connector.formats.MessageReader;
import io.velostream.connector.formats.registry.RegistryPlans;
import io.velostream.connector.formats.registry.SchemaHead;
import io.velostream.connector.formats.rows.MalformedException;
import io.velostream.connector.formats.rows.MessageRows;
import io.velostream.connector.formats.rows.RowBatch;

/// Reads messages of one record each.
final class RecordBody {
  private RecordBody() {}

  /// A reader of messages that are records and nothing else.
  ///
  /// @param atOnce how many rows a message can be at most
  static MessageReader reader(RowBatch batch, DecodeRequest request, int atOnce, MessagePlan plan) {
    AvroInput in = new AvroInput();
    return new MessageRows(
        batch,
        request.badRows(),
        atOnce,
        (data, from, to, _) -> {
          in.reset(data, from, to);
          read(in, plan, batch);
        });
  }

  /// A reader of messages behind the id of their schema.
  ///
  /// @param atOnce how many rows a message can be at most
  static MessageReader reader(
      RowBatch batch, DecodeRequest request, int atOnce, RegistryPlans<MessagePlan> plans) {
    AvroInput in = new AvroInput();
    return new MessageRows(
        batch,
        request.badRows(),
        atOnce,
        (data, from, to, where) -> {
          SchemaHead.require(data, from, to);
          int body = from + SchemaHead.BYTES;
          MessagePlan plan = plans.of(data, from, body, where);
          in.reset(data, body, to);
          read(in, plan, batch);
        });
  }

  private static void read(AvroInput in, MessagePlan plan, RowBatch batch) {
    plan.read(in);
    if (in.remaining() > 0 && !batch.faults().any()) {
      throw new MalformedException(in.remaining() + " bytes are left behind the record");
    }
  }
}
