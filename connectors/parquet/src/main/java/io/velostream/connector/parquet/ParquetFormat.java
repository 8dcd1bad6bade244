package io.velostream.connector.parquet;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.file.FileFormat;
import io.velostream.connector.formats.RowEncoder;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.connector.spi.OptionSpec;
import io.velostream.connector.spi.Options;
import io.velostream.connector.spi.TableRequest;
import io.velostream.stream.seam.Files;
import java.io.IOException;
import java.util.List;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/// Parquet files. Nothing of Parquet's library is loaded before a file is read or written.
public final class ParquetFormat implements FileFormat {
  private static final String UNION_BY_NAME = "union-by-name";
  private static final String COMPRESSION = "compression";
  private static final String GROUP_ROWS = "parquet.row-group-rows";
  private static final String DICTIONARY = "dictionary";

  @Override
  public String name() {
    return "parquet";
  }

  @Override
  public List<String> extensions() {
    return List.of(".parquet", ".parq");
  }

  @Override
  public boolean isStream() {
    return false;
  }

  @Override
  public boolean usesBounds() {
    return true;
  }

  @Override
  public List<OptionSpec> options(String path) {
    return List.of(
        OptionSpec.withDefault(COMPRESSION, "zstd", "writing: how pages are compressed")
            .oneOf("zstd", "snappy", "gzip", "none"),
        OptionSpec.withDefault(
            GROUP_ROWS, "131072", "writing: rows of a row group, the unit that readers can skip"),
        OptionSpec.withDefault(DICTIONARY, "auto", "off: do not keep repeated strings once")
            .oneOf("auto", "off"));
  }

  @Override
  public Survey survey(Options options, int sampleRows, int files, Files seam) {
    return new ParquetSurvey(options.getBoolean(UNION_BY_NAME), seam);
  }

  @Override
  public Source source(TableRequest request) {
    return new ParquetSource(
        request,
        request.options().getBoolean(UNION_BY_NAME),
        !request.options().get(DICTIONARY).equals("off"));
  }

  @Override
  public BatchWriter writer(TableRequest request, String path, Files.AtomicFile file)
      throws IOException {
    if (path.equals("-")) {
      throw new UserException(
          ErrorCode.INVALID_OPTION, "a Parquet file cannot be written to standard output");
    }
    Options options = request.options();
    long groupRows = options.getLong(GROUP_ROWS);
    if (groupRows < 1) {
      throw new UserException(
          ErrorCode.INVALID_OPTION, "the option '" + GROUP_ROWS + "' must be 1 or more");
    }
    if (request.changelog() && request.schema().indexOf(RowEncoder.OP) >= 0) {
      throw RowEncoder.opIsTaken();
    }
    List<String> op = request.changelog() ? List.of(RowEncoder.OP) : List.of();
    return new ParquetWriter(
        file, request.schema(), op, codec(options.get(COMPRESSION)), groupRows);
  }

  private static CompressionCodecName codec(String name) {
    return switch (name) {
      case "zstd" -> CompressionCodecName.ZSTD;
      case "snappy" -> CompressionCodecName.SNAPPY;
      case "gzip" -> CompressionCodecName.GZIP;
      case "none" -> CompressionCodecName.UNCOMPRESSED;
      default -> throw new IllegalArgumentException("no compression " + name);
    };
  }
}
