package io.velostream.connector.kafka;

import io.velostream.columnar.Batch;
import io.velostream.connector.spi.BatchWriter;
import java.io.IOException;
import java.util.Map;

/// Writes for a run that is not saved: messages are seen as they are sent.
final class PlainWriter implements BatchWriter {
  private final TopicSink sink;

  PlainWriter(SinkTarget target) throws IOException {
    sink = target.open(Map.of(), Map.of());
  }

  @Override
  public void write(Batch batch) throws IOException {
    sink.add(batch);
  }

  @Override
  public void endStep() throws IOException {
    sink.release();
  }

  @Override
  public void commit() throws IOException {
    sink.flush();
  }

  @Override
  public void close() {
    sink.close();
  }
}
