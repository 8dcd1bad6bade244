package io.velostream.runtime.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.velostream.connector.spi.ReadPosition;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is noted of an epoch is what running it again is told.
final class EpochJournalTest {
  private static final int PART = 1 << 20;

  private final EpochJournal journal = new EpochJournal(2);

  private void stands(int[] open, boolean loading) {
    journal.stands(0, new EpochJournal.Standing(open, loading));
  }

  private static void assertStands(EpochJournal.Replay replay, int[] open, boolean loading) {
    EpochJournal.Standing standing = replay.standing(0);
    assertNotNull(standing);
    assertArrayEquals(open, standing.open());
    assertEquals(loading, standing.loading());
  }

  private static void assertRead(
      EpochJournal.Replay replay, int source, long rows, long bad, int part) {
    assertEquals(rows, replay.read(source));
    assertEquals(bad, replay.bad(source));
    assertEquals(part, replay.part(source));
  }

  @Test
  void partsThatOpenAndCloseAreToldWhereTheyDid() {
    int[] one = {0};
    int[] two = {0, PART};
    journal.loading(0, true);
    journal.starts(List.of(new ReadPosition(new byte[] {1}), ReadPosition.START));
    for (int epoch = 0; epoch < 2; epoch++) {
      journal.step();
      journal.read(0, 3, 0, 0);
      stands(one, true);
      journal.read(1, 7, 0, 0); // not in parts
      journal.read(0, 2, 1, 0);
      stands(one, true);
      journal.read(0, 1, 0, PART);
      stands(two, false);
      journal.read(0, EpochJournal.END, 0, PART);
      stands(new int[0], false);
      journal.time(5);
      EpochJournal.Replay replay = new EpochJournal.Replay(journal.take(), 2);
      assertEquals(epoch == 0 ? 2 : 0, replay.starts().size());
      assertEquals(1, replay.steps());
      assertEquals(Optional.of(epoch == 0), replay.loading(0));
      assertEquals(Optional.of(false), replay.loading(1));
      assertRead(replay, 0, 3, 0, 0);
      assertStands(replay, one, true);
      assertRead(replay, 1, 7, 0, 0);
      assertNull(replay.standing(1));
      assertRead(replay, 0, 2, 1, 0);
      assertNull(replay.standing(0));
      assertRead(replay, 0, 1, 0, PART);
      assertStands(replay, two, false);
      assertRead(replay, 0, EpochJournal.END, 0, PART);
      assertStands(replay, new int[0], false);
      assertEquals(5, replay.time());
    }
  }

  @Test
  void withoutPartsNothingIsNotedOfThem() {
    journal.read(0, 3, 0, 0);
    byte[] bytes = journal.take();
    assertEquals(1 + 1 + 3 + 1, bytes.length); // steps, no times, one reading, none of the other
    assertNull(new EpochJournal.Replay(bytes, 2).standing(0));
  }
}
