package io.velostream.connector.formats;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Finds the parts of a change that Debezium has written as JSON: `before`, `after` and `op`, bare
/// or as the `payload` beside a `schema`. Belongs to one thread.
final class DebeziumEnvelope {
  /// Whether a change lies beside its schema.
  enum Schemas {
    /// As the change itself tells.
    AUTO,
    YES,
    NO
  }

  /// The members that matter; their order is that of the arrays below.
  private static final byte[][] NAMES = {
    bytes("before"), bytes("after"), bytes("op"), bytes("payload")
  };

  static final int BEFORE = 0;
  static final int AFTER = 1;
  private static final int OP = 2;
  private static final int PAYLOAD = 3;

  private final Schemas schemas;
  private final long[] stack = new long[(JsonText.MAX_DEPTH + 63) / 64];

  /// Where the value of a member begins, -1 without the member, and ends.
  private final int[] starts = new int[NAMES.length];

  private final int[] ends = new int[NAMES.length];

  DebeziumEnvelope(Schemas schemas) {
    this.schemas = schemas;
  }

  private static byte[] bytes(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }

  /// Looks at the object in `[from, to)`.
  ///
  /// @param to where the line's newline is
  /// @return what is wrong with it, or `null`
  @Nullable String read(byte[] d, int from, int to) {
    String wrong = members(d, JsonText.space(d, from), to);
    if (wrong != null) {
      return wrong;
    }
    boolean wrapped = starts[PAYLOAD] >= 0 && (schemas == Schemas.YES || starts[OP] < 0);
    if (schemas == Schemas.YES && !wrapped) {
      return "is a change without 'payload', and 'debezium-json.schema-include' says that it has"
          + " one";
    }
    if (schemas == Schemas.NO && wrapped) {
      return "is a change beside its schema, and 'debezium-json.schema-include' says that it is"
          + " bare";
    }
    if (!wrapped || isNull(d, PAYLOAD)) {
      return null;
    }
    int payload = starts[PAYLOAD];
    return members(d, payload, JsonText.space(d, ends[PAYLOAD]));
  }

  /// @param to where nothing but the end follows the object
  private @Nullable String members(byte[] d, int from, int to) {
    Arrays.fill(starts, -1);
    if (d[from] != '{') {
      return "is not a JSON object";
    }
    int end = JsonText.value(d, from, stack);
    if (end == JsonText.BAD || JsonText.space(d, end) != to) {
      return end == JsonText.BAD ? "malformed JSON" : "malformed JSON: text after the object";
    }
    int p = JsonText.space(d, from + 1);
    while (d[p] != '}') {
      int close = JsonText.stringEnd(d, p + 1);
      int value = JsonText.space(d, JsonText.space(d, close + 1) + 1);
      int behind = JsonText.value(d, value, stack);
      for (int i = 0; i < NAMES.length; i++) {
        if (Arrays.equals(NAMES[i], 0, NAMES[i].length, d, p + 1, close)) {
          starts[i] = value;
          ends[i] = behind;
        }
      }
      p = JsonText.space(d, behind);
      p = d[p] == ',' ? JsonText.space(d, p + 1) : p;
    }
    return null;
  }

  /// Whether there is no change in it: what a compacted topic keeps of a row that is gone.
  boolean isTombstone(byte[] d) {
    return starts[PAYLOAD] >= 0 && isNull(d, PAYLOAD);
  }

  /// The letter of what has happened, or 0 when nothing tells.
  char op(byte[] d) {
    int from = starts[OP];
    return from >= 0 && ends[OP] == from + 3 && d[from] == '"' ? (char) d[from + 1] : 0;
  }

  /// Whether a row is there.
  boolean has(byte[] d, int member) {
    return starts[member] >= 0 && !isNull(d, member);
  }

  private boolean isNull(byte[] d, int member) {
    return d[starts[member]] == 'n';
  }

  /// Where a row begins that is there.
  int start(int member) {
    return starts[member];
  }

  /// Where what follows the row begins.
  int end(byte[] d, int member) {
    return JsonText.space(d, ends[member]);
  }
}
