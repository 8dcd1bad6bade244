package io.velostream.connector.kafka;

import io.velostream.connector.spi.Options;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/// Where reading begins and ends, as the options of a table say it.
final class Offsets {
  private static final Pattern ENTRY =
      Pattern.compile("\\s*partition\\s*:\\s*(\\d{1,9})\\s*,\\s*offset\\s*:\\s*(\\d{1,18})\\s*");

  private final Options options;

  Offsets(Options options) {
    this.options = options;
  }

  /// Checks what can be checked without brokers.
  ///
  /// @throws io.velostream.columnar.error.UserException INVALID_OPTION
  void check() {
    check(
        options.get(KafkaOptions.STARTUP), KafkaOptions.STARTUP_OFFSETS, KafkaOptions.STARTUP_TIME);
    check(
        options.get(KafkaOptions.BOUNDED), KafkaOptions.BOUNDED_OFFSETS, KafkaOptions.BOUNDED_TIME);
    options.getNanos(KafkaOptions.DISCOVERY);
  }

  private void check(String mode, String offsets, String time) {
    requireIf(mode.equals("specific-offsets"), mode, offsets);
    requireIf(mode.equals("timestamp"), mode, time);
    switch (mode) {
      case "specific-offsets" -> specific(offsets);
      case "timestamp" -> options.getLong(time);
      case "group-offsets" -> requireIf(true, mode, KafkaOptions.GROUP);
      default -> {}
    }
  }

  private void requireIf(boolean wanted, String mode, String option) {
    if (wanted && options.find(option).isEmpty()) {
      throw KafkaOptions.invalid(option, "is missing, and '" + mode + "' needs it", "set it");
    }
    if (!wanted && options.find(option).isPresent()) {
      throw KafkaOptions.invalid(option, "is of no use with '" + mode + "'", "remove it");
    }
  }

  private Map<Integer, Long> specific(String option) {
    Map<Integer, Long> offsets = new HashMap<>();
    for (String entry : options.get(option).split(";")) {
      Matcher parts = ENTRY.matcher(entry);
      if (!parts.matches()) {
        throw KafkaOptions.invalid(
            option, "has an entry '" + entry + "'", "write partition:0,offset:42;partition:1,…");
      }
      offsets.put(Integer.parseInt(parts.group(1)), Long.parseLong(parts.group(2)));
    }
    return offsets;
  }

  /// Where reading begins in each partition.
  Map<TopicPartition, Long> starts(Consumer<?, ?> consumer, List<TopicPartition> partitions) {
    return switch (options.get(KafkaOptions.STARTUP)) {
      case "earliest-offset" -> consumer.beginningOffsets(partitions);
      case "latest-offset" -> consumer.endOffsets(partitions);
      case "group-offsets" -> ofGroup(consumer, partitions, consumer.beginningOffsets(partitions));
      case "timestamp" ->
          atTime(
              consumer,
              partitions,
              options.getLong(KafkaOptions.STARTUP_TIME),
              consumer.endOffsets(partitions));
      default -> {
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<Integer, Long> given = specific(KafkaOptions.STARTUP_OFFSETS);
        yield of(
            partitions,
            partition -> given.getOrDefault(partition.partition(), begins.get(partition)));
      }
    };
  }

  /// Before which offset reading ends in each partition, or [TopicPlace#NO_END].
  Map<TopicPartition, Long> ends(Consumer<?, ?> consumer, List<TopicPartition> partitions) {
    return switch (options.get(KafkaOptions.BOUNDED)) {
      case KafkaOptions.UNBOUNDED -> of(partitions, _ -> TopicPlace.NO_END);
      case "latest-offset" -> consumer.endOffsets(partitions);
      case "group-offsets" -> ofGroup(consumer, partitions, consumer.beginningOffsets(partitions));
      case "timestamp" ->
          atTime(
              consumer,
              partitions,
              options.getLong(KafkaOptions.BOUNDED_TIME),
              consumer.endOffsets(partitions));
      default -> {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<Integer, Long> given = specific(KafkaOptions.BOUNDED_OFFSETS);
        yield of(
            partitions,
            partition -> given.getOrDefault(partition.partition(), ends.get(partition)));
      }
    };
  }

  private static Map<TopicPartition, Long> of(
      List<TopicPartition> partitions, ToLongFunction<TopicPartition> offset) {
    return partitions.stream()
        .collect(Collectors.toMap(partition -> partition, offset::applyAsLong));
  }

  private static Map<TopicPartition, Long> ofGroup(
      Consumer<?, ?> consumer,
      List<TopicPartition> partitions,
      Map<TopicPartition, Long> otherwise) {
    Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(partitions));
    return of(
        partitions,
        partition -> {
          OffsetAndMetadata offset = committed.get(partition);
          return offset == null ? otherwise.getOrDefault(partition, 0L) : offset.offset();
        });
  }

  private static Map<TopicPartition, Long> atTime(
      Consumer<?, ?> consumer,
      List<TopicPartition> partitions,
      long millis,
      Map<TopicPartition, Long> otherwise) {
    Map<TopicPartition, OffsetAndTimestamp> found =
        consumer.offsetsForTimes(
            of(partitions, _ -> millis).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    return of(
        partitions,
        partition -> {
          OffsetAndTimestamp offset = found.get(partition);
          return offset == null ? otherwise.getOrDefault(partition, 0L) : offset.offset();
        });
  }
}
