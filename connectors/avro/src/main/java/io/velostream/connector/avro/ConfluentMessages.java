package io.velostream.connector.avro;

import io.velostream.columnar.Schema;
import io.velostream.connector.formats.DecodeRequest;
import io.velostream.connector.formats.MessageEncoder;
import io.velostream.connector.formats.MessageFormat;
import io.velostream.connector.formats.MessageReader;
import io.velostream.connector.formats.MessageUse;
import io.velostream.connector.formats.registry.HeadedMessages;
import io.velostream.connector.formats.registry.RegisteredSchema;
import io.velostream.connector.formats.registry.RegistryFormat;
import io.velostream.connector.formats.rows.RowBatch;
import io.velostream.connector.spi.OptionSpec;
import io.velostream.connector.spi.Options;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Messages that are one record each, behind the id that their schema has in a registry.
public final class ConfluentMessages implements MessageFormat {
  private static final String NAME = "avro-confluent";
  private static final RegistryFormat FORMAT = new RegistryFormat(NAME, "AVRO");
  private static final String SCHEMA = NAME + ".schema";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<OptionSpec> options(Set<String> given) {
    return FORMAT.options(
        List.of(
            OptionSpec.optional(
                SCHEMA,
                "writing: the schema of records, or the path of a file with it; made of the columns"
                    + " if not given; reading: its defaults stand for fields that records lack"),
            FORMAT.latestOption()));
  }

  @Override
  public MessageReader reader(DecodeRequest request, MessageUse use) {
    RowBatch batch = new RowBatch(request.schema(), request.columns(), request.batchRows());
    Optional<org.apache.avro.Schema> declared =
        Schemas.declared(SCHEMA, request.options(), use.world().files());
    return RecordBody.reader(
        batch,
        request,
        1,
        FORMAT.plans(
            request.options(),
            use,
            (schema, _, source) -> {
              org.apache.avro.Schema written = Schemas.of(schema, source);
              return RowPlan.of(written, declared, batch, RowPlan.Lacking.NULLS, source)::readOne;
            }));
  }

  @Override
  public MessageEncoder encoder(Schema schema, Options options, boolean changelog, MessageUse use) {
    MessageFormat.requireInsertions(changelog, NAME);
    Optional<RegisteredSchema> latest = FORMAT.latest(SCHEMA, options, use);
    org.apache.avro.Schema record =
        latest
            .map(newest -> Schemas.of(newest, "the schema " + newest.id()))
            .or(() -> Schemas.declared(SCHEMA, options, use.world().files()))
            .orElseGet(() -> Schemas.ofColumns(schema.fields()));
    RowMessages rows = new RowMessages(new RecordEncoder(schema, record));
    int id =
        latest
            .map(RegisteredSchema::id)
            .orElseGet(() -> FORMAT.register(record.toString(), options, use));
    return new HeadedMessages(id, rows);
  }
}
