package io.velostream.connector.kafka;

import io.velostream.columnar.Batch;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.ReadPosition;
import io.velostream.connector.spi.TableRequest;
import io.velostream.stream.seam.Clock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Reads topics: each batch has messages of one partition. Partitions are assigned here and not by
/// a group, so that nobody else can take one away.
final class TopicReader implements BatchReader {
  private static final Batch NOTHING = Batch.of(0, List.of());

  /// How long one call waits where nothing has come.
  private static final Duration PATIENCE = Duration.ofMillis(10);

  /// When fewer messages than this wait, more are asked for: so memory is bounded.
  private static final int FEW = 2_048;

  /// How long rows are waited for that were there before.
  private static final long REPLAY_NANOS = 60_000_000_000L;

  private final Consumer<ByteBuffer, ByteBuffer> consumer;
  private final ClientProperties properties;
  private final MessageDecoder decoder;
  private final Clock clock;
  private final String what;
  private final List<TopicPlace.Topic> topics;
  private final List<PartitionFeed> feeds = new ArrayList<>();
  private final Map<TopicPartition, PartitionFeed> byPartition = new HashMap<>();
  private final GroupOffsets group;
  private final long discoveryNanos;
  private long nextDiscovery;
  private int turn;
  private int part;
  private long bytes;

  private TopicReader(
      Consumer<ByteBuffer, ByteBuffer> consumer,
      ClientProperties properties,
      TableRequest request,
      TopicPlace place) {
    this.consumer = consumer;
    this.properties = properties;
    this.decoder = new MessageDecoder(request, TableColumns.of(request));
    this.clock = request.world().clock();
    this.what = "cannot read '" + request.table() + "'";
    this.topics = place.topics();
    boolean bounded = KafkaOptions.isBounded(request.options().values());
    this.discoveryNanos = bounded ? 0 : request.options().getNanos(KafkaOptions.DISCOVERY);
    this.nextDiscovery = clock.monotonicNanos() + discoveryNanos;
    this.group = new GroupOffsets(consumer, properties.hasGroup(), clock);
    place.partitions().forEach(this::add);
  }

  /// A reader from where the options of the table say.
  static TopicReader open(TableRequest request) throws IOException {
    ClientProperties properties = ClientProperties.of(request.options(), request.world().files());
    Topics topics = Topics.find(KafkaOptions.topics(request.options()), properties);
    List<TopicPartition> partitions = topics.partitions();
    return open(
        request,
        properties,
        consumer -> {
          Offsets offsets = new Offsets(request.options());
          Map<TopicPartition, Long> starts = offsets.starts(consumer, partitions);
          Map<TopicPartition, Long> ends = offsets.ends(consumer, partitions);
          List<String> names = topics.topics().stream().map(TopicPlace.Topic::name).toList();
          return new TopicPlace(
              topics.topics(),
              partitions.stream()
                  .map(partition ->
                      new TopicPlace.Partition(
                          names.indexOf(partition.topic()),
                          partition.partition(),
                          starts.getOrDefault(partition, 0L),
                          ends.getOrDefault(partition, TopicPlace.NO_END)))
                  .toList());
        });
  }

  /// A reader from a place that another one has told.
  static TopicReader open(TableRequest request, TopicPlace place) throws IOException {
    ClientProperties properties = ClientProperties.of(request.options(), request.world().files());
    List<String> names = KafkaOptions.topics(request.options());
    Topics now = Topics.find(names, properties);
    for (TopicPlace.Topic topic : place.topics()) {
      if (!now.topics().contains(topic)) {
        throw gone(
            "the topic '%s' is not the one that was read before: it was deleted and made anew"
                .formatted(topic.name()));
      }
    }
    return open(request, properties, _ -> place);
  }

  private interface Start {
    TopicPlace place(Consumer<?, ?> consumer);
  }

