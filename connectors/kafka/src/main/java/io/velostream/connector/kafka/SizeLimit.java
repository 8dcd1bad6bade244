package io.velostream.connector.kafka;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.AbstractRecords;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.record.internal.SimpleRecord;

/// How large a message may be, which is looked at before it is sent: a refusal would spoil the
/// transaction that it is part of, with all the others in it.
///
/// @param request the most bytes of a request, before compression
/// @param batch the most bytes of a batch in the topic, compressed
/// @param compression how batches are written
record SizeLimit(int request, int batch, CompressionType compression) {
  private static final String REQUEST = "max.request.size";
  private static final int USUAL_REQUEST = 1 << 20;

  /// @param settings those of the producer
  /// @param batch what the topic takes
  static SizeLimit of(Map<String, Object> settings, int batch) {
    Object request = settings.getOrDefault(REQUEST, USUAL_REQUEST);
    Object compression = settings.getOrDefault("compression.type", "none");
    return new SizeLimit(
        Integer.parseInt(String.valueOf(request)),
        batch,
        CompressionType.forName(String.valueOf(compression)));
  }

  /// Why a message cannot be sent, if it cannot.
  Optional<String> refusal(ProducerRecord<byte[], byte[]> message) {
    int most =
        AbstractRecords.estimateSizeInBytesUpperBound(
            RecordBatch.CURRENT_MAGIC_VALUE,
            compression,
            message.key(),
            message.value(),
            message.headers().toArray());
    if (most > request) {
      return Optional.of(
          "the message has %d bytes, more than the %d of '%s%s'"
              .formatted(most, request, KafkaOptions.PROPERTIES, REQUEST));
    }
    if (most <= batch) {
      return Optional.empty();
    }
    int size = compressed(message);
    return size <= batch
        ? Optional.empty()
        : Optional.of(
            "the message has %d bytes, more than the %d that 'max.message.bytes' of the topic allows"
                .formatted(size, batch));
  }

  private int compressed(ProducerRecord<byte[], byte[]> message) {
    return MemoryRecords.withRecords(
            Compression.of(compression).build(),
            new SimpleRecord(
                message.timestamp() == null ? 0 : message.timestamp(),
                message.key(),
                message.value(),
                message.headers().toArray()))
        .sizeInBytes();
  }
}
