package io.velostream.connector.file;

import io.velostream.columnar.Schema;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.formats.Encoding;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.connector.spi.Connector;
import io.velostream.connector.spi.EpochWriter;
import io.velostream.connector.spi.OptionSpec;
import io.velostream.connector.spi.Options;
import io.velostream.connector.spi.ReadPosition;
import io.velostream.connector.spi.TableRequest;
import io.velostream.connector.spi.TurnReader;
import io.velostream.stream.seam.Files;
import io.velostream.stream.seam.World;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tables that are files: one, those that match a pattern, or all of a folder. A bare `-` as path
/// is standard input or output.
public final class FileConnector implements Connector {
  /// The value of the `connector` option.
  public static final String NAME = "file";

  /// The option with the path of the file.
  public static final String PATH = "path";

  static final String FORMAT = "format";
  static final String COMPRESSION = "compression";
  static final String UNION_BY_NAME = "union-by-name";

  /// What the names of folders end in where epochs are staged; they begin with a point.
  private static final String HIDDEN = ".velostream";

  /// How many files are looked at to find the columns, unless all must be.
  private static final int SAMPLED_FILES = 16;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<OptionSpec> options(Map<String, String> given) {
    List<OptionSpec> options = new ArrayList<>();
    options.add(
        OptionSpec.required(
            PATH, "the file, a pattern or a folder of files, or - for standard input or output"));
    String path = given.getOrDefault(PATH, "");
    OptionSpec formatName =
        FileTables.format(path)
            .map(name -> OptionSpec.withDefault(FORMAT, name, "how rows are written"))
            .orElse(OptionSpec.required(FORMAT, "how rows are written"));
    options.add(formatName.oneOf(FileFormats.names().toArray(String[]::new)));
    Optional<FileFormat> chosen = chosen(given, path);
    if (chosen.isEmpty() || chosen.get().isStream()) {
      options.add(
          OptionSpec.withDefault(
                  COMPRESSION, Compression.AUTO, "auto: what the name ends in, or the content says")
              .oneOf(Compression.options()));
    }
    options.add(
        OptionSpec.withDefault(
                UNION_BY_NAME,
                "false",
                "whether a column that only some of the files have is NULL in the others")
            .oneOf("true", "false"));
    options.add(
        OptionSpec.withDefault(
                Partitions.OPTION,
                "auto",
                "whether folders such as day=2026-01-05 tell the value of a column; auto: yes, if"
                    + " all files lie in folders for the same columns")
            .oneOf("auto", "true", "false"));
    if (chosen.isEmpty() || chosen.get() instanceof TextFormat) {
      options.add(
          OptionSpec.withDefault(
              FileTables.SAMPLE_ROWS,
              "20000",
              "rows that are looked at to find columns and their types"));
    }
    options.addAll(Follow.options());
    options.addAll(PartitionKeys.options());
    options.addAll(RollPolicy.options());
    chosen.ifPresent(known -> options.addAll(known.options(path)));
    chosen.ifPresent(known -> options.addAll(known.columnOptions(given.keySet())));
    return options;
  }

  @Override
  public boolean isBounded(Map<String, String> given) {
    return !Follow.isWanted(given);
  }

  @Override
  public Optional<String> readsAlone(Map<String, String> given) {
    String path = given.getOrDefault(PATH, "");
    String compression = given.getOrDefault(COMPRESSION, Compression.AUTO);
    if (Follow.isWanted(given)) {
      return Optional.of("it is followed");
    }
    if (path.equals(FileSet.STANDARD)) {
      return Optional.of("it is the standard input");
    }
    if (!Encoding.isUtf8(given)) {
      return Optional.of("it is in another encoding than UTF-8");
    }
    if (!chosen(given, path).map(TextFormat.class::isInstance).orElse(true)) {
      return Optional.of("files of this format are read as a whole");
    }
    return Compression.named(compression).orElse(Compression.ofName(path)) == Compression.NONE
        ? Optional.empty()
        : Optional.of("it is compressed");
  }

  @Override
  public boolean isChangelog(Map<String, String> given) {
    return chosen(given, given.getOrDefault(PATH, "")).map(FileFormat::isChangelog).orElse(false);
  }

  private static Optional<FileFormat> chosen(Map<String, String> given, String path) {
    String name = given.get(FORMAT);
    return name == null ? FileFormats.ofPath(path) : FileFormats.named(name);
  }

  @Override
  public Schema inferSchema(Options options, World world) {
    FileSet set = FileSet.find(options.get(PATH), world.files());
    boolean all = options.getBoolean(UNION_BY_NAME);
    List<String> sample = all ? set.files() : set.sample(SAMPLED_FILES);
    FileFormat.Survey survey =
        FileFormats.of(options.get(FORMAT))
            .survey(options, sampleRows(options), sample.size(), world.files());
    for (String path : sample) {
      try {
        survey.add(path);
      } catch (IOException e) {
        throw FileInput.readError(path, 0, e);
      }
    }
    return Partitions.of(set, options).infer(survey.schema(), set);
  }

  private static int sampleRows(Options options) {
    if (options.find(FileTables.SAMPLE_ROWS).isEmpty()) {
      return 1; // the files themselves say what their columns are
    }
    long rows = options.getLong(FileTables.SAMPLE_ROWS);
    if (rows < 1 || rows > Integer.MAX_VALUE) {
      throw new UserException(
          ErrorCode.INVALID_OPTION,
          "the option '" + FileTables.SAMPLE_ROWS + "' must be 1 or more");
    }
    return (int) rows;
  }

