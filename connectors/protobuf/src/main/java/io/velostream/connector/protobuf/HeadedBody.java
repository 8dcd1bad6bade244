package io.velostream.connector.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import io.velostream.connector.formats.DecodeRequest;
import io.velostream.connector.formats.MessageReader;
import io.velostream.connector.formats.registry.RegisteredSchema;
import io.velostream.connector.formats.registry.RegistryPlans;
import io.velostream.connector.formats.registry.SchemaHead;
import io.velostream.connector.formats.rows.MalformedException;
import io.velostream.connector.formats.rows.MessageRows;
import io.velostream.connector.formats.rows.RowBatch;
import java.util.ArrayList;
import java.util.List;

/// Reads messages behind a head: the id of their schema, and the way to the message in that. The
/// way is how many steps, then which one at each; a single zero for the first message of all.
final class HeadedBody {
  private static final int MOST_STEPS = 64;

  private HeadedBody() {}

  static MessageReader reader(
      RowBatch batch, DecodeRequest request, RegistryPlans<MessagePlan> plans) {
    WireInput in = new WireInput();
    return new MessageRows(
        batch,
        request.badRows(),
        1,
        (data, from, to, where) -> {
          SchemaHead.require(data, from, to - 1); // the way has a byte at least
          in.reset(data, from + SchemaHead.BYTES, to);
          skipWay(in);
          plans.of(data, from, in.at(), where).readOne(in);
        });
  }

  private static void skipWay(WireInput in) {
    int steps = steps(in);
    for (int i = 0; i < steps; i++) {
      index(in);
    }
  }

  private static int steps(WireInput in) {
    int steps = index(in);
    if (steps > MOST_STEPS) {
      throw new MalformedException("the way to the message in its schema is too long");
    }
    return steps;
  }

  private static int index(WireInput in) {
    long value = in.varint();
    long index = value >>> 1;
    if ((value & 1) != 0 || index > Integer.MAX_VALUE) {
      throw new MalformedException("the way to the message in its schema makes no sense");
    }
    return (int) index;
  }

  private static List<Integer> way(byte[] head) {
    WireInput in = new WireInput();
    in.reset(head, SchemaHead.BYTES, head.length);
    int steps = steps(in);
    if (steps == 0) {
      return List.of(0);
    }
    List<Integer> way = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      way.add(index(in));
    }
    return way;
  }

  /// The message that a head leads to.
  ///
  /// @param source what has it, for errors
  /// @throws MalformedException when there is none
  static Descriptor message(RegisteredSchema schema, byte[] head, String source) {
    Descriptor message = ProtoSchemas.ofText(schema.text(), schema.references(), "", source);
    List<Descriptor> among = message.getFile().getMessageTypes();
    List<Integer> way = way(head);
    for (int index : way) {
      if (index >= among.size()) {
        throw new MalformedException(
            "the schema %d has no message at %s".formatted(schema.id(), way));
      }
      message = among.get(index);
      among = message.getNestedTypes();
    }
    return message;
  }
}
