package io.velostream.operators.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.DataType;
import io.velostream.operators.Operator;
import io.velostream.operators.aggregate.AggregateFunction;
import io.velostream.operators.aggregate.AggregateSpec;
import io.velostream.operators.aggregate.Aggregation;
import io.velostream.operators.aggregate.Collected;
import io.velostream.operators.aggregate.Emission;
import io.velostream.operators.aggregate.Event;
import io.velostream.operators.aggregate.RandomInput;
import io.velostream.operators.aggregate.ReferenceAggregate;
import io.velostream.operators.aggregate.Restarts;
import io.velostream.operators.testing.RescaledOperator;
import io.velostream.operators.testing.RestartedOperator;
import io.velostream.operators.testing.Seeds;
import io.velostream.stream.Watermarks;
import io.velostream.stream.time.WindowSpec;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowAggregateTest {
  private static final int ROUNDS = Integer.getInteger("velostream.rounds", 200);

  enum Kind {
    TUMBLE,
    HOP,
    CUMULATE,
    SESSION
  }

  @ParameterizedTest
  @CsvSource({
    "TUMBLE, FINAL, false", "TUMBLE, CHANGES, false", "TUMBLE, CHANGES_PER_RECORD, false",
    "TUMBLE, FINAL, true", "TUMBLE, CHANGES, true", "TUMBLE, CHANGES_PER_RECORD, true",
    "HOP, FINAL, false", "HOP, CHANGES, false", "HOP, CHANGES_PER_RECORD, false",
    "HOP, FINAL, true", "HOP, CHANGES, true", "HOP, CHANGES_PER_RECORD, true",
    "CUMULATE, FINAL, false", "CUMULATE, CHANGES, false", "CUMULATE, CHANGES_PER_RECORD, false",
    "CUMULATE, FINAL, true", "CUMULATE, CHANGES, true", "CUMULATE, CHANGES_PER_RECORD, true",
    "SESSION, FINAL, false", "SESSION, CHANGES, false", "SESSION, CHANGES_PER_RECORD, false",
  })
  void resultsAreThoseOfTheRowsOfEachWindow(Kind kind, Emission emission, boolean retracts) {
    for (int round = 0; round < ROUNDS; round++) {
      new Run(Seeds.of(round), kind, emission, retracts).run();
    }
  }

  /// One random stream through one operator, beside the plain reading of it.
  private static final class Run {
    private final String what;
    private final Random random;
    private final RandomInput input;
    private final WindowSpec window;
    private final Emission emission;
    private final boolean retracts;
    private final Aggregation aggregation;
    private final ReferenceAggregate reference;
    private final Collected output = new Collected();
    private final Map<List<Long>, List<Event>> windows = new LinkedHashMap<>();
    private final Map<List<@Nullable Object>, List<Session>> sessions = new LinkedHashMap<>();
    private final List<Session> closedSessions = new ArrayList<>();
    private final IdentityHashMap<Event, Integer> arrivals = new IdentityHashMap<>();
    private final Operator operator;
    private long watermark = Watermarks.NONE;
    private long expectedLate;
    private long reportedLate;
    private long expectedPartly;

    Run(long seed, Kind kind, Emission emission, boolean retracts) {
      this.emission = emission;
      this.retracts = retracts;
      random = new Random(seed);
      input = new RandomInput(random, true);
      window = window(kind);
      what = "seed " + seed + " " + window + " " + emission + " retracts " + retracts;
      aggregation =
          new Aggregation(RandomInput.SCHEMA, input.keys(), input.calls(), retracts, false);
      reference = new ReferenceAggregate(aggregation);
      Supplier<Operator> factory =
          () ->
              new WindowAggregate(
                  aggregation,
                  window,
                  RandomInput.TIME,
                  emission,
                  (batch, row, reason) -> {
                    assertThat(reason).isNotBlank();
                    reportedLate++;
                  });
      // Several operators put final windows out one operator after the other.
      operator =
          emission == Emission.FINAL
              ? Restarts.alone(seed, factory)
              : Restarts.some(seed, aggregation.keys(), factory);
    }

    private WindowSpec window(Kind kind) {
      long offset = 3L * random.nextInt(3);
      return switch (kind) {
        case TUMBLE -> new WindowSpec.Tumble(10L + random.nextInt(20), offset);
        case HOP -> new WindowSpec.Hop(1L + random.nextInt(12), 1L + random.nextInt(30), offset);
        case CUMULATE -> {
          long step = 1L + random.nextInt(8);
          yield new WindowSpec.Cumulate(step, step * (1 + random.nextInt(5)), offset);
        }
        case SESSION -> new WindowSpec.Session(1L + random.nextInt(6));
      };
    }

    void run() {
      int steps = random.nextInt(10);
      long time = random.nextInt(40) - 50L;
      List<Event> live = new ArrayList<>();
      for (int step = 0; step < steps; step++) {
        List<Event> events = new ArrayList<>();
        int count = random.nextInt(30);
        for (int i = 0; i < count; i++) {
          if (retracts && !live.isEmpty() && random.nextInt(5) < 2) {
            events.add(new Event(live.remove(random.nextInt(live.size())).values(), -1));
          } else {
            time += random.nextInt(3);
            Event event = input.event(time - random.nextInt(random.nextInt(4) == 0 ? 30 : 3));
            events.add(event);
            live.add(event);
          }
        }
        events.forEach(this::expect);
        operator.process(0, input.batch(events, retracts), output);
        operator.endStep(output);
        check("step " + step);
        if (random.nextInt(2) == 0) {
          watermark = Math.max(watermark, time - random.nextInt(15));
          advance();
          check("after the watermark " + watermark);
          live.removeIf(e -> isGone(time(e)));
        }
      }
      watermark = Watermarks.END;
      advance();
      check("end");
      assertThat(operator.stateRows()).as(what).isZero();
    }

    private static long time(Event event) {
      return (Long) Objects.requireNonNull(event.get(RandomInput.TIME));
    }

    /// A row that was counted in some closed window cannot be taken back there.
    private boolean isGone(long time) {
      return ends(time).stream().anyMatch(w -> w.getLast() <= watermark);
    }

    private List<List<Long>> ends(long time) {
      List<List<Long>> result = new ArrayList<>();
      switch (window) {
        case WindowSpec.Tumble w -> {
          long start = WindowSpec.start(time, w.size(), w.offset());
          result.add(List.of(start, start + w.size()));
        }
        case WindowSpec.Hop w -> {
          for (long start = WindowSpec.start(time, w.slide(), w.offset());
              start + w.size() > time;
              start -= w.slide()) {
            result.addFirst(List.of(start, start + w.size()));
          }
        }
        case WindowSpec.Cumulate w -> {
          long start = WindowSpec.start(time, w.size(), w.offset());
          for (long end = start + w.step(); end <= start + w.size(); end += w.step()) {
            if (time < end) {
              result.add(List.of(start, end));
            }
          }
        }
        case WindowSpec.Session _ -> {}
      }
      return result;
    }

    private void expect(Event event) {
      long time = time(event);
      if (window instanceof WindowSpec.Session session) {
        expectSession(event, time, session.gap());
        return;
      }
      List<List<Long>> all = ends(time);
      List<List<Long>> open = all.stream().filter(w -> w.getLast() > watermark).toList();
      if (!all.isEmpty() && open.isEmpty()) {
        expectedLate++;
      }
      if (!open.isEmpty() && open.size() < all.size()) {
        expectedPartly++;
      }
      open.forEach(w -> windows.computeIfAbsent(w, k -> new ArrayList<>()).add(event));
    }

    private void expectSession(Event event, long time, long gap) {
      List<Session> ofKey = sessions.computeIfAbsent(reference.key(event), k -> new ArrayList<>());
      List<Session> joined =
          ofKey.stream().filter(s -> s.start < time + gap && time < s.end).toList();
      if (joined.isEmpty() && time + gap <= watermark) {
        expectedLate++;
        return;
      }
      Session session = new Session(time, time + gap, new ArrayList<>());
      joined.forEach(s -> {
        session.start = Math.min(session.start, s.start);
        session.end = Math.max(session.end, s.end);
        session.events.addAll(s.events);
      });
      session.events.sort((a, b) -> Integer.compare(arrival(a), arrival(b)));
      session.events.add(event);
      arrivals.put(event, arrivals.size());
      ofKey.removeAll(joined);
      ofKey.add(session);
    }

    private int arrival(Event event) {
      return Objects.requireNonNull(arrivals.get(event));
    }

    private void advance() {
      operator.advance(watermark, output);
      for (List<Session> ofKey : sessions.values()) {
        for (Session session : List.copyOf(ofKey)) {
          if (session.end <= watermark) {
            closedSessions.add(session);
            ofKey.remove(session);
          }
        }
      }
    }

    private void check(String when) {
      Map<List<@Nullable Object>, List<@Nullable Object>> expected = new LinkedHashMap<>();
      windows.forEach((bounds, events) -> {
        if (emission != Emission.FINAL || bounds.getLast() <= watermark) {
          put(expected, events, bounds.getFirst(), bounds.getLast());
        }
      });
      closedSessions.forEach(s -> put(expected, s.events, s.start, s.end));
      if (emission != Emission.FINAL) {
        sessions.values().forEach(l -> l.forEach(s -> put(expected, s.events, s.start, s.end)));
      }
      int keys = aggregation.keys().size() + 2;
      Collected.assertSame(output.rows(), expected, keys, aggregation.calls(), what + " " + when);
      assertThat(reportedLate).as("%s %s late", what, when).isEqualTo(expectedLate);
      if (!(operator instanceof RescaledOperator)) {
        Operator current =
            operator instanceof RestartedOperator restarted ? restarted.current() : operator;
        assertThat(((WindowAggregate) current).partlyLateRows())
            .as("%s %s partly", what, when)
            .isEqualTo(expectedPartly);
      }
      List<Event> changes = output.take();
      if (emission == Emission.FINAL) {
        List<Long> order = changes.stream().map(e -> (Long) e.get(keys - 1)).toList();
        assertThat(order).as("%s %s order", what, when).isSorted();
      }
    }

    private void put(
        Map<List<@Nullable Object>, List<@Nullable Object>> expected,
        List<Event> events,
        long start,
        long end) {
      if (aggregation.keys().isEmpty() && events.stream().mapToLong(Event::weight).sum() == 0) {
        return;
      }
      reference
          .results(events)
          .forEach((key, results) -> {
            List<@Nullable Object> full = new ArrayList<>(key);
            full.add(start);
            full.add(end);
            expected.put(full, results);
          });
    }
  }

  private static final class Session {
    private long start;
    private long end;
    private final List<Event> events;

    Session(long start, long end, List<Event> events) {
      this.start = start;
      this.end = end;
      this.events = events;
    }
  }

  @Test
  void aRowWithoutATimeIsReported() {
    RandomInput input = new RandomInput(new Random(1), true);
    List<@Nullable Object> values = new ArrayList<>(input.event(0).values());
    values.set(RandomInput.TIME, null);
    List<String> reasons = new ArrayList<>();
    WindowAggregate operator =
        new WindowAggregate(
            new Aggregation(RandomInput.SCHEMA, List.of(), List.of(count()), false, false),
            new WindowSpec.Tumble(10, 0),
            RandomInput.TIME,
            Emission.FINAL,
            (batch, row, reason) -> reasons.add(reason));
    Collected output = new Collected();
    operator.process(0, input.batch(List.of(input.event(5), new Event(values, 1)), false), output);
    operator.endStep(output);
    operator.advance(Watermarks.END, output);
    assertThat(reasons).containsExactly("event time is NULL");
    assertThat(output.rows()).containsExactly(List.of(0L, 10L, 1L));
  }

  static AggregateSpec count() {
    return new AggregateSpec(
        AggregateFunction.COUNT, List.of(), false, OptionalInt.empty(), DataType.BIGINT);
  }
}
