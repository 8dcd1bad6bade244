package io.velostream.connector.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import io.velostream.connector.formats.registry.RegisteredSchema;
import io.velostream.connector.formats.registry.SchemaRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the plan of a message by what it begins with: a zero, four bytes of the id of its schema,
/// and the way to the message in that. Each has a plan of its own, so that schemas may change from
/// message to message.
final class RegistryPlans implements MessageRows.Plans {
  private static final int HEAD_BYTES = 5;

  /// Plans that are kept at most; then all are forgotten.
  private static final int MOST_KEPT = 1_000;

  private static final int MOST_STEPS = 64;

  private final SchemaRegistry registry;
  private final Maker maker;
  private final Map<Head, MessagePlan> plans = new HashMap<>();

  /// What a message begins with.
  private record Head(int id, List<Integer> path) {}

  /// Makes a plan.
  @FunctionalInterface
  interface Maker {
    /// @param source what has the messages, for errors
    MessagePlan make(Descriptor message, String source);
  }

  RegistryPlans(SchemaRegistry registry, Maker maker) {
    this.registry = registry;
    this.maker = maker;
  }

  @Override
  public MessagePlan of(WireInput in, String where) {
    Head head = head(in);
    MessagePlan plan = plans.get(head);
    if (plan == null) {
      plan = make(head, where);
      if (plans.size() >= MOST_KEPT) {
        plans.clear();
      }
      plans.put(head, plan);
    }
    return plan;
  }

  private static Head head(WireInput in) {
    if (in.end() - in.at() <= HEAD_BYTES) {
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
    int steps = index(in);
    if (steps == 0) {
      return new Head(id, List.of(0));
    }
    if (steps > MOST_STEPS) {
      throw new MalformedException("the way to the message in its schema is too long");
    }
    List<Integer> path = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      path.add(index(in));
    }
    return new Head(id, path);
  }

  private static int index(WireInput in) {
    long value = in.varint();
    long index = value >>> 1;
    if ((value & 1) != 0 || index > Integer.MAX_VALUE) {
      throw new MalformedException("the way to the message in its schema makes no sense");
    }
    return (int) index;
  }

  private MessagePlan make(Head head, String where) {
    Optional<RegisteredSchema> found = registry.find(head.id());
    if (found.isEmpty()) {
      throw new MalformedException("the schema registry has no schema " + head.id());
    }
    if (!found.get().kind().equals("PROTOBUF")) {
      throw new MalformedException("the schema %d is %s".formatted(head.id(), found.get().kind()));
    }
    String source = "schema %d of %s".formatted(head.id(), where);
    Descriptor first =
        ProtoSchemas.ofText(found.get().text(), found.get().references(), "", source);
    List<Descriptor> among = first.getFile().getMessageTypes();
    Descriptor message = first;
    for (int index : head.path()) {
      if (index >= among.size()) {
        throw new MalformedException(
            "the schema %d has no message at %s".formatted(head.id(), head.path()));
      }
      message = among.get(index);
      among = message.getNestedTypes();
    }
    return maker.make(message, source);
  }
}
