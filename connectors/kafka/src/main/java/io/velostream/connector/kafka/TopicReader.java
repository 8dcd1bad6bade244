package io.velostream.connector.kafka;

import io.velostream.columnar.Batch;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.ReadPosition;
import io.velostream.connector.spi.TableRequest;
import io.velostream.stream.seam.Clock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Reads topics: each batch has messages of one partition. Partitions are assigned here and not by
/// a group, so that nobody else can take one away. A [Fetcher] brings messages; here they are
/// decoded.
final class TopicReader implements BatchReader {
  private static final Batch NOTHING = Batch.of(0, List.of());

  /// How long one call waits where nothing has come.
  private static final long PATIENCE_NANOS = 10_000_000L;

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
  private final GroupOffsets group;
  private final Batcher batcher;
  private final Fetcher fetcher;
  private int turn;
  private int part;

  /// Whether somebody is told when there is something to read, so that nobody need wait here.
  private boolean isTold;

  private long bytes;

  private TopicReader(
      Consumer<ByteBuffer, ByteBuffer> consumer,
      ClientProperties properties,
      TableRequest request,
      TopicPlace place) {
    this.consumer = consumer;
    this.properties = properties;
    this.batcher = Batcher.of(request);
    this.decoder =
        new MessageDecoder(request.withBatchRows(batcher.maxRows()), TableColumns.of(request));
    this.clock = request.world().clock();
    this.what = "cannot read '" + request.table() + "'";
    this.topics = place.topics();
    this.group = new GroupOffsets(properties.hasGroup(), clock);
    place.partitions().forEach(one -> feeds.add(feed(one)));
    boolean bounded = KafkaOptions.isBounded(request.options().values());
    this.fetcher =
        new Fetcher(
            consumer,
            feeds,
            this::find,
            clock,
            what,
            bounded ? 0 : request.options().getNanos(KafkaOptions.DISCOVERY));
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
        throw Fetcher.gone(
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
      reader.fetcher.start(request.world().threads(), "kafka-" + request.table());
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

  private PartitionFeed feed(TopicPlace.Partition place) {
    TopicPartition partition = new TopicPartition(topics.get(place.topic()).name(), place.number());
    return new PartitionFeed(partition, place.topic(), place.next(), place.end());
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
      throw Fetcher.gone(
          "partition %d of '%s' is to be read from offset %d, and has %d to %d"
                  .formatted(partition.partition(), partition.topic(), next, begin, end)
              + (next < begin ? ": what was to be read has expired" : ""));
    }
  }

  @Override
  public @Nullable Batch read() throws IOException {
    if (waiting() < FEW) {
      take(0);
    }
    PartitionFeed feed = next();
    if (feed == null) {
      if (feeds.stream().allMatch(PartitionFeed::hasEnded)) {
        return null;
      }
      take(isTold && waiting() == 0 ? 0 : batcher.patience(feeds, clock, PATIENCE_NANOS));
      feed = next();
    }
    return feed == null ? NOTHING : decode(feed, Long.MAX_VALUE);
  }

  private int waiting() {
    int count = 0;
    for (PartitionFeed feed : feeds) {
      count += feed.size();
    }
    return count;
  }

  /// Takes what has come.
  ///
  /// @param nanos how long to wait where nothing has
  /// @return whether it was looked for new partitions meanwhile
  private boolean take(long nanos) throws IOException {
    Fetcher.Fetched fetched = fetcher.take(nanos);
    if (fetched == null) {
      group.commitNowAndThen(feeds, fetcher);
      return false;
    }
    fetched.added().forEach(found -> feeds.add(feed(found.place())));
    for (Fetcher.Portion portion : fetched.portions()) {
      feeds.get(portion.number()).add(portion);
    }
    group.commitNowAndThen(feeds, fetcher);
    return fetched.looked();
  }

  /// The next partition, in turns, that has enough for a batch.
  private @Nullable PartitionFeed next() {
    for (int i = 0; i < feeds.size(); i++) {
      turn = turn + 1 >= feeds.size() ? 0 : turn + 1;
      if (batcher.isReady(feeds.get(turn), clock)) {
        return feeds.get(turn);
      }
    }
    return null;
  }

  private Batch decode(PartitionFeed feed, long most) {
    part = feed.part();
    decoder.begin(feed.partition());
    long before = bytes;
    int waiting = feed.size();
    long left = most;
    while (left > 0 && !feed.isEmpty() && !decoder.isFull() && batcher.fits(bytes - before)) {
      ConsumerRecord<ByteBuffer, ByteBuffer> message = feed.take();
      bytes += Math.max(0, message.serializedValueSize());
      bytes += Math.max(0, message.serializedKeySize());
      left -= decoder.add(message);
    }
    batcher.took(feed, waiting - feed.size());
    return decoder.batch();
  }

  /// Looks for new partitions; on the thread that polls.
  private List<Fetcher.Found> find(List<TopicPartition> known) throws IOException {
    Topics found = Topics.find(topics.stream().map(TopicPlace.Topic::name).toList(), properties);
    List<TopicPlace.Topic> same = found.topics();
    for (int topic = 0; topic < topics.size(); topic++) {
      if (!same.get(topic).equals(topics.get(topic))) {
        throw Fetcher.gone(
            "the topic '%s' was deleted and made anew while it was read"
                .formatted(topics.get(topic).name()));
      }
    }
    List<TopicPartition> more = new ArrayList<>(found.partitions());
    more.removeAll(known);
    List<String> names = topics.stream().map(TopicPlace.Topic::name).toList();
    return more.stream()
        .map(partition ->
            new Fetcher.Found(
                partition,
                new TopicPlace.Partition(
                    names.indexOf(partition.topic()), partition.partition(), 0, TopicPlace.NO_END)))
        .toList();
  }

  @Override
  public void onArrival(Runnable signal) {
    isTold = true;
    fetcher.onArrival(signal);
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
    long patience = clock.monotonicNanos() + REPLAY_NANOS;
    if (feed(wanted) == null) {
      fetcher.lookForPartitions();
      while (!take(PATIENCE_NANOS) && clock.monotonicNanos() < patience) {
        // it is looked for them
      }
    }
    PartitionFeed feed = feed(wanted);
    if (feed == null) {
      throw Fetcher.gone(
          "partition %d of '%s' was read before, and is gone"
              .formatted(
                  PartitionFeed.numberOf(wanted),
                  topics.get(PartitionFeed.topicOf(wanted)).name()));
    }
    while (feed.isEmpty() && !feed.hasEnded() && clock.monotonicNanos() < patience) {
      take(PATIENCE_NANOS);
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
    fetcher.close();
    try {
      group.commit(feeds, consumer);
      Clients.close(consumer);
    } catch (KafkaException e) {
      throw Failures.of(what, e);
    }
  }
}
