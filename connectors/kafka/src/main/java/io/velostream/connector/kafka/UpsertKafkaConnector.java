package io.velostream.connector.kafka;

import io.velostream.columnar.Schema;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.connector.spi.Connector;
import io.velostream.connector.spi.EpochWriter;
import io.velostream.connector.spi.OptionSpec;
import io.velostream.connector.spi.Options;
import io.velostream.connector.spi.ReadPosition;
import io.velostream.connector.spi.RecordColumn;
import io.velostream.connector.spi.TableRequest;
import io.velostream.stream.seam.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A table that is a compacted topic: a message replaces the row of its key, one without a value
/// takes it away. Of several topics each has rows of its own, and says so in the key.
public final class UpsertKafkaConnector implements Connector {
  @Override
  public String name() {
    return "upsert-kafka";
  }

  @Override
  public List<OptionSpec> options(Map<String, String> given) {
    return KafkaOptions.specs(given, true);
  }

  @Override
  public boolean isBounded(Map<String, String> given) {
    return KafkaOptions.isBounded(given);
  }

  @Override
  public boolean isKeyed() {
    return true;
  }

  @Override
  public Optional<String> readsAlone(Map<String, String> given) {
    return KafkaTables.oneReader();
  }

  @Override
  public boolean isRemote() {
    return true;
  }

  @Override
  public List<RecordColumn> recordColumns() {
    return KafkaTables.recordColumns();
  }

  @Override
  public Schema inferSchema(Options options, World world) {
    throw KafkaTables.undeclared();
  }

  @Override
  public void check(TableRequest request) {
    KafkaTables.check(request);
    KafkaTables.requireKey(request);
    KafkaTables.requireOrder(request);
    new Offsets(request.options()).check();
  }

  @Override
  public BatchReader openReader(TableRequest request) {
    return KafkaTables.reader(() -> TopicReader.open(request));
  }

  @Override
  public BatchReader openReader(TableRequest request, ReadPosition from) {
    return from.isStart()
        ? openReader(request)
        : KafkaTables.reader(() -> TopicReader.open(request, TopicPlace.of(from)));
  }

  @Override
  public BatchWriter openWriter(TableRequest request) {
    KafkaTables.requireKeyOfMessages(request);
    return KafkaTables.writer(request, true);
  }

  @Override
  public Optional<EpochWriter> openEpochWriter(TableRequest request) {
    KafkaTables.requireKeyOfMessages(request);
    return Optional.of(KafkaTables.epochWriter(request, true));
  }
}
