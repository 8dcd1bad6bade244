package io.velostream.connector.kafka;

import io.velostream.connector.spi.ReadPosition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.Uuid;

/// How far a reader is in each partition.
///
/// @param topics which they are
/// @param partitions in the order in which they were found
record TopicPlace(List<Topic> topics, List<Partition> partitions) {
  /// Where a partition without an end ends.
  static final long NO_END = Long.MAX_VALUE;

  private static final int VERSION = 1;

  TopicPlace {
    topics = List.copyOf(topics);
    partitions = List.copyOf(partitions);
  }

  /// A topic, which is another one when it was deleted and made anew.
  record Topic(String name, Uuid id) {}

  /// @param topic by index
  /// @param next the offset of the message to be read next
  /// @param end the offset before which reading ends, or [#NO_END]
  record Partition(int topic, int number, long next, long end) {}

  ReadPosition toPosition() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeInt(topics.size());
      for (Topic topic : topics) {
        out.writeUTF(topic.name());
        out.writeLong(topic.id().getMostSignificantBits());
        out.writeLong(topic.id().getLeastSignificantBits());
      }
      out.writeInt(partitions.size());
      for (Partition partition : partitions) {
        out.writeInt(partition.topic());
        out.writeInt(partition.number());
        out.writeLong(partition.next());
        out.writeLong(partition.end());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return new ReadPosition(bytes.toByteArray());
  }

  static TopicPlace of(ReadPosition position) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(position.bytes()))) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new IllegalStateException("a place in topics of version " + version);
      }
      List<Topic> topics = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        topics.add(new Topic(in.readUTF(), new Uuid(in.readLong(), in.readLong())));
      }
      List<Partition> partitions = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        partitions.add(new Partition(in.readInt(), in.readInt(), in.readLong(), in.readLong()));
      }
      return new TopicPlace(topics, partitions);
    } catch (IOException e) {
      throw new IllegalStateException("not a place in topics: " + position, e);
    }
  }
}
