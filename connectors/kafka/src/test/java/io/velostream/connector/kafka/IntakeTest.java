package io.velostream.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What is kept of the messages of a poll.
class IntakeTest {
  private static final TopicPartition PARTITION = new TopicPartition("t", 3);

  private final List<Intake.Portion> portions = new ArrayList<>();

  private static @Nullable ByteBuffer bytes(@Nullable String text) {
    return text == null ? null : ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static ConsumerRecord<ByteBuffer, ByteBuffer> message(
      long offset, @Nullable String key, @Nullable String value) {
    return new ConsumerRecord<>("t", 3, offset, bytes(key), bytes(value));
  }

  private static String text(ByteBuffer bytes) {
    return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
  }

  private void take(Intake intake, List<ConsumerRecord<ByteBuffer, ByteBuffer>> came, long end) {
    intake.take(0, PARTITION, came, end, 1_000_000, 5, portions);
  }

  @Test
  void keysAndValuesComeOutAsTheyWere() {
    Intake intake = new Intake(new Messages.Wanted(true, false));
    take(
        intake,
        List.of(
            message(7, "k", "value"),
            message(9, null, ""),
            message(10, "key", null),
            message(11, "", "last")),
        11);
    Messages messages = portions.getFirst().messages();
    assertThat(portions).hasSize(1);
    assertThat(messages.size()).as("before the end").isEqualTo(3);
    assertThat(messages.bytes()).isEqualTo(5);
    assertThat(text(messages.value(0))).isEqualTo("value");
    assertThat(text(messages.key(0))).isEqualTo("k");
    assertThat(messages.offset(1)).isEqualTo(9);
    assertThat(messages.hasKey(1)).isFalse();
    assertThat(text(messages.value(1))).isEmpty();
    assertThat(messages.hasValue(2)).isFalse();
    assertThat(text(messages.key(2))).isEqualTo("key");
  }

  @Test
  void manyBytesAreSeveralPortions() {
    Intake intake = new Intake(new Messages.Wanted(false, false));
    String value = "x".repeat(300_000);
    take(
        intake,
        IntStream.range(0, 10).mapToObj(i -> message(i, "unwanted", value + i)).toList(),
        TopicPlace.NO_END);
    assertThat(portions.stream().map(portion -> portion.messages().size()))
        .containsExactly(4, 4, 2);
    assertThat(portions.stream().map(Intake.Portion::position)).containsExactly(4L, 8L, 1_000_000L);
    assertThat(text(portions.get(1).messages().value(3))).isEqualTo(value + 7);
  }

  @Test
  void memoryThatCameBackHoldsOtherMessages() {
    Intake intake = new Intake(new Messages.Wanted(true, true));
    take(intake, List.of(message(1, "a", "first"), message(2, "b", "second")), TopicPlace.NO_END);
    Messages first = portions.removeFirst().messages();
    intake.giveBack(first);
    take(intake, List.of(message(3, null, "third")), TopicPlace.NO_END);
    Messages second = portions.removeFirst().messages();
    assertThat(second).isSameAs(first);
    assertThat(second.size()).isEqualTo(1);
    assertThat(second.bytes()).isEqualTo(5);
    assertThat(second.hasKey(0)).isFalse();
    assertThat(text(second.value(0))).isEqualTo("third");
    assertThat(second.record(0).offset()).isEqualTo(3);
  }

  @Test
  void bytesAreCountedOfValuesAndKeys() {
    Intake intake = new Intake(new Messages.Wanted(false, false));
    take(
        intake,
        List.of(message(1, "k", "four"), message(2, null, "two"), message(3, "key", null)),
        TopicPlace.NO_END);
    Messages messages = portions.removeFirst().messages();
    assertThat(messages.bytes(0, 3)).isEqualTo(11);
    assertThat(messages.bytes(1, 2)).isEqualTo(3);
    assertThat(messages.valueBytes(0, 3)).isEqualTo(7);
    assertThat(messages.fitting(0, 1)).as("the one that goes beyond is in it").isEqualTo(1);
    assertThat(messages.fitting(0, 5)).isEqualTo(1);
    assertThat(messages.fitting(0, 6)).isEqualTo(2);
    assertThat(messages.fitting(1, 100)).isEqualTo(3);
    assertThat(messages.haveValues()).isFalse();
    intake.giveBack(messages);
    take(intake, List.of(message(4, null, "")), TopicPlace.NO_END);
    assertThat(portions.removeFirst().messages().haveValues()).isTrue();
  }
}
