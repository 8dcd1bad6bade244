package io.velostream.connector.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.connector.spi.FencedException;
import io.velostream.stream.seam.DurableFiles;
import io.velostream.stream.seam.Files;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class CommitLogTest {
  private final Folder folder = new Folder();

  private static CommitRecord record(long generation, long epoch) {
    return new CommitRecord(1, generation, epoch, false, true, List.of());
  }

  private CommitLog opened() throws IOException {
    CommitLog log = new CommitLog("h/", folder);
    log.latest();
    return log;
  }

  @Test
  void theLatestRecordCounts() throws IOException {
    CommitLog log = opened();
    log.addAlone(record(1, 0));
    log.addAlone(record(1, 1));
    assertThat(opened().latest()).isEqualTo(record(1, 1));
  }

  @Test
  void whoWasOvertakenAddsNothing() throws IOException {
    CommitLog first = opened();
    first.addAlone(record(1, 0));
    opened().addAlone(record(2, 0));
    assertThatThrownBy(() -> first.addAlone(record(1, 1))).isInstanceOf(FencedException.class);
    assertThat(opened().latest()).isEqualTo(record(2, 0));
  }

  @Test
  void whoIsOvertakenWhileItWritesTriesAgain() throws IOException {
    CommitLog first = opened();
    first.addAlone(record(1, 0));
    CommitLog second = opened();
    // Tidying up behind its own record, the first one takes what the second is about to publish
    // for a left-over.
    folder.beforePublishing(() -> first.addAlone(record(1, 1)));
    assertThat(second.add(record(2, 0))).isFalse();
    assertThat(second.latest()).isEqualTo(record(1, 1));
    assertThat(second.add(record(2, 1))).isTrue();
    assertThat(folder.list("h/")).extracting(Files.Entry::name).noneMatch(n -> n.endsWith(".tmp"));
  }

  /// A folder in memory.
  private static final class Folder implements Files, DurableFiles {
    interface Action {
      void run() throws IOException;
    }

    private final Map<String, byte[]> content = new TreeMap<>();
    private Action beforePublishing = () -> {};

    void beforePublishing(Action action) {
      beforePublishing = action;
    }

    @Override
    public boolean publish(String from, String to) throws IOException {
      Action action = beforePublishing;
      beforePublishing = () -> {};
      action.run();
      if (!content.containsKey(from)) {
        throw new NoSuchFileException(from);
      }
      return !content.containsKey(to) && content.put(to, content.remove(from)) == null;
    }

    @Override
    public Writing create(String path, Access access) throws IOException {
      if (content.putIfAbsent(path, new byte[0]) != null) {
        throw new FileAlreadyExistsException(path);
      }
      ByteArrayOutputStream written = new ByteArrayOutputStream();
      return new Writing() {
        @Override
        public void write(byte[] bytes, int offset, int count) {
          written.write(bytes, offset, count);
        }

        @Override
        public void force() {
          content.put(path, written.toByteArray());
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public void delete(String path) {
      content.remove(path);
    }

    @Override
    public InputStream read(String path) throws IOException {
      byte[] bytes = content.get(path);
      if (bytes == null) {
        throw new NoSuchFileException(path);
      }
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public List<Entry> list(String path) {
      return content.keySet().stream()
          .map(name -> new Entry(name.substring(path.length()), false, false))
          .toList();
    }

    @Override
    public boolean isFolder(String path) {
      return true;
    }

    @Override
    public DurableFiles durable() {
      return this;
    }

    @Override
    public void forceFolder(String path) {}

    @Override
    public void makeFolder(String path, Access access) {}

    @Override
    public void rename(String from, String to) {
      throw new UnsupportedOperationException("not needed here");
    }

    @Override
    public long length(String path) {
      throw new UnsupportedOperationException("not needed here");
    }

    @Override
    public boolean exists(String path) {
      return content.containsKey(path);
    }

    @Override
    public AtomicFile create(String path) {
      throw new UnsupportedOperationException("not needed here");
    }
  }
}
