package io.velostream.connector.kafka;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Changes of rows with a key, of which the last state of each key is sent.
///
/// A row that replaces another comes as two changes, in any order and perhaps in different batches.
/// Whether a key is to be taken away is known from all its changes together.
final class KeyedMessages {
  private Map<Bytes, Net> byKey = new LinkedHashMap<>();

  /// Bytes that are equal when all of them are.
  private record Bytes(byte[] array) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Bytes bytes && Arrays.equals(array, bytes.array);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(array);
    }
  }

  /// What the changes of one key come to: messages with weights, none of them 0, oldest first.
  private static final class Net {
    private final List<OutgoingMessage> messages = new ArrayList<>(2);
    private final List<Long> weights = new ArrayList<>(2);

    void add(OutgoingMessage message, long weight) {
      long sum = weight;
      int known = messages.indexOf(message);
      if (known >= 0) {
        messages.remove(known);
        sum += weights.remove(known);
      }
      if (sum != 0) {
        messages.add(message);
        weights.add(sum);
      }
    }

    void send(RowMessages.Target target) {
      for (int i = messages.size() - 1; i >= 0; i--) {
        if (weights.get(i) > 0) {
          target.send(messages.get(i));
          return;
        }
      }
      if (!messages.isEmpty()) {
        target.send(messages.getFirst().tombstone());
      }
    }
  }

  /// @param key that of the message
  void add(byte[] key, OutgoingMessage message, long weight) {
    byKey.computeIfAbsent(new Bytes(key), _ -> new Net()).add(message, weight);
  }

  /// Sends the last state of each key, in the order in which keys came, and forgets all.
  void drain(RowMessages.Target target) {
    Map<Bytes, Net> all = byKey;
    byKey = new LinkedHashMap<>();
    all.values().forEach(net -> net.send(target));
  }

  void clear() {
    byKey = new LinkedHashMap<>();
  }
}
