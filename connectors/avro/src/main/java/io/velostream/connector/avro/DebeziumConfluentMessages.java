package io.velostream.connector.avro;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.connector.formats.DecodeRequest;
import io.velostream.connector.formats.MessageEncoder;
import io.velostream.connector.formats.MessageFormat;
import io.velostream.connector.formats.MessageReader;
import io.velostream.connector.formats.MessageUse;
import io.velostream.connector.formats.TextBuffer;
import io.velostream.connector.formats.registry.HeadedMessages;
import io.velostream.connector.formats.registry.RegistryFormat;
import io.velostream.connector.formats.rows.RowBatch;
import io.velostream.connector.spi.OptionSpec;
import io.velostream.connector.spi.Options;
import java.util.List;
import java.util.Set;

/// Changes of tables of databases, as Debezium writes them as records whose schemas are in a
/// registry.
public final class DebeziumConfluentMessages implements MessageFormat {
  private static final RegistryFormat FORMAT =
      new RegistryFormat("debezium-avro-confluent", "AVRO");

  @Override
  public String name() {
    return FORMAT.name();
  }

  @Override
  public boolean isChangelog() {
    return true;
  }

  @Override
  public String ofKeys() {
    return "json";
  }

  @Override
  public List<OptionSpec> options(Set<String> given) {
    return FORMAT.options(List.of());
  }

  @Override
  public MessageReader reader(DecodeRequest request, MessageUse use) {
    RowBatch batch = new RowBatch(request.schema(), request.columns(), request.batchRows());
    return RecordBody.reader(
        batch,
        request,
        2,
        FORMAT.plans(
            request.options(),
            use,
            (schema, _, source) -> ChangePlan.of(Schemas.of(schema, source), batch, source)));
  }

  @Override
  public MessageEncoder encoder(Schema schema, Options options, boolean changelog, MessageUse use) {
    org.apache.avro.Schema row = Schemas.ofColumns(schema.fields());
    int id = FORMAT.register(Schemas.envelope(row).toString(), options, use);
    return new HeadedMessages(id, new Changes(new RecordEncoder(schema, row)));
  }

  /// Writes a row that comes as `c`, and one that goes as `d`.
  private record Changes(RecordEncoder rows) implements MessageEncoder {
    @Override
    public boolean isChangelog() {
      return true;
    }

    @Override
    public void message(Batch batch, int row, boolean inserted, TextBuffer out) {
      if (inserted) {
        AvroOutput.putLong(0, out);
      }
      AvroOutput.putLong(1, out);
      rows.row(batch, row, out);
      if (!inserted) {
        AvroOutput.putLong(0, out);
      }
      AvroOutput.putLong(1, out);
      out.append(inserted ? 'c' : 'd');
    }
  }
}
