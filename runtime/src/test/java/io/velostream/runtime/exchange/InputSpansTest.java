package io.velostream.runtime.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputSpansTest {
  private static List<String> texts(InputSpans spans) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < spans.count(); i++) {
      texts.add(
          "%d.%d %d-%d".formatted(spans.table(i), spans.part(i), spans.first(i), spans.last(i)));
    }
    return texts;
  }

  @Test
  void whatLiesBetweenBelongsToIt() {
    InputSpans spans = new InputSpans();
    spans.add(0, 0, 7, 7);
    spans.add(0, 0, 3, 4);
    spans.add(0, 0, 5, 5);
    assertThat(texts(spans)).containsExactly("0.0 3-7");
  }

  @Test
  void eachPartOfEachTableHasItsOwn() {
    InputSpans left = new InputSpans();
    left.add(0, 0, 1, 2);
    left.add(1, 0, 3, 4);
    InputSpans right = new InputSpans();
    right.add(0, 5, 10, 19);
    right.add(0, 2, 20, 29);
    InputSpans both = new InputSpans();
    both.addAll(0, left);
    both.addAll(2, right);
    both.addAll(2, right);
    right.clear();
    right.add(0, 2, 30, 39);
    both.addAll(2, right);
    assertThat(texts(both)).containsExactly("0.0 1-2", "1.0 3-4", "2.5 10-19", "2.2 20-39");
    both.clear();
    assertThat(texts(both)).isEmpty();
  }

  @Test
  void rowsTravelWithThePlacesThatTheyAreFrom() {
    Crossing crossing = new Crossing(ExchangeTest.SCHEMA, 1, 2, 8);
    Exchange exchange = crossing.byHash(0, List.of(0));
    InputSpans current = new InputSpans();
    exchange.comesFrom(current);
    List<Inbox> inboxes =
        List.of(crossing.inbox(0, Inbox.Order.STEPS), crossing.inbox(1, Inbox.Order.STEPS));
    // Parcels are used again and again: none may keep what it was filled with before.
    for (int step = 0; step < 50; step++) {
      current.clear();
      current.add(0, step % 3, step, step + 1);
      if (step % 2 == 1) {
        current.add(1, 0, 1000 + step, 1000 + step);
      }
      exchange.emit(ExchangeTest.batch(ExchangeTest.flat("a", "b", "c", "d"), 1, 2, 3, 4));
      exchange.endStep(step, true);
      for (Inbox inbox : inboxes) {
        while (!inbox.arrived()) {
          exchange.flush();
        }
        assertThat(texts(inbox.origin())).isEqualTo(texts(current));
        inbox.release();
      }
    }
  }
}
