package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import io.velostream.columnar.nested.SlotReader;
import io.velostream.columnar.nested.SlotWriter;
import io.velostream.columnar.nested.Tag;
import java.util.List;

/// MAPs made from ARRAYs, texts and other MAPs.
public final class MapEditKernels {
  private MapEditKernels() {}

  /// The map of keys and their values.
  public static Slice fromArrays(Slice keys, Slice values) {
    List<Slice> all = CollectionKernels.parts(keys);
    List<Slice> given = CollectionKernels.parts(values);
    if (all.size() != given.size()) {
      throw Failures.invalidArgument(
          "a MAP of %d keys and %d values".formatted(all.size(), given.size()));
    }
    SlotWriter slots = new SlotWriter();
    for (int i = 0; i < all.size(); i++) {
      slots.putSlot(all.get(i));
      slots.putSlot(given.get(i));
    }
    return SlotKernels.map(slots.slice());
  }

  /// The map of entries: ROWs of key and value.
  public static Slice fromEntries(Slice entries) {
    SlotWriter slots = new SlotWriter();
    for (Slice entry : CollectionKernels.parts(entries)) {
      if (SlotReader.isNull(entry.array(), entry.offset())) {
        throw Failures.invalidArgument("an entry of a MAP cannot be NULL");
      }
      slots.putSlots(entry.array(), entry.offset() + 1, entry.offset() + entry.length() - 1);
    }
    return SlotKernels.map(slots.slice());
  }

  /// The entries of both; of a key in both that of the second.
  @Total
  public static Slice concat(Slice a, Slice b) {
    SlotWriter out = new SlotWriter();
    out.begin(Tag.MAP);
    int from = out.length();
    out.putSlots(a.array(), a.offset() + 1, a.offset() + a.length() - 1);
    out.putSlots(b.array(), b.offset() + 1, b.offset() + b.length() - 1);
    out.endMap(from);
    return out.slice();
  }

  /// The map of a text such as `a=1,b=2`.
  public static Slice fromText(Slice text) {
    return fromText(text, Slice.utf8(","), Slice.utf8("="));
  }

  /// The map of a text with a separator of its own between pairs.
  public static Slice fromText(Slice text, Slice separator) {
    return fromText(text, separator, Slice.utf8("="));
  }

  /// The map of a text with separators of its own between pairs, and between key and value. A pair
  /// without a value has NULL; of one key the last value stays.
  public static Slice fromText(Slice text, Slice separator, Slice sign) {
    SlotWriter out = new SlotWriter();
    out.begin(Tag.MAP);
    int from = out.length();
    for (Slice slot :
        text.length() == 0
            ? List.<Slice>of()
            : CollectionKernels.parts(SplitKernels.split(text, separator))) {
      Slice pair = SlotReader.bytesAt(slot.array(), slot.offset());
      int at = sign.length() == 0 ? -1 : Search.indexOf(pair, sign, pair.offset());
      int end = pair.offset() + pair.length();
      out.putBytes(pair.array(), pair.offset(), (at < 0 ? end : at) - pair.offset());
      if (at < 0) {
        out.putNull();
      } else {
        out.putBytes(pair.array(), at + sign.length(), end - at - sign.length());
      }
    }
    out.endMap(from);
    return out.slice();
  }
}
