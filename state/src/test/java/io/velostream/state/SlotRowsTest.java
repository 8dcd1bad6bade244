package io.velostream.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SlotRowsTest {
  private static final int MANY = 3 * SlotRows.FEW_SLOTS;

  @Test
  void fieldsKeepTheirWordsWhenTheyComeTogether() {
    SlotRows rows = new SlotRows();
    List<Integer> fields = List.of(rows.claim(1), rows.claim(3), rows.claim(0), rows.claim(1));
    List<Integer> widths = List.of(1, 3, 0, 1);
    for (int slot = 0; slot < MANY; slot++) {
      rows.reserve(slot + 1);
      for (int f = 0; f < fields.size(); f++) {
        SlotField field = rows.field(fields.get(f));
        for (int w = 0; w < widths.get(f); w++) {
          assertThat(field.words()[field.place(slot) + w]).isZero();
          field.words()[field.place(slot) + w] = word(slot, f, w);
        }
      }
    }
    assertThat(rows.capacity()).isGreaterThanOrEqualTo(MANY);
    assertThat(rows.field(fields.getFirst()).words())
        .isSameAs(rows.field(fields.getLast()).words());
    for (int slot = 0; slot < MANY; slot++) {
      for (int f = 0; f < fields.size(); f++) {
        SlotField field = rows.field(fields.get(f));
        for (int w = 0; w < widths.get(f); w++) {
          assertThat(field.words()[field.place(slot) + w]).isEqualTo(word(slot, f, w));
        }
      }
    }
  }

  private static long word(int slot, int field, int word) {
    return slot * 100L + field * 10L + word + 1;
  }

  @Test
  void clearedSlotsAreAsNew() {
    for (int slots : new int[] {10, MANY}) {
      SlotRows rows = new SlotRows();
      int first = rows.claim(2);
      int second = rows.claim(1);
      rows.reserve(slots);
      for (int slot = 0; slot < slots; slot++) {
        rows.field(first).set(slot, 1);
        rows.field(second).set(slot, 2);
      }
      rows.clear(slots - 1);
      for (int slot = 0; slot < slots - 1; slot++) {
        assertThat(rows.field(first).get(slot)).isZero();
        assertThat(rows.field(second).get(slot)).isZero();
      }
      assertThat(rows.field(first).get(slots - 1)).isEqualTo(1);
      assertThat(rows.field(second).get(slots - 1)).isEqualTo(2);
    }
  }

  @Test
  void rowsWithSlotsTakeNoMoreFields() {
    SlotRows rows = new SlotRows();
    rows.claim(1);
    rows.reserve(1);
    assertThatThrownBy(() -> rows.claim(1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void memoryIsThatOfAllWords() {
    SlotRows rows = new SlotRows();
    int field = rows.claim(3);
    rows.claim(1);
    rows.reserve(MANY);
    assertThat(rows.memoryBytes()).isEqualTo(8L * rows.field(field).words().length);
  }
}
