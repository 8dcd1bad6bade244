package io.velostream.runtime.checkpoint;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class PaceTest {
  /// Until when a job rests that stood still for 10, was saved with so much CPU time, then stood
  /// still for 2.
  private static void assertRest(int pipelines, int cores, long cpu, long until) {
    // The monotonic clock may begin anywhere.
    for (long start : new long[] {-1_000_000, 0, Long.MAX_VALUE - 100}) {
      Pace pace = new Pace(19, pipelines, cores, start);
      assertFalse(pace.rests(start));
      pace.cut(start + 10, 10);
      assertTrue(pace.rests(start + 199));
      pace.ended(2, cpu);
      assertTrue(pace.rests(start + until - 1), "before the end of the rest");
      assertFalse(pace.rests(start + until), "after the rest");
    }
  }

  @Test
  void whatWritesOnACoreOfItsOwnTakesNothing() {
    assertRest(1, 2, 1_000, 10 + 19 * 12);
    assertRest(3, 4, 1_000, 10 + 19 * 12);
  }

  @Test
  void whatWritesOnBusyCoresTakesItsShare() {
    assertRest(1, 1, 30, 10 + 19 * (12 + 30));
    assertRest(2, 2, 30, 10 + 19 * (12 + 15));
    assertRest(6, 4, 40, 10 + 19 * (12 + 10));
  }

  @Test
  void thereNeedNotBeARest() {
    Pace pace = new Pace(0, 2, 2, 5);
    pace.cut(6, 1_000);
    pace.ended(1_000, 1_000);
    assertFalse(pace.rests(6));
  }
}
