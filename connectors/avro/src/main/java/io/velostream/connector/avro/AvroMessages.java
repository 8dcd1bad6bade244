package io.velostream.connector.avro;

import io.velostream.columnar.Schema;
import io.velostream.connector.formats.DecodeRequest;
import io.velostream.connector.formats.MessageEncoder;
import io.velostream.connector.formats.MessageFormat;
import io.velostream.connector.formats.MessageReader;
import io.velostream.connector.formats.MessageUse;
import io.velostream.connector.formats.rows.RowBatch;
import io.velostream.connector.spi.OptionSpec;
import io.velostream.connector.spi.Options;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Messages that are one record each, without its schema: that is the option's, or made of the
/// columns.
public final class AvroMessages implements MessageFormat {
  @Override
  public String name() {
    return "avro";
  }

  @Override
  public List<OptionSpec> options(Set<String> given) {
    return List.of(
        OptionSpec.optional(
            "avro.schema",
            "the schema of records, or the path of a file with it; made of the columns if not"
                + " given"));
  }

  @Override
  public MessageReader reader(DecodeRequest request, MessageUse use) {
    org.apache.avro.Schema record = schema(request.schema(), request.options(), use);
    RowBatch batch = new RowBatch(request.schema(), request.columns(), request.batchRows());
    RowPlan plan =
        RowPlan.of(record, Optional.of(record), batch, RowPlan.Lacking.NULLS, "'avro.schema'");
    return RecordBody.reader(batch, request, 1, plan::readOne);
  }

  @Override
  public MessageEncoder encoder(Schema schema, Options options, boolean changelog, MessageUse use) {
    MessageFormat.requireInsertions(changelog, name());
    RecordEncoder encoder = new RecordEncoder(schema, schema(schema, options, use));
    return new RowMessages(encoder);
  }

  private static org.apache.avro.Schema schema(Schema schema, Options options, MessageUse use) {
    return Schemas.declared(options, use.world().files())
        .orElseGet(() -> Schemas.ofColumns(schema.fields()));
  }
}
