package io.velostream.connector.avro;

import io.velostream.connector.formats.registry.RegisteredSchema;
import io.velostream.connector.formats.registry.SchemaRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/// Finds the plan of a message by the id that it begins with: a zero byte and four of the id. Each
/// schema has a plan of its own, so that schemas may change from message to message.
final class RegistryPlans implements RecordReader.Plans {
  private static final int HEAD_BYTES = 5;

  /// Plans that are kept at most; then all are forgotten.
  private static final int MOST_KEPT = 1_000;

  private final SchemaRegistry registry;
  private final Maker maker;
  private final Map<Integer, MessagePlan> plans = new HashMap<>();
  private int lastId;
  private MessagePlan last = _ -> {};

  /// Makes a plan.
  @FunctionalInterface
  interface Maker {
    /// @param source what has the messages, for errors
    MessagePlan make(Schema written, String source);
  }

  RegistryPlans(SchemaRegistry registry, Maker maker) {
    this.registry = registry;
    this.maker = maker;
  }

  @Override
  public MessagePlan of(AvroInput in, String where) {
    if (in.remaining() < HEAD_BYTES) {
      throw new MalformedException("too short to name a schema of a registry");
    }
    int from = in.skip(HEAD_BYTES);
    byte[] d = in.data();
    if (d[from] != 0) {
      throw new MalformedException("does not begin with a zero and the id of a schema");
    }
    int id =
        (d[from + 1] & 0xFF) << 24
            | (d[from + 2] & 0xFF) << 16
            | (d[from + 3] & 0xFF) << 8
            | d[from + 4] & 0xFF;
    if (id != lastId || plans.isEmpty()) {
      MessagePlan plan = plans.get(id);
      if (plan == null) {
        plan = make(id, where);
        if (plans.size() >= MOST_KEPT) {
          plans.clear();
        }
        plans.put(id, plan);
      }
      lastId = id;
      last = plan;
    }
    return last;
  }

  private MessagePlan make(int id, String where) {
    Optional<RegisteredSchema> found = registry.find(id);
    if (found.isEmpty()) {
      throw new MalformedException("the schema registry has no schema " + id);
    }
    if (!found.get().kind().equals("AVRO")) {
      throw new MalformedException("the schema %d is %s".formatted(id, found.get().kind()));
    }
    String source = "schema %d of %s".formatted(id, where);
    return maker.make(Schemas.parse(found.get().text(), found.get().references(), source), source);
  }
}
