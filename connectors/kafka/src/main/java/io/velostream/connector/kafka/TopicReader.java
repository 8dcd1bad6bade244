package io.velostream.connector.kafka;

import io.velostream.columnar.Batch;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.Backlog;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.InputRange;
import io.velostream.connector.spi.LoadProgress;
import io.velostream.connector.spi.ReadPosition;
import io.velostream.connector.spi.TableRequest;
import io.velostream.stream.seam.Clock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Reads topics: each batch has messages of one partition. Partitions are assigned here and not by
/// a group, so that nobody else can take one away. A [Fetcher] brings messages, decoded here.
final class TopicReader implements BatchReader {
  private static final Batch NOTHING = Batch.of(0, List.of());

  /// How long one call waits where nothing has come.
  private static final long PATIENCE_NANOS = 10_000_000L;

  /// When fewer messages than this wait, more are asked for: so memory is bounded.
  private static final int FEW = 2_048;

  /// How long rows are waited for that were there before.
  private static final long REPLAY_NANOS = 60_000_000_000L;

  private final Consumer<ByteBuffer, ByteBuffer> consumer;
  private final MessageDecoder decoder;
  private final Clock clock;
  private final String what;

  /// By index, which never changes; topics are added at the end. Any thread reads it.
  private final List<TopicPlace.Topic> topics;

  private final List<PartitionFeed> feeds = new ArrayList<>();

  /// Of a table whose rows replace each other.
  private final Loading loading = new Loading();

  private final boolean isKeyed;
  private final GroupOffsets group;
  private final Batcher batcher;
  private final Intake intake;
  private final Fetcher fetcher;
  private final TopicEnds ends;
  private final long discoveryNanos;

  /// Nobody will look at them again once the next batch begins.
  private final List<Messages> decoded = new ArrayList<>();

  private int turn;
  private int part;
  private long firstOffset = -1;
  private long lastOffset = -1;

  /// Whether somebody is told when there is something to read, so that nobody need wait here.
  private boolean isTold;

  private long bytes;

  private TopicReader(
      Consumer<ByteBuffer, ByteBuffer> consumer,
      ClientProperties properties,
      TableRequest request,
      TopicPlace place) {
    this.consumer = consumer;
    this.batcher = Batcher.of(request);
    TableColumns columns = TableColumns.of(request);
    this.decoder = new MessageDecoder(request.withBatchRows(batcher.maxRows()), columns);
    this.isKeyed = columns.isKeyed();
    this.clock = request.world().clock();
    this.what = "cannot read '" + request.table() + "'";
    this.topics = new CopyOnWriteArrayList<>(place.topics());
    this.group = new GroupOffsets(properties.hasGroup(), clock);
    place.partitions().forEach(one -> feeds.add(feed(one)));
    this.discoveryNanos = discoveryNanos(request);
    TopicFinder finder =
        new TopicFinder(Subscription.of(request.options()), properties, place.topics());
    this.intake = new Intake(decoder.wanted());
    this.ends = new TopicEnds(properties, feeds);
    this.fetcher = new Fetcher(consumer, feeds, finder, intake, clock, what, discoveryNanos);
  }

