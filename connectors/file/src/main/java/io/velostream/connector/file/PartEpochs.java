package io.velostream.connector.file;

import io.velostream.columnar.Batch;
import io.velostream.connector.file.CommitRecord.CommittedFile;
import io.velostream.connector.spi.TableRequest;
import io.velostream.stream.seam.DurableFiles;
import io.velostream.stream.seam.Files;
import io.velostream.stream.seam.World;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Epochs as files of their own: staged under other names, and renamed once they are recorded.
final class PartEpochs implements EpochFiles {
  private static final Pattern STAGED = Pattern.compile("part-(\\d{1,18})-(\\d{1,18})-\\d+");

  private final TableRequest request;
  private final FileFormat format;
  private final String path;
  private final Files files;
  private final DurableFiles durable;
  private String folder = "";
  private long generation;
  private @Nullable StagingFiles staging;

  /// Names that files of the epoch before will have, when it is committed.
  private Set<String> promised = Set.of();

  private @Nullable PartsWriter writer;

  PartEpochs(TableRequest request, FileFormat format, String path) {
    this.request = request;
    this.format = format;
    this.path = path;
    this.files = request.world().files();
    this.durable = files.durable();
  }

  @Override
  public void open(String stagingFolder, long ofGeneration) {
    folder = stagingFolder;
    generation = ofGeneration;
  }

  @Override
  public void resume(List<CommittedFile> committed) {}

  @Override
  public void begin(long epoch) {
    StagingFiles staged =
        new StagingFiles(files, folder, "part-" + epoch + "-" + generation + "-", promised);
    World world = request.world().withFiles(staged);
    staging = staged;
    writer = new PartsWriter(request.withWorld(world), format, path);
  }

  @Override
  public void write(Batch batch) throws IOException {
    Objects.requireNonNull(writer).write(batch);
  }

  @Override
  public List<CommittedFile> stage() throws IOException {
    Objects.requireNonNull(writer).commit();
    List<CommittedFile> staged = Objects.requireNonNull(staging).staged();
    if (!staged.isEmpty()) {
      durable.forceFolder(folder);
    }
    close();
    promised = staged.stream().map(CommittedFile::visible).collect(Collectors.toSet());
    return staged;
  }

  @Override
  public void check(List<CommittedFile> staged) throws IOException {
    for (CommittedFile file : staged) {
      WholeEpochs.check(folder + file.staged(), file.length(), files);
    }
  }

  @Override
  public boolean isToPublish(boolean last) {
    return true;
  }

  @Override
  public void publish(List<CommittedFile> committed, boolean last) throws IOException {
    Set<String> folders = new LinkedHashSet<>();
    for (CommittedFile file : committed) {
      String target = PartNames.folderOf(file.visible());
      if (!target.isEmpty() && folders.add(target)) {
        durable.makeFolder(target, DurableFiles.Access.USUAL);
      }
      WholeEpochs.renameOnce(folder + file.staged(), file.visible(), files);
    }
    for (String target : folders) {
      durable.forceFolder(target);
    }
  }

  @Override
  public void clean(long epoch, boolean last) throws IOException {
    for (Files.Entry entry : files.list(folder)) {
      Matcher matcher = STAGED.matcher(entry.name());
      if (matcher.matches()
          && Long.parseLong(matcher.group(1)) <= epoch
          && Long.parseLong(matcher.group(2)) <= generation) {
        durable.delete(folder + entry.name());
      }
    }
  }

  @Override
  public void close() throws IOException {
    PartsWriter open = writer;
    writer = null;
    if (open != null) {
      open.close();
    }
  }
}
