package io.velostream.connector.avro;

import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.file.FileFormat;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Files of Avro: object containers. Nothing of Avro's library is loaded before a file is read or
/// written.
public final class AvroFormat implements FileFormat {
  private static final String UNION_BY_NAME = "union-by-name";
  private static final String CODEC = "avro.codec";

  @Override
  public String name() {
    return "avro";
  }

  @Override
  public List<String> extensions() {
    return List.of(".avro");
  }

  @Override
  public boolean isStream() {
    return false;
  }

  @Override
  public List<OptionSpec> options(String path) {
    return List.of(
        OptionSpec.withDefault(CODEC, "snappy", "writing: how blocks are compressed")
            .oneOf("null", "deflate", "snappy", "zstandard"),
        OptionSpec.optional(
            "avro.schema",
            "writing: the schema of records, or the path of a file with it; made of the columns if"
                + " not given; reading: its defaults stand for fields that files lack"));
  }

  @Override
  public Survey survey(Options options, int sampleRows, int files, Files seam) {
    boolean union = options.getBoolean(UNION_BY_NAME);
    List<Field> found = new ArrayList<>();
    return new Survey() {
      @Override
      public void add(String path) throws IOException {
        try (Container file = Container.open(path, seam)) {
          List<Field> fields = AvroTypes.fields(file.schema(), "'" + path + "'");
          if (found.isEmpty()) {
            found.addAll(fields);
          } else if (union) {
            fields.stream()
                .filter(field -> RowPlan.find(field.name(), found) < 0)
                .map(field -> Field.of(field.name(), field.type()))
                .forEach(found::add);
          }
        }
      }

      @Override
      public Schema schema() {
        return new Schema(
            union ? found.stream().map(f -> Field.of(f.name(), f.type())).toList() : found);
      }
    };
  }

  @Override
  public Source source(TableRequest request) {
    Files files = request.world().files();
    Optional<org.apache.avro.Schema> declared = Schemas.declared(request.options(), files);
    RowPlan.Lacking lacking =
        request.options().getBoolean(UNION_BY_NAME) ? RowPlan.Lacking.NULLS : RowPlan.Lacking.ERROR;
    return new Source() {
      @Override
      public BatchReader open(String path) throws IOException {
        return reader(path);
      }

      @Override
      public BatchReader open(String path, ReadPosition from) throws IOException {
        ContainerReader reader = reader(path);
        try {
          reader.startAt(from);
          return reader;
        } catch (IOException | RuntimeException e) {
          reader.close();
          throw e;
        }
      }

      private ContainerReader reader(String path) throws IOException {
        Container file = Container.open(path, files);
        try {
          RowBatch batch = new RowBatch(request.schema(), request.columns(), request.batchRows());
          RowPlan plan = RowPlan.of(file.schema(), declared, batch, lacking, "'" + path + "'");
          return new ContainerReader(file, plan, batch, request.badRows());
        } catch (RuntimeException e) {
          file.close();
          throw e;
        }
      }
    };
  }

  @Override
  public BatchWriter writer(TableRequest request, String path, Files.AtomicFile file)
      throws IOException {
    if (path.equals("-")) {
      throw new UserException(
          ErrorCode.INVALID_OPTION, "an Avro file cannot be written to standard output");
    }
    if (request.changelog() && request.schema().indexOf(RowEncoder.OP) >= 0) {
      throw RowEncoder.opIsTaken();
    }
    Schema columns =
        request.changelog() ? ContainerWriter.withOp(request.schema()) : request.schema();
    org.apache.avro.Schema record =
        Schemas.declared(request.options(), request.world().files())
            .orElseGet(() -> Schemas.ofColumns(columns.fields()));
    BlockCodec codec = BlockCodec.named(request.options().get(CODEC)).orElseThrow();
    long[] mark = {request.world().random().freshSeed(), request.world().random().freshSeed()};
    return new ContainerWriter(file, columns, record, codec, request.changelog(), mark);
  }
}
