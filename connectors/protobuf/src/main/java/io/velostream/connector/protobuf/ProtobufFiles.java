package io.velostream.connector.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.file.FileFormat;
import io.velostream.connector.file.FileOutput;
import io.velostream.connector.formats.RowEncoder;
import io.velostream.connector.formats.rows.RowBatch;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.connector.spi.OptionSpec;
import io.velostream.connector.spi.Options;
import io.velostream.connector.spi.ReadPosition;
import io.velostream.connector.spi.TableRequest;
import io.velostream.stream.seam.Files;
import java.io.IOException;
import java.util.List;

/// Files of messages, each behind its length, as `writeDelimitedTo` of Google's libraries writes
/// them. Nothing in such a file says what its messages are.
public final class ProtobufFiles implements FileFormat {
  private static final String NAME = ProtobufMessages.NAME;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> extensions() {
    return List.of(".pb");
  }

  @Override
  public boolean isStream() {
    return true;
  }

  @Override
  public List<OptionSpec> options(String path) {
    return ProtobufMessages.specs();
  }

  @Override
  public Survey survey(Options options, int sampleRows, int files, Files seam) {
    return new Survey() {
      @Override
      public void add(String path) {
        // the schema is not there
      }

      @Override
      public Schema schema() {
        Descriptor message =
            ProtobufMessages.declared(NAME, options, seam)
                .orElseThrow(() ->
                    new UserException(
                            ErrorCode.INVALID_STATEMENT,
                            "files of Protocol Buffers do not say what their columns are")
                        .hint(
                            "declare the columns, or give the schema: CREATE TABLE t WITH"
                                + " ('connector' = 'file', 'path' = '…', 'format' = 'protobuf',"
                                + " 'protobuf.schema' = 'orders.proto')"));
        return ProtoColumns.of(message, options.getBoolean(ProtobufMessages.DEFAULTS));
      }
    };
  }

  @Override
  public Source source(TableRequest request) {
    Descriptor message =
        ProtobufMessages.schema(request.schema(), request.options(), request.world().files());
    return new Source() {
      @Override
      public BatchReader open(String path) throws IOException {
        return reader(path);
      }

      @Override
      public BatchReader open(String path, ReadPosition from) throws IOException {
        DelimitedReader reader = reader(path);
        try {
          reader.startAt(from);
          return reader;
        } catch (IOException | RuntimeException e) {
          reader.close();
          throw e;
        }
      }

      private DelimitedReader reader(String path) throws IOException {
        RowBatch batch = new RowBatch(request.schema(), request.columns(), request.batchRows());
        boolean defaults = request.options().getBoolean(ProtobufMessages.DEFAULTS);
        String source = "the message '" + message.getFullName() + "'";
        MessagePlan plan = MessagePlan.of(message, batch, defaults, source);
        return new DelimitedReader(
            DelimitedInput.open(path, request), plan, batch, request.badRows());
      }
    };
  }

  @Override
  public BatchWriter writer(TableRequest request, String path, Files.AtomicFile file)
      throws IOException {
    Schema columns = request.schema();
    if (request.changelog()) {
      if (columns.indexOf(RowEncoder.OP) >= 0) {
        throw RowEncoder.opIsTaken();
      }
      columns = DelimitedWriter.withOp(columns);
    }
    Descriptor message =
        ProtobufMessages.schema(columns, request.options(), request.world().files());
    MessageWriter messages = MessageWriter.of(columns.fields(), message, "");
    FileOutput output = FileOutput.open(path, request, file);
    return new DelimitedWriter(file, output, messages, request.changelog());
  }
}
