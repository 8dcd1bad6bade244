package io.velostream.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `velostream topic` against a real broker.
@Timeout(120)
class TopicToolTest {
  private Broker broker;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void start() throws IOException {
    broker = Broker.shared();
  }

  private String run(int code, String input, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--servers", broker.servers()));
    int answer =
        TopicTool.run(
            all,
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    assertThat(answer).as(err.toString(StandardCharsets.UTF_8)).isEqualTo(code);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void topicsAreMadeFilledAndShown() {
    run(0, "", "create", "tool-1", "--partitions", "2");
    assertThat(run(0, "", "list")).contains("tool-1\n");
    assertThat(run(0, "a=1\nb=2\nc=ü\n", "produce", "tool-1", "--key-separator", "="))
        .isEqualTo("3 messages to tool-1\n");
    assertThat(run(0, "", "print", "tool-1", "--from-beginning", "--key-separator", "=").lines())
        .containsExactlyInAnyOrder("a=1", "b=2", "c=ü");
    assertThat(run(0, "", "print", "tool-1", "--from-beginning").lines())
        .allMatch(line -> line.matches("tool-1\\[[01]] \\d \\S+Z [abc] = [12ü]"));
    assertThat(run(0, "", "describe", "tool-1")).contains("partition 1: offsets 0 to ");
  }

  @Test
  void whatIsWrongIsSaid() {
    run(1, "", "describe", "no-such-topic");
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("there is no topic 'no-such-topic'");
    run(64, "", "frobnicate", "x");
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("usage: velostream topic");
  }
}
