package io.velostream.connector.protobuf;

import com.google.protobuf.Descriptors.FieldDescriptor;
import io.velostream.connector.formats.rows.MalformedException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where the fields of a message are: they come in any order, and those without a value do not come
/// at all. Belongs to one thread, and to one message at a time.
final class FieldScan {
  /// Numbers below this are looked up in an array.
  private static final int FEW = 1_024;

  /// By number of the field, its index plus one.
  private final int[] near;

  private final Map<Integer, Integer> far = new HashMap<>();
  private final Wanted[] wanted;
  private final int[] counts;
  private final int[] firsts;
  private final int[] lasts;

  /// Where the message ends.
  private int to;

  /// A field that is looked for.
  ///
  /// @param number 0 for none
  /// @param form the form of the wire in which its values come
  /// @param packs whether several may come as one value of the form for bytes
  record Wanted(int number, int form, boolean packs) {
    static final Wanted NONE = new Wanted(0, 0, false);

    static Wanted of(FieldDescriptor field) {
      int form = field.getLiteType().getWireType();
      return new Wanted(field.getNumber(), form, field.isRepeated() && form != WireInput.BYTES);
    }

    boolean takes(int given) {
      return given == form || (packs && given == WireInput.BYTES);
    }
  }

  FieldScan(List<Wanted> fields) {
    wanted = fields.toArray(Wanted[]::new);
    near = new int[Math.min(FEW, 1 + fields.stream().mapToInt(Wanted::number).max().orElse(0))];
    for (int i = 0; i < wanted.length; i++) {
      int number = wanted[i].number();
      if (number >= FEW) {
        far.put(number, i);
      } else if (number > 0) {
        near[number] = i + 1;
      }
    }
    counts = new int[wanted.length];
    firsts = new int[wanted.length];
    lasts = new int[wanted.length];
  }

  /// Goes through a message up to the end of the input.
  ///
  /// @throws MalformedException when it is none
  void run(WireInput in) {
    to = in.end();
    Arrays.fill(counts, 0);
    while (in.hasMore()) {
      int start = in.at();
      long tag = in.varint();
      int index = index(tag);
      if (index >= 0) {
        firsts[index] = counts[index] == 0 ? start : firsts[index];
        lasts[index] = start;
        counts[index]++;
      }
      in.skipValue(tag);
    }
  }

  /// Which field a tag is of, -1 for none that is wanted in that form.
  private int index(long tag) {
    long number = tag >>> 3;
    if (number == 0 || number > Integer.MAX_VALUE >>> 2) {
      throw new MalformedException("there is no field " + number);
    }
    int index;
    if (number < near.length) {
      index = near[(int) number] - 1;
    } else {
      Integer known = far.isEmpty() ? null : far.get((int) number);
      index = known == null ? -1 : known;
    }
    return index >= 0 && wanted[index].takes((int) (tag & 7)) ? index : -1;
  }

  /// How often a field came.
  int count(int index) {
    return counts[index];
  }

  /// Goes behind the tag of the last value of a field.
  void toLast(WireInput in, int index) {
    in.window(lasts[index], to);
    in.varint();
  }

  /// Goes through all values of a field.
  void each(WireInput in, int index, Visitor visitor) {
    if (counts[index] == 0) {
      return;
    }
    int left = counts[index];
    in.window(firsts[index], to);
    while (left > 0) {
      long tag = in.varint();
      if (index(tag) == index) {
        left--;
        boolean packed = (tag & 7) == WireInput.BYTES && wanted[index].packs();
        int end = packed ? in.length() + in.at() : to;
        in.window(in.at(), end);
        if (!packed) {
          visitor.visit(in);
        }
        while (packed && in.hasMore()) {
          visitor.visit(in);
        }
        in.window(in.at(), to);
      } else {
        in.skipValue(tag);
      }
    }
  }

  /// Sees a value.
  @FunctionalInterface
  interface Visitor {
    /// @param in at the value, which is to be stepped over
    void visit(WireInput in);
  }

  /// Has the input end where the message does.
  void leave(WireInput in) {
    in.window(to, to);
  }
}
