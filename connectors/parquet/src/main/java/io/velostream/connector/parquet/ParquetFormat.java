package io.velostream.connector.parquet;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.file.FileFormat;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.connector.spi.OptionSpec;
import io.velostream.connector.spi.Options;
import io.velostream.connector.spi.TableRequest;
import io.velostream.stream.seam.Files;
import java.io.IOException;
import java.util.List;

/// Parquet files. Nothing of Parquet's library is loaded before a file is read or written.
public final class ParquetFormat implements FileFormat {
  private static final String UNION_BY_NAME = "union-by-name";
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
  public boolean isText() {
    return false;
  }

  @Override
  public List<OptionSpec> options(String path) {
    return List.of(
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
    throw new UserException(ErrorCode.NOT_SUPPORTED, "Parquet files cannot be written yet");
  }
}
