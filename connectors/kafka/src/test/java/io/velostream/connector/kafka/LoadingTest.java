package io.velostream.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.connector.spi.LoadProgress;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/// How far a table is that others wait for.
class LoadingTest {
  private final PartitionFeed first = feed(0, 100);
  private final PartitionFeed second = feed(1, 0);
  private final List<PartitionFeed> feeds = List.of(first, second);
  private final Loading loading = new Loading();

  private static PartitionFeed feed(int partition, long next) {
    return new PartitionFeed(new TopicPartition("t", partition), 0, next, TopicPlace.NO_END);
  }

  /// Has the consumer go to an offset without any message, as over what compaction left out.
  private static void reach(PartitionFeed feed, long offset) {
    Messages none = new Messages(new Messages.Wanted(false, false), feed.partition());
    feed.add(new Intake.Portion(0, none, offset, 0));
  }

  @Test
  void offsetsThatWereThereAreCounted() {
    loading.expect(first.partition(), 100, 200);
    loading.expect(second.partition(), 0, 300);
    assertThat(loading.goesOn(feeds)).isTrue();
    assertThat(loading.progress(feeds)).isEqualTo(new LoadProgress(0, 400));
    reach(first, 150);
    reach(second, 299);
    assertThat(loading.goesOn(feeds)).isTrue();
    assertThat(loading.progress(feeds)).isEqualTo(new LoadProgress(349, 400));
    assertThat(loading.progress(feeds).percent()).isEqualTo(87);
    reach(second, 1_000);
    assertThat(loading.progress(feeds)).isEqualTo(new LoadProgress(350, 400));
    assertThat(loading.goesOn(feeds)).isTrue();
    assertThat(loading.progress(feeds)).as("as before").isEqualTo(new LoadProgress(350, 400));
    reach(first, 200);
    assertThat(loading.goesOn(feeds)).isFalse();
    assertThat(loading.progress(feeds).percent()).isEqualTo(100);
  }

  @Test
  void anEmptyTopicIsLoaded() {
    loading.expect(first.partition(), 100, 100);
    assertThat(loading.goesOn(feeds)).isFalse();
  }
}
