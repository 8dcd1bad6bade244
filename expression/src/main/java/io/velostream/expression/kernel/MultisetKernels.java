package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import io.velostream.columnar.nested.SlotReader;
import io.velostream.columnar.nested.SlotWriter;
import io.velostream.columnar.nested.Tag;
import io.velostream.expression.EvaluationContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Functions of MULTISETs, whose elements, given and returned as slots, are in order. Elements are
/// compared as GROUP BY compares them, NULL with NULL, except where a method says otherwise.
public final class MultisetKernels {
  private MultisetKernels() {}

  /// The elements of an ARRAY that are not NULL.
  @Total
  public static Slice collected(Slice array) {
    return multiset(CollectionKernels.parts(array).stream().filter(part -> !isNull(part)).toList());
  }

  /// Each element as often as it is in both together.
  @Total
  public static Slice unionAll(Slice a, Slice b) {
    List<Slice> all = new ArrayList<>(CollectionKernels.parts(a));
    all.addAll(CollectionKernels.parts(b));
    return multiset(all);
  }

  /// Each element of either once.
  @Total
  public static Slice unionDistinct(Slice a, Slice b) {
    return distinct(unionAll(a, b));
  }

  /// Each element as often as it is more often in the first than in the second.
  @Total
  public static Slice exceptAll(Slice a, Slice b) {
    List<Slice> rest = new ArrayList<>();
    divide(a, b, rest, new ArrayList<>());
    return multiset(rest);
  }

  /// Each element of the first that is not in the second, once.
  @Total
  public static Slice exceptDistinct(Slice a, Slice b) {
    return exceptAll(distinct(a), b);
  }

  /// Each element as often as it is in both.
  @Total
  public static Slice intersectAll(Slice a, Slice b) {
    List<Slice> both = new ArrayList<>();
    divide(a, b, new ArrayList<>(), both);
    return multiset(both);
  }

  /// Each element that is in both, once.
  @Total
  public static Slice intersectDistinct(Slice a, Slice b) {
    return distinct(intersectAll(a, b));
  }

  /// All elements of an ARRAY of MULTISETs; NULL when all of these are NULL.
  @ReturnsNull
  public static Slice fused(Slice array, EvaluationContext context) {
    List<Slice> all = new ArrayList<>();
    boolean found = false;
    for (Slice set : CollectionKernels.parts(array)) {
      if (!isNull(set)) {
        found = true;
        all.addAll(CollectionKernels.parts(set));
      }
    }
    context.resultIsNull |= !found;
    return multiset(all);
  }

  /// The elements that each MULTISET of an ARRAY has; NULL when all of these are NULL.
  @ReturnsNull
  public static Slice intersected(Slice array, EvaluationContext context) {
    Slice common = Slice.EMPTY;
    boolean found = false;
    for (Slice set : CollectionKernels.parts(array)) {
      if (!isNull(set)) {
        common = found ? intersectAll(common, set) : set;
        found = true;
      }
    }
    context.resultIsNull |= !found;
    return common;
  }

  /// Whether each element is there once.
  @Total
  public static long isSet(Slice multiset) {
    List<Slice> all = CollectionKernels.parts(multiset);
    return new HashSet<>(all).size() == all.size() ? 1 : 0;
  }

  /// Whether there are no elements; also of an ARRAY or a MAP.
  @Total
  public static long isEmpty(Slice collection) {
    return collection.array()[collection.offset() + 1] == Tag.END ? 1 : 0;
  }

  /// Whether an element, which is not NULL, is there; NULL when only a NULL in its place can be.
  @ReturnsNull
  public static long isMember(Slice element, Slice multiset, EvaluationContext context) {
    List<Slice> all = CollectionKernels.parts(multiset);
    boolean found = all.contains(element);
    // NULLs come last.
    context.resultIsNull |= !found && !all.isEmpty() && isNull(all.getLast());
    return found ? 1 : 0;
  }

  /// Whether the second has each element at least as often as the first; NULL when that depends on
  /// what the NULLs in them stand for.
  @ReturnsNull
  public static long isSubmultiset(Slice a, Slice b, EvaluationContext context) {
    List<Slice> missing = new ArrayList<>();
    List<Slice> both = new ArrayList<>();
    divide(a, b, missing, both);
    long sharedNulls = nulls(both);
    long unknown = nulls(missing) + sharedNulls;
    long lacking = missing.size() - nulls(missing);
    if (lacking == 0 && unknown == 0) {
      return 1;
    }
    List<Slice> offered = CollectionKernels.parts(b);
    long wild = nulls(offered);
    long left = offered.size() - (both.size() - sharedNulls);
    // A value can be one of the NULLs of the second, and a NULL of the first anything that is left.
    context.resultIsNull |= lacking <= wild && lacking + unknown <= left;
    return 0;
  }

  private static long nulls(List<Slice> slots) {
    return slots.stream().filter(MultisetKernels::isNull).count();
  }

  private static boolean isNull(Slice slot) {
    return SlotReader.isNull(slot.array(), slot.offset());
  }

  /// Goes through the elements of both side by side.
  ///
  /// @param rest gets those of the first for which the second has none
  /// @param both gets those for which it has one
  private static void divide(Slice a, Slice b, List<Slice> rest, List<Slice> both) {
    List<Slice> others = CollectionKernels.parts(b);
    int next = 0;
    for (Slice element : CollectionKernels.parts(a)) {
      while (next < others.size() && others.get(next).compareTo(element) < 0) {
        next++;
      }
      boolean paired = next < others.size() && others.get(next).equals(element);
      (paired ? both : rest).add(element);
      next += paired ? 1 : 0;
    }
  }

  private static Slice distinct(Slice multiset) {
    return CollectionKernels.distinct(multiset);
  }

  private static Slice multiset(List<Slice> elements) {
    SlotWriter out = new SlotWriter();
    out.begin(Tag.ARRAY);
    int from = out.length();
    elements.forEach(out::putSlot);
    out.endMultiset(from);
    return out.slice();
  }
}