  /// A reader from where the options of the table say.
  static TopicReader open(TableRequest request) throws IOException {
    ClientProperties properties = ClientProperties.of(request.options(), request.world().files());
    Subscription subscription = Subscription.of(request.options());
    Topics topics = subscription.find(properties);
    if (topics.topics().isEmpty() && discoveryNanos(request) == 0) {
      throw noTopic(request);
    }
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
        },
        false);
  }

  private static UserException noTopic(TableRequest request) {
    return new UserException(
            ErrorCode.UNKNOWN_NAME,
            "there is no topic whose name matches '%s'"
                .formatted(request.options().get(KafkaOptions.TOPIC_PATTERN)))
        .about(KafkaOptions.TOPIC_PATTERN)
        .hint("the whole name must match; ./velostream topic list shows those that there are");
  }

  /// How often it is looked for what is new; 0 for never, as in a table that has an end.
  private static long discoveryNanos(TableRequest request) {
    return KafkaOptions.isBounded(request.options().values())
        ? 0
        : request.options().getNanos(KafkaOptions.DISCOVERY);
  }

  /// A reader from a place that another one has told. What came into being since is found at once.
  static TopicReader open(TableRequest request, TopicPlace place) throws IOException {
    ClientProperties properties = ClientProperties.of(request.options(), request.world().files());
    TopicFinder.requireSame(Subscription.of(request.options()).find(properties), place.topics());
    return open(request, properties, _ -> place, true);
  }

  private interface Start {
    TopicPlace place(Consumer<?, ?> consumer);
  }

  /// @param looks whether it is looked for new partitions at once, and not after a while
  private static TopicReader open(
      TableRequest request, ClientProperties properties, Start start, boolean looks)
      throws IOException {
    Consumer<ByteBuffer, ByteBuffer> consumer = null;
    try {
      consumer = Clients.consumer(properties.consumer());
      TopicReader reader = new TopicReader(consumer, properties, request, start.place(consumer));
      reader.assign();
      if (looks && reader.discoveryNanos > 0) {
        reader.fetcher.lookForPartitions();
      }
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
      if (isKeyed) {
        long there = ends.getOrDefault(partition, next);
        loading.expect(partition, next, Math.min(there, feed.place().end()));
      }
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
  public boolean isLoading() {
    return loading.goesOn(feeds);
  }

  @Override
  public LoadProgress loading() {
    return loading.progress(feeds);
  }

  @Override
  public Optional<Backlog> backlog() {
    return Optional.of(ends.ask(fetcher::signal));
  }

  @Override
  public @Nullable Batch read() throws IOException {
    if (waiting() < FEW) {
      take(0);
    }
    PartitionFeed feed = next();
    if (feed == null) {
      if (discoveryNanos == 0 && feeds.stream().allMatch(PartitionFeed::hasEnded)) {
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
    fetched.added().forEach(this::addFeed);
    for (Intake.Portion portion : fetched.portions()) {
      feeds.get(portion.number()).add(portion);
    }
    group.commitNowAndThen(feeds, fetcher);
    return fetched.looked();
  }

  private void addFeed(Fetcher.Added added) {
    int topic = topics.indexOf(added.topic());
    if (topic < 0) {
      topic = topics.size();
      topics.add(added.topic());
    }
    feeds.add(new PartitionFeed(added.partition(), topic, added.begin(), TopicPlace.NO_END));
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
    decoded.forEach(intake::giveBack);
    decoded.clear();
    decoder.begin(feed.partition());
    long before = bytes;
    int waiting = feed.size();
    if (!feed.isEmpty()) {
      firstOffset = feed.messages().offset(feed.index());
    }
    long left = most;
    while (left > 0 && !feed.isEmpty() && hasRoom(bytes - before)) {
      Messages messages = feed.messages();
      int from = feed.index();
      int end = messages.fitting(from, batcher.room(bytes - before));
      if (most == Long.MAX_VALUE) {
        end = decoder.addAll(messages, from, end);
      } else {
        int next = from;
        while (next < end && left > 0 && !decoder.isFull()) {
          left -= decoder.add(messages, next++);
        }
        end = next;
      }
      lastOffset = messages.offset(end - 1);
      bytes += messages.bytes(from, end);
      if (feed.advanceTo(end)) {
        decoded.add(messages);
      }
    }
    batcher.took(feed, waiting - feed.size());
    return decoder.batch();
  }

  private boolean hasRoom(long batchBytes) {
    return !decoder.isFull() && batcher.fits(batchBytes);
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
  public long firstPlace() {
    return firstOffset;
  }

  @Override
  public long lastPlace() {
    return lastOffset;
  }

  @Override
  public InputRange rangeOf(int wanted, long first, long last) {
    String topic = topics.get(PartitionFeed.topicOf(wanted)).name();
    String partition = "partition %d of '%s'".formatted(PartitionFeed.numberOf(wanted), topic);
    return new InputRange(InputRange.Unit.OFFSETS, partition, first, last);
  }

  @Override
  public int[] openParts() {
    return feeds.stream()
        .filter(feed -> !feed.hasEnded() || !feed.isEmpty())
        .mapToInt(PartitionFeed::part)
        .toArray();
  }

  @Override
  public void willReadTo(ReadPosition end) {
    for (TopicPlace.Topic topic : TopicPlace.of(end).topics()) {
      if (!topics.contains(topic)) {
        topics.add(topic);
      }
    }
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
    ends.close();
    try {
      group.commit(feeds, consumer);
      Clients.close(consumer);
    } catch (KafkaException e) {
      throw Failures.of(what, e);
    }
  }
}
