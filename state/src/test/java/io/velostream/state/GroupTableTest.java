package io.velostream.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.Dictionary;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.Lane;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Values;
import io.velostream.columnar.Vector;
import io.velostream.columnar.VectorBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupTableTest {
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void itGivesEachKeyOneSlotThroughAdditionsAndRemovals(boolean stringsOnly) {
    for (int round = 0; round < 300; round++) {
      long seed = 1_000_003 * Long.getLong("velostream.seeds", 1) + round;
      Random random = new Random(seed);
      int distinct = 1 + random.nextInt(400);
      List<Lane> lanes = List.of(Lane.BYTES, stringsOnly ? Lane.BYTES : Lane.LONG);
      KeyEncoder encoder = new KeyEncoder(lanes, true, false);
      GroupTable table = new GroupTable(encoder, new GroupTable.Scratch(encoder), 12);
      Dictionary[] dictionaries = {new Dictionary(), new Dictionary()};
      Map<List<@Nullable Object>, Integer> slots = new HashMap<>();
      for (int step = 0; step < 10; step++) {
        List<List<@Nullable Object>> keys = new ArrayList<>();
        int count = random.nextInt(1200);
        for (int i = 0; i < count; i++) {
          keys.add(key(random.nextInt(distinct), stringsOnly));
        }
        Vector[] columns = {
          column(keys, 0, Lane.BYTES, random.nextBoolean() ? dictionaries[0] : null),
          column(
              keys, 1, lanes.get(1), stringsOnly && random.nextInt(4) > 0 ? dictionaries[1] : null)
        };
        int[] found = new int[count];
        table.resolve(columns, null, count, null, found);
        for (int i = 0; i < count; i++) {
          Integer known = slots.putIfAbsent(keys.get(i), found[i]);
          assertThat(known == null || known == found[i]).as("seed %s", seed).isTrue();
        }
        assertThat(table.size()).as("seed %s", seed).isEqualTo(slots.size());
        assertThat(slots.values()).doesNotHaveDuplicates();
        assertKeysAreBack(table, slots, lanes);
        for (List<@Nullable Object> key : List.copyOf(slots.keySet())) {
          Integer slot = slots.get(key);
          if (slot != null && random.nextInt(3) == 0) {
            table.remove(slot);
            slots.remove(key);
          }
        }
        if (random.nextInt(8) == 0) {
          table.clear();
          slots.clear();
        }
      }
    }
  }

  private static void assertKeysAreBack(
      GroupTable table, Map<List<@Nullable Object>, Integer> slots, List<Lane> lanes) {
    int[] of = slots.values().stream().mapToInt(Integer::intValue).toArray();
    List<List<@Nullable Object>> keys = List.copyOf(slots.keySet());
    for (int c = 0; c < 2; c++) {
      ColumnBuffer out = ColumnBuffer.of(lanes.get(c), Math.max(1, of.length));
      table.write(c, of, 0, of.length, out, 0);
      for (int i = 0; i < of.length; i++) {
        assertThat(Values.get(out.vector(), i)).isEqualTo(keys.get(i).get(c));
      }
    }
    DirectIndex codes = table.codes();
    if (codes != null && of.length > 0) {
      int[] ids = new int[of.length];
      boolean[] nulls = new boolean[of.length];
      codes.writeIds(0, of, 0, of.length, ids, nulls, 0);
      for (int i = 0; i < of.length; i++) {
        Object value = nulls[i] ? null : codes.dictionary(0).slice(ids[i]);
        assertThat(value).isEqualTo(keys.get(i).get(0));
      }
    }
  }

  private static List<@Nullable Object> key(int i, boolean stringsOnly) {
    List<@Nullable Object> key = new ArrayList<>();
    key.add(i % 11 == 0 ? null : Slice.utf8("x".repeat(i % 23) + i % 50));
    key.add(i % 13 == 0 ? null : stringsOnly ? (Object) Slice.utf8("s" + i) : (Long) (long) i);
    return key;
  }

  private static Vector column(
      List<List<@Nullable Object>> keys, int column, Lane lane, @Nullable Dictionary dictionary) {
    if (dictionary != null) {
      int[] ids = new int[keys.size()];
      boolean[] nulls = new boolean[keys.size()];
      for (int i = 0; i < ids.length; i++) {
        nulls[i] = keys.get(i).get(column) == null;
        ids[i] =
            dictionary.idOf(keys.get(i).get(column) instanceof Slice slice ? slice : Slice.EMPTY);
      }
      return new DictionaryVector(ids, dictionary, nulls);
    }
    VectorBuilder builder = VectorBuilder.of(lane);
    keys.forEach(key -> Values.append(builder, key.get(column)));
    return builder.build();
  }
}
