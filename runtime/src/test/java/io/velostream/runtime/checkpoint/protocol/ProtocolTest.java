package io.velostream.runtime.checkpoint.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.velostream.connector.spi.SinkProgress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ProtocolTest {
  /// Two sinks, three generations that may all live at once, up to five epochs.
  @Test
  void nothingThatCanHappenLosesOrRepeatsInput() {
    Walk walk = new Walk(new ProtocolModel(ProtocolModel.Flaw.NONE, 3, 3, 5));
    walk.run();
    System.out.printf("protocol: %,d states%n", walk.states());
    assertTrue(walk.states() > 1_000_000, () -> "only " + walk.states() + " states");
  }

  @ParameterizedTest
  @EnumSource(value = ProtocolModel.Flaw.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void aBrokenProtocolIsNoticed(ProtocolModel.Flaw flaw) {
    Walk walk = new Walk(new ProtocolModel(flaw, 3, 2, 3));
    AssertionError error = assertThrows(AssertionError.class, walk::run);
    System.out.println(flaw + ": " + error.getMessage());
  }

  @Test
  void refusesWhereTheStateIsGoneAndTheOutputIsNot() {
    Recovery recovery = Protocol.recover(List.of(), List.of(new SinkProgress(1, 3, false)));
    assertEquals(
        "the output holds epoch 3 of this job, but there is no checkpoint",
        assertInstanceOf(Recovery.Refuse.class, recovery).reason());
  }

  @Test
  void refusesWhereTheOutputIsAhead() {
    Recovery recovery =
        Protocol.recover(
            List.of(new ManifestHead(1, 3, 1, false, List.of(true))),
            List.of(new SinkProgress(1, 4, false)));
    assertEquals(
        "the output holds epoch 4, but the latest checkpoint is that of epoch 3",
        assertInstanceOf(Recovery.Refuse.class, recovery).reason());
  }

  @Test
  void startsOverWhenTheOutputIsCompleteAndTheStateIsGone() {
    assertInstanceOf(
        Recovery.Start.class, Protocol.recover(List.of(), List.of(new SinkProgress(1, 3, true))));
  }

  @Test
  void anOldRunCountsForNothing() {
    assertInstanceOf(
        Recovery.Start.class,
        Protocol.recover(
            List.of(new ManifestHead(1, 3, 1, false, List.of(true))),
            List.of(new SinkProgress(2, 0, false))));
  }

  /// Breadth first, so that what leads to a violation is as short as can be.
  private static final class Walk {
    private final ProtocolModel model;
    private final Set<ProtocolModel.World> seen = new HashSet<>();
    private final List<Integer> before = new ArrayList<>();
    private final List<String> how = new ArrayList<>();

    Walk(ProtocolModel model) {
      this.model = model;
    }

    int states() {
      return seen.size();
    }

    void run() {
      Queue<ProtocolModel.World> next = new ArrayDeque<>();
      add(ProtocolModel.start(), -1, "", next);
      for (int number = 0; !next.isEmpty(); number++) {
        ProtocolModel.World world = next.remove();
        try {
          for (ProtocolModel.Event event : model.events(world)) {
            add(event.after(), number, event.what(), next);
          }
        } catch (ProtocolModel.Violation violation) {
          throw new AssertionError(violation.getMessage() + trace(number), violation);
        }
      }
    }

    private void add(
        ProtocolModel.World world, int from, String what, Queue<ProtocolModel.World> next) {
      if (seen.add(world)) {
        before.add(from);
        how.add(what.intern());
        next.add(world);
      }
    }

    private String trace(int number) {
      List<String> lines = new ArrayList<>();
      for (int at = number; at > 0; at = before.get(at)) {
        lines.add(how.get(at));
      }
      return "\n  " + String.join("\n  ", lines.reversed());
    }
  }
}