  private static TopicReader open(TableRequest request, ClientProperties properties, Start start)
      throws IOException {
    Consumer<ByteBuffer, ByteBuffer> consumer = null;
    try {
      consumer = Clients.consumer(properties.consumer());
      TopicReader reader = new TopicReader(consumer, properties, request, start.place(consumer));
      reader.assign();
      return reader;
    } catch (KafkaException e) {
      closeAfter(consumer, e);
      throw Failures.of("cannot read '" + request.table() + "'", e);
    } catch (RuntimeException e) {
      closeAfter(consumer, e);
      throw e;
    }
  }

  private static void closeAfter(@Nullable Consumer<?, ?> consumer, RuntimeException failure) {
    if (consumer != null) {
      try {
        Clients.close(consumer);
      } catch (KafkaException e) {
        failure.addSuppressed(e);
      }
    }
  }

  private static UserException gone(String what) {
    return new UserException(ErrorCode.BAD_INPUT, what)
        .hint("start over: --fresh, or START JOB … FRESH");
  }

  private void add(TopicPlace.Partition place) {
    TopicPartition partition = new TopicPartition(topics.get(place.topic()).name(), place.number());
    PartitionFeed feed = new PartitionFeed(partition, place.topic(), place.next(), place.end());
    feeds.add(feed);
    byPartition.put(partition, feed);
  }

  /// Tells the consumer what to read, and checks that what is wanted is there.
  private void assign() {
    List<TopicPartition> open =
        feeds.stream().filter(feed -> !feed.hasEnded()).map(PartitionFeed::partition).toList();
    consumer.assign(open);
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(open);
    Map<TopicPartition, Long> ends = consumer.endOffsets(open);
    for (PartitionFeed feed : feeds) {
      if (feed.hasEnded()) {
        continue;
      }
      TopicPartition partition = feed.partition();
      long next = feed.place().next();
      requireThere(
          partition,
          next,
          begins.getOrDefault(partition, 0L),
          ends.getOrDefault(partition, Long.MAX_VALUE));
      consumer.seek(partition, next);
    }
  }

  private static void requireThere(TopicPartition partition, long next, long begin, long end) {
    if (next < begin || next > end) {
      throw gone(
          "partition %d of '%s' is to be read from offset %d, and has %d to %d"
                  .formatted(partition.partition(), partition.topic(), next, begin, end)
              + (next < begin ? ": what was to be read has expired" : ""));
    }
  }

  @Override
  public @Nullable Batch read() throws IOException {
    PartitionFeed feed = next();
    if (feed == null || waiting() < FEW) {
      poll(feed == null ? PATIENCE : Duration.ZERO);
      feed = feed == null ? next() : feed;
    }
    if (feed == null) {
      return feeds.stream().allMatch(PartitionFeed::hasEnded) ? null : NOTHING;
    }
    return decode(feed, Long.MAX_VALUE);
  }

  private int waiting() {
    return feeds.stream().mapToInt(PartitionFeed::size).sum();
  }

  /// The next partition, in turns, that has something.
  private @Nullable PartitionFeed next() {
    for (int i = 0; i < feeds.size(); i++) {
      turn = turn + 1 >= feeds.size() ? 0 : turn + 1;
      if (!feeds.get(turn).isEmpty()) {
        return feeds.get(turn);
      }
    }
    return null;
  }

  private Batch decode(PartitionFeed feed, long most) {
    part = feed.part();
    decoder.begin(feed.partition());
    long left = most;
    while (left > 0 && !feed.isEmpty() && !decoder.isFull()) {
      ConsumerRecord<ByteBuffer, ByteBuffer> message = feed.take();
      bytes += Math.max(0, message.serializedValueSize());
      bytes += Math.max(0, message.serializedKeySize());
      left -= decoder.add(message);
    }
    return decoder.batch();
  }

  private void poll(Duration patience) throws IOException {
    discover();
    if (consumer.assignment().isEmpty()) {
      return;
    }
    try {
      ConsumerRecords<ByteBuffer, ByteBuffer> came = consumer.poll(patience);
      boolean someEnded = false;
      for (PartitionFeed feed : feeds) {
        if (!feed.hasEnded()) {
          feed.add(came.records(feed.partition()), consumer.position(feed.partition()));
          someEnded |= feed.hasEnded();
        }
      }
      if (someEnded) {
        consumer.assign(
            feeds.stream().filter(feed -> !feed.hasEnded()).map(PartitionFeed::partition).toList());
      }
      group.commitNowAndThen(feeds);
    } catch (OffsetOutOfRangeException e) {
      throw expired(e);
    } catch (KafkaException e) {
      throw Failures.of(what, e);
    }
  }

