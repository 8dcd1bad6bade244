package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import io.velostream.columnar.nested.SlotReader;
import io.velostream.columnar.nested.SlotWriter;
import io.velostream.columnar.nested.Tag;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Headers of messages: MAPs of names and bytes, which are mostly text.
public final class HeaderKernels {
  private HeaderKernels() {}

  /// Bytes as text; what is no UTF-8 becomes replacement characters, since a header is nobody's
  /// reason to lose a message.
  @Total
  public static Slice text(Slice bytes) {
    for (int i = bytes.offset(); i < bytes.offset() + bytes.length(); i++) {
      if (bytes.array()[i] < 0) {
        return Slice.utf8(
            new String(bytes.array(), bytes.offset(), bytes.length(), StandardCharsets.UTF_8));
      }
    }
    return bytes;
  }

  /// The map without the entry of a key, given as a slot.
  @Total
  public static Slice without(Slice map, Slice key) {
    byte[] d = map.array();
    int keyTo = key.offset() + key.length();
    SlotWriter out = new SlotWriter();
    out.begin(Tag.MAP);
    for (int p = map.offset() + 1; d[p] != Tag.END; ) {
      int keyEnd = SlotReader.end(d, p);
      int end = SlotReader.end(d, keyEnd);
      if (!Arrays.equals(d, p, keyEnd, key.array(), key.offset(), keyTo)) {
        out.putSlots(d, p, end);
      }
      p = end;
    }
    out.end();
    return out.slice();
  }
}
