package io.velostream.connector.formats.registry;

import io.velostream.connector.formats.TextBuffer;
import io.velostream.connector.formats.rows.MalformedException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// What a message begins with whose schema is in a registry: a zero, and four bytes of the id.
public final class SchemaHead {
  /// How long that is.
  public static final int BYTES = 5;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private SchemaHead() {}

  /// Checks that bytes begin so.
  ///
  /// @throws MalformedException when they do not
  public static void require(byte[] data, int from, int to) {
    if (to - from < BYTES) {
      throw new MalformedException("too short to name a schema of a registry");
    }
    if (data[from] != 0) {
      throw new MalformedException("does not begin with a zero and the id of a schema");
    }
  }

  /// The id in bytes that were checked.
  static int id(byte[] data) {
    return (int) INTS.get(data, 1);
  }

  /// Begins a message.
  public static void put(int id, TextBuffer out) {
    out.append(0);
    for (int shift = 24; shift >= 0; shift -= 8) {
      out.append((byte) (id >>> shift));
    }
  }
}
