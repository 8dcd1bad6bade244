package io.velostream.stream.seam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ClosingTest {
  private final List<Part> closed = new ArrayList<>();

  private final class Part {
    private final @Nullable Exception fault;

    Part(@Nullable Exception fault) {
      this.fault = fault;
    }

    void close() throws IOException {
      closed.add(this);
      switch (fault) {
        case null -> {}
        case IOException e -> throw e;
        case RuntimeException e -> throw e;
        case Exception e -> throw new AssertionError(e);
      }
    }
  }

  @Test
  void closesAllInTheirOrder() throws IOException {
    List<Part> parts = List.of(new Part(null), new Part(null));
    Closing.all(parts, Part::close);
    assertThat(closed).isEqualTo(parts);
  }

  @Test
  void theFirstFailureIsToldWithTheOthers() {
    IOException first = new IOException("first");
    RuntimeException second = new IllegalStateException("second");
    List<Part> parts = List.of(new Part(null), new Part(first), new Part(second), new Part(null));
    assertThatThrownBy(() -> Closing.all(parts, Part::close)).isSameAs(first);
    assertThat(first.getSuppressed()).containsExactly(second);
    assertThat(closed).isEqualTo(parts);
  }

  @Test
  void aFaultOfAProgramLeavesNothingOpenEither() {
    RuntimeException first = new IllegalStateException("first");
    List<Part> parts = List.of(new Part(first), new Part(new IOException("second")));
    assertThatThrownBy(() -> Closing.all(parts, Part::close)).isSameAs(first);
    assertThat(closed).isEqualTo(parts);
  }

  @Test
  void whatAllTellAlikeIsToldOnce() {
    IOException same = new IOException("same");
    List<Part> parts = List.of(new Part(same), new Part(same));
    assertThatThrownBy(() -> Closing.all(parts, Part::close))
        .isSameAs(same)
        .hasNoSuppressedExceptions();
    assertThat(closed).isEqualTo(parts);
  }

  @Test
  void whyItIsClosedComesFirst() {
    RuntimeException why = new IllegalStateException("why");
    IOException then = new IOException("then");
    Part part = new Part(then);
    Closing.after(why, part::close);
    Closing.after(why, new Part(null)::close);
    assertThat(why.getSuppressed()).containsExactly(then);
    assertThat(closed).hasSize(2).startsWith(part);
  }
}
