package io.velostream.connector.kafka;

import io.velostream.columnar.Slice;
import io.velostream.columnar.nested.SlotReader;
import io.velostream.columnar.nested.Tag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/// A message to be sent. Two are equal when all that readers see of them is.
///
/// @param key `null` without a key
/// @param value `null` when what the key stood for is taken away
/// @param millis its timestamp; `null` for that at which it is sent
/// @param headers a MAP of names and values, see [Tag]; `null` without headers
record OutgoingMessage(
    byte @Nullable [] key,
    byte @Nullable [] value,
    @Nullable Long millis,
    @Nullable Slice headers) {
  /// The one that takes away what this one stands for.
  OutgoingMessage tombstone() {
    return new OutgoingMessage(key, null, null, null);
  }

  ProducerRecord<byte[], byte[]> to(String topic) {
    return new ProducerRecord<>(topic, null, millis, key, value, headerList());
  }

  private List<Header> headerList() {
    if (headers == null) {
      return List.of();
    }
    List<Header> list = new ArrayList<>();
    byte[] d = headers.array();
    for (int p = headers.offset() + 1; d[p] != Tag.END; ) {
      int value = SlotReader.end(d, p);
      list.add(
          new RecordHeader(
              SlotReader.bytesAt(d, p).toText(),
              SlotReader.isNull(d, value) ? null : bytes(SlotReader.bytesAt(d, value))));
      p = SlotReader.end(d, value);
    }
    return list;
  }

  private static byte[] bytes(Slice slice) {
    return Arrays.copyOfRange(slice.array(), slice.offset(), slice.offset() + slice.length());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OutgoingMessage that
        && Arrays.equals(key, that.key)
        && Arrays.equals(value, that.value)
        && Objects.equals(millis, that.millis)
        && Objects.equals(headers, that.headers);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(key) + Arrays.hashCode(value);
  }
}