  @Override
  public boolean usesBounds(Map<String, String> given) {
    return chosen(given, given.getOrDefault(PATH, "")).map(FileFormat::usesBounds).orElse(false);
  }

  @Override
  public BatchReader openReader(TableRequest request) {
    Options options = request.options();
    Files files = request.world().files();
    if (Follow.isWanted(options)) {
      return following(request);
    }
    FileSet set = FileSet.find(options.get(PATH), files);
    PartitionColumns partitions = new PartitionColumns(request, Partitions.of(set, options));
    FileFormat.Source source =
        FileFormats.of(options.get(FORMAT)).source(partitions.ofFiles(request));
    return new FileSetReader(set.files(), source, partitions, files).opened();
  }

  @Override
  public List<TurnReader> openTurns(List<TableRequest> requests) {
    return openTurns(requests, ReadPosition.START);
  }

  @Override
  public List<TurnReader> openTurns(List<TableRequest> requests, ReadPosition from) {
    TableRequest first = requests.getFirst();
    if (Follow.isWanted(first.options())) {
      return List.of();
    }
    FilePlace place =
        from.isStart()
            ? FilePlace.start(FileSet.find(first.options().get(PATH), first.world().files()))
            : FilePlace.of(from);
    return PieceTurns.open(place, requests);
  }

  @Override
  public BatchReader openReader(TableRequest request, ReadPosition from) {
    if (from.isStart()) {
      return openReader(request);
    }
    Options options = request.options();
    FilePlace place = FilePlace.of(from);
    FileSet set = new FileSet(options.get(PATH), place.files());
    PartitionColumns partitions = new PartitionColumns(request, Partitions.of(set, options));
    FileFormat.Source source =
        FileFormats.of(options.get(FORMAT)).source(partitions.ofFiles(request));
    return new FileSetReader(set.files(), source, partitions, request.world().files())
        .openedAt(place);
  }

  private static BatchReader following(TableRequest request) {
    Options options = request.options();
    String path = options.get(PATH);
    FileFormat format = FileFormats.of(options.get(FORMAT));
    try {
      List<String> found = FileSet.paths(path, request.world().files());
      Partitions keys =
          found.isEmpty()
              ? Partitions.declared(options)
              : Partitions.of(new FileSet(path, found), options);
      PartitionColumns partitions = new PartitionColumns(request, keys);
      TextSource source = Follow.source(path, format.source(partitions.ofFiles(request)));
      return new FollowingReader(request, path, source, partitions).opened();
    } catch (IOException e) {
      throw FileInput.readError(path, 0, e);
    }
  }

  @Override
  public BatchWriter openWriter(TableRequest request) {
    Options options = request.options();
    String path = options.get(PATH);
    Files files = request.world().files();
    if (isManyParts(path, options, files)) {
      return new PartsWriter(request, FileFormats.of(options.get(FORMAT)), path);
    }
    if (FilePattern.isPattern(path) && !files.exists(path)) {
      throw new UserException(
              ErrorCode.INVALID_OPTION, "'" + path + "' is a pattern; it cannot be written to")
          .hint("to write many files, say when one is complete: 'sink.roll.rows', …");
    }
    try {
      Files.AtomicFile file = files.create(path);
      try {
        return FileFormats.of(options.get(FORMAT)).writer(request, path, file);
      } catch (IOException | RuntimeException e) {
        file.close();
        throw e;
      }
    } catch (IOException e) {
      throw new EnvironmentException(
          "cannot write '" + path + "': " + FileInput.reason(e), e, false);
    }
  }

  @Override
  public Optional<EpochWriter> openEpochWriter(TableRequest request) {
    Options options = request.options();
    String path = options.get(PATH);
    Files files = request.world().files();
    String folder = PartNames.folderOf(path);
    FileFormat format = FileFormats.of(options.get(FORMAT));
    if (isManyParts(path, options, files)) {
      String parts = FilePattern.isPattern(path) || path.endsWith("/") ? folder : path + "/";
      return Optional.of(
          new FileEpochWriter(parts + HIDDEN + "/", files, new PartEpochs(request, format, path)));
    }
    if (path.equals(FileSet.STANDARD) || isSpecial(path, folder, files)) {
      return Optional.empty();
    }
    if (!format.isStream()) {
      throw new UserException(
              ErrorCode.INVALID_OPTION,
              "a single file of the format '" + format.name() + "' cannot be written in epochs")
          .hint("name a folder, such as 'out/', where each epoch becomes a file")
          .about(PATH);
    }
    String hidden = folder + "." + path.substring(folder.length()) + HIDDEN + "/";
    return Optional.of(new FileEpochWriter(hidden, files, new WholeEpochs(request, format, path)));
  }

  /// Whether the path is that of a device or a pipe. Another process may make the file between the
  /// first look and the list, so that there is a last one.
  private static boolean isSpecial(String path, String folder, Files files) {
    String name = path.substring(folder.length());
    try {
      return !files.exists(path)
          && files.isFolder(folder.isEmpty() ? "." : folder)
          && files.list(folder).stream().anyMatch(entry -> entry.name().equals(name))
          && !files.exists(path);
    } catch (IOException e) {
      throw new EnvironmentException(
          "cannot write '" + path + "': " + FileInput.reason(e), e, false);
    }
  }

  /// Whether rows are written to files that get names of their own.
  private static boolean isManyParts(String path, Options options, Files files) {
    return RollPolicy.isWanted(options)
        || PartitionKeys.isWanted(options)
        || (!files.exists(path) && (path.endsWith("/") || files.isFolder(path)));
  }
}