  private UserException expired(OffsetOutOfRangeException e) {
    Map.Entry<TopicPartition, Long> first =
        e.offsetOutOfRangePartitions().entrySet().iterator().next();
    TopicPartition partition = first.getKey();
    List<TopicPartition> one = List.of(partition);
    return gone(
        "partition %d of '%s' is to be read from offset %d, and has %d to %d"
            .formatted(
                partition.partition(),
                partition.topic(),
                first.getValue(),
                consumer.beginningOffsets(one).get(partition),
                consumer.endOffsets(one).get(partition)));
  }

  /// Looks for new partitions, now and then.
  private void discover() throws IOException {
    long now = clock.monotonicNanos();
    if (discoveryNanos > 0 && now >= nextDiscovery) {
      nextDiscovery = now + discoveryNanos;
      discoverNow();
    }
  }

  private void discoverNow() throws IOException {
    Topics found = Topics.find(topics.stream().map(TopicPlace.Topic::name).toList(), properties);
    List<TopicPlace.Topic> same = found.topics();
    for (int topic = 0; topic < topics.size(); topic++) {
      if (!same.get(topic).equals(topics.get(topic))) {
        throw gone(
            "the topic '%s' was deleted and made anew while it was read"
                .formatted(topics.get(topic).name()));
      }
    }
    List<TopicPartition> more = new ArrayList<>(found.partitions());
    more.removeAll(byPartition.keySet());
    if (more.isEmpty()) {
      return;
    }
    for (TopicPartition partition : more) {
      int topic = topics.stream().map(TopicPlace.Topic::name).toList().indexOf(partition.topic());
      add(new TopicPlace.Partition(topic, partition.partition(), 0, TopicPlace.NO_END));
    }
    List<TopicPartition> all = new ArrayList<>(consumer.assignment());
    all.addAll(more);
    consumer.assign(all); // positions of those that were assigned before stay
    consumer.seekToBeginning(more);
  }

  @Override
  public int part() {
    return part;
  }

  @Override
  public int[] openParts() {
    return feeds.stream()
        .filter(feed -> !feed.hasEnded() || !feed.isEmpty())
        .mapToInt(PartitionFeed::part)
        .toArray();
  }

  @Override
  public @Nullable Batch readPart(int wanted, long rows) throws IOException {
    if (feed(wanted) == null) {
      discoverNow();
    }
    PartitionFeed feed = feed(wanted);
    if (feed == null) {
      throw gone(
          "partition %d of '%s' was read before, and is gone"
              .formatted(
                  PartitionFeed.numberOf(wanted),
                  topics.get(PartitionFeed.topicOf(wanted)).name()));
    }
    long patience = clock.monotonicNanos() + REPLAY_NANOS;
    while (feed.isEmpty() && !feed.hasEnded() && clock.monotonicNanos() < patience) {
      poll(PATIENCE);
    }
    return feed.isEmpty() ? null : decode(feed, rows);
  }

  private @Nullable PartitionFeed feed(int wanted) {
    return feeds.stream().filter(feed -> feed.part() == wanted).findFirst().orElse(null);
  }

  @Override
  public Optional<ReadPosition> position() {
    return Optional.of(
        new TopicPlace(topics, feeds.stream().map(PartitionFeed::place).toList()).toPosition());
  }

  @Override
  public long bytesRead() {
    return bytes;
  }

  @Override
  public long bytesTotal() {
    return -1;
  }

  @Override
  public void close() throws IOException {
    try {
      group.commit(feeds);
      Clients.close(consumer);
    } catch (KafkaException e) {
      throw Failures.of(what, e);
    }
  }
}
