package io.velostream.connector.formats.registry;

import io.velostream.connector.formats.rows.MalformedException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Finds out how a message is to be read by what it begins with ([SchemaHead], and what a format
/// adds to it). Each such head has a plan of its own, so that schemas may change from message to
/// message. Belongs to one thread.
///
/// @param <P> says how messages are to be read
public final class RegistryPlans<P> {
  /// Plans that are kept at most; then all are forgotten.
  private static final int MOST_KEPT = 1_000;

  private final SchemaRegistry registry;
  private final String kind;
  private final Maker<P> maker;
  private final Map<Head, P> plans = new HashMap<>();
  private byte[] lastHead = {};
  private @Nullable P last;

  /// Bytes that are equal when all of them are.
  private record Head(byte[] bytes) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Head head && Arrays.equals(bytes, head.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }

  /// Makes a plan.
  @FunctionalInterface
  public interface Maker<P> {
    /// @param head all of it
    /// @param source what has the messages, for errors
    /// @throws MalformedException when the head names nothing in the schema
    P make(RegisteredSchema schema, byte[] head, String source);
  }

  /// @param kind that schemas must be of
  public RegistryPlans(SchemaRegistry registry, String kind, Maker<P> maker) {
    this.registry = registry;
    this.kind = kind;
    this.maker = maker;
  }

  /// The plan of a message.
  ///
  /// @param data has the head from `from` up to `to`, checked by [SchemaHead#require]
  /// @param where the message, for errors
  /// @throws MalformedException when there is no such schema, or it is of another kind
  public P of(byte[] data, int from, int to, Supplier<String> where) {
    P known = last;
    if (known != null && Arrays.equals(lastHead, 0, lastHead.length, data, from, to)) {
      return known;
    }
    byte[] head = Arrays.copyOfRange(data, from, to);
    P plan = plans.get(new Head(head));
    if (plan == null) {
      plan = make(head, where.get());
      if (plans.size() >= MOST_KEPT) {
        plans.clear();
      }
      plans.put(new Head(head), plan);
    }
    lastHead = head;
    last = plan;
    return plan;
  }

  private P make(byte[] head, String where) {
    int id = SchemaHead.id(head);
    Optional<RegisteredSchema> found = registry.find(id);
    if (found.isEmpty()) {
      throw new MalformedException("the schema registry has no schema " + id);
    }
    if (!found.get().kind().equals(kind)) {
      throw new MalformedException("the schema %d is %s".formatted(id, found.get().kind()));
    }
    return maker.make(found.get(), head, "schema %d of %s".formatted(id, where));
  }
}
