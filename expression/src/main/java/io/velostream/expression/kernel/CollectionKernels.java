package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import io.velostream.columnar.nested.SlotReader;
import io.velostream.columnar.nested.SlotWriter;
import io.velostream.columnar.nested.Tag;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Functions of whole ARRAYs and MAPs. Elements, keys and values are given and returned as slots.
public final class CollectionKernels {
  private static final Slice NULL = new Slice(new byte[] {Tag.NULL}, 0, 1);

  private CollectionKernels() {}

  /// Number of elements.
  @Total
  public static long count(Slice array) {
    return SlotReader.count(array.array(), array.offset());
  }

  /// Number of entries.
  @Total
  public static long countEntries(Slice map) {
    return SlotReader.count(map.array(), map.offset()) / 2;
  }

  /// Whether an element equals a slot.
  @Total
  public static long contains(Slice array, Slice element) {
    return position(array, element) > 0 ? 1 : 0;
  }

  /// The index, from 1, of the first element that equals a slot; 0 when there is none.
  @Total
  public static long position(Slice array, Slice element) {
    List<Slice> all = parts(array);
    return all.indexOf(element) + 1L;
  }

  /// Both arrays in one.
  @Total
  public static Slice concat(Slice a, Slice b) {
    byte[] both = new byte[a.length() + b.length() - 2];
    System.arraycopy(a.array(), a.offset(), both, 0, a.length() - 1);
    System.arraycopy(b.array(), b.offset() + 1, both, a.length() - 1, b.length() - 1);
    return new Slice(both, 0, both.length);
  }

  /// The elements of an ARRAY of texts with a delimiter between them; NULLs are left out.
  @Total
  public static Slice text(Slice array, Slice delimiter) {
    return text(array, delimiter, Slice.EMPTY, false);
  }

  /// The same with a text for NULLs.
  @Total
  public static Slice text(Slice array, Slice delimiter, Slice forNull) {
    return text(array, delimiter, forNull, true);
  }

  private static Slice text(Slice array, Slice delimiter, Slice forNull, boolean nulls) {
    BytesWriter out = new BytesWriter();
    byte[] d = array.array();
    boolean first = true;
    for (int p = array.offset() + 1; d[p] != Tag.END; p = SlotReader.end(d, p)) {
      boolean isNull = SlotReader.isNull(d, p);
      if (isNull && !nulls) {
        continue;
      }
      if (!first) {
        out.put(delimiter);
      }
      out.put(isNull ? forNull : SlotReader.bytesAt(d, p));
      first = false;
    }
    return out.slice();
  }

  /// Each element once, where it first is; NULL counts as an element.
  @Total
  public static Slice distinct(Slice array) {
    Set<Slice> seen = new HashSet<>();
    return array(parts(array).stream().filter(seen::add).toList());
  }

  /// The elements in order; NULL comes last.
  @Total
  public static Slice sort(Slice array) {
    return sort(array, 1, 0);
  }

  /// The elements, each behind a separator; NULLs are skipped.
  @Total
  public static Slice prefixed(Slice array, Slice separator) {
    StringBuilder text = new StringBuilder();
    for (Slice part : parts(array)) {
      if (!SlotReader.isNull(part.array(), part.offset())) {
        text.append(separator.toText());
        text.append(SlotReader.bytesAt(part.array(), part.offset()).toText());
      }
    }
    return Slice.utf8(text.toString());
  }

  /// The elements in ascending or descending order; NULL counts as the greatest.
  @Total
  public static Slice sort(Slice array, long ascending) {
    return sort(array, ascending, ascending == 0 ? 1 : 0);
  }

  /// The elements in ascending or descending order, and NULLs at one end.
  @Total
  public static Slice sort(Slice array, long ascending, long nullsFirst) {
    List<Slice> all = new ArrayList<>(parts(array));
    Comparator<Slice> order =
        ascending != 0 ? Comparator.naturalOrder() : Comparator.reverseOrder();
    all.sort(
        Comparator.<Slice, Boolean>comparing(s -> s.equals(NULL) == (nullsFirst == 0))
            .thenComparing(order));
    return array(all);
  }

  /// The index of the smallest element that is not NULL, 0 if there is none.
  @Total
  public static long indexOfMin(Slice array) {
    return extreme(array, Comparator.naturalOrder());
  }

  /// The index of the largest element that is not NULL, 0 if there is none.
  @Total
  public static long indexOfMax(Slice array) {
    return extreme(array, Comparator.reverseOrder());
  }

  private static long extreme(Slice array, Comparator<Slice> order) {
    List<Slice> all = parts(array);
    List<Slice> present = all.stream().filter(s -> !s.equals(NULL)).toList();
    return present.isEmpty() ? 0 : all.indexOf(Collections.min(present, order)) + 1L;
  }

  /// The elements from an index on; a negative one counts from the end.
  @Total
  public static Slice slice(Slice array, long from) {
    return slice(array, from, -1);
  }

  /// The elements from one index to another, both included; a negative one counts from the end.
  @Total
  public static Slice slice(Slice array, long from, long to) {
    List<Slice> all = parts(array);
    long start = Math.max(from < 0 ? all.size() + from : Math.max(from, 1) - 1, 0);
    long end = Math.min(to < 0 ? all.size() + to + 1 : to, all.size());
    return array(start >= end ? List.of() : all.subList((int) start, (int) end));
  }

  /// The keys of a MAP.
  @Total
  public static Slice keys(Slice map) {
    List<Slice> all = parts(map);
    List<Slice> keys = new ArrayList<>();
    for (int i = 0; i < all.size(); i += 2) {
      keys.add(all.get(i));
    }
    return array(keys);
  }

  /// The values of a MAP, in the order of their keys.
  @Total
  public static Slice values(Slice map) {
    List<Slice> all = parts(map);
    List<Slice> values = new ArrayList<>();
    for (int i = 1; i < all.size(); i += 2) {
      values.add(all.get(i));
    }
    return array(values);
  }

  /// The entries of a MAP as ROWs of key and value.
  @Total
  public static Slice entries(Slice map) {
    SlotWriter out = new SlotWriter();
    out.begin(Tag.ARRAY);
    List<Slice> all = parts(map);
    for (int i = 0; i < all.size(); i += 2) {
      out.begin(Tag.ROW);
      out.putSlot(all.get(i));
      out.putSlot(all.get(i + 1));
      out.end();
    }
    out.end();
    return out.slice();
  }

  /// Whether a MAP has a key, given as a slot.
  @Total
  public static long containsKey(Slice map, Slice key) {
    int to = key.offset() + key.length();
    return SlotReader.find(map.array(), map.offset(), key.array(), key.offset(), to) < 0 ? 0 : 1;
  }

  /// The slots of the elements of an ARRAY, or of the fields of a ROW.
  public static List<Slice> parts(Slice container) {
    List<Slice> parts = new ArrayList<>();
    byte[] d = container.array();
    for (int p = container.offset() + 1; d[p] != Tag.END; ) {
      int end = SlotReader.end(d, p);
      parts.add(new Slice(d, p, end - p));
      p = end;
    }
    return parts;
  }

  static Slice array(List<Slice> slots) {
    SlotWriter out = new SlotWriter();
    out.begin(Tag.ARRAY);
    slots.forEach(out::putSlot);
    out.end();
    return out.slice();
  }
}
