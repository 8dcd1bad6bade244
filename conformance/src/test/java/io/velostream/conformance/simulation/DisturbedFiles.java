package io.velostream.conformance.simulation;

import io.velostream.conformance.crash.Crash;
import io.velostream.conformance.crash.SimulatedFiles;
import io.velostream.stream.seam.DurableFiles;
import io.velostream.stream.seam.Files;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The files of a simulated disk as a process sees them: other threads may run before each
/// operation, which may fail or be the last one; what is read comes in portions of any length.
class DisturbedFiles implements Files, DurableFiles {
  private final SimulatedFiles disk;
  private final Fibers fibers;
  private final Trace trace;
  private final Disturbances disturbances;
  private final RandomGenerator random;
  private int unnamed;

  DisturbedFiles(
      SimulatedFiles disk,
      Fibers fibers,
      Trace trace,
      Disturbances disturbances,
      RandomGenerator random) {
    this.disk = disk;
    this.fibers = fibers;
    this.trace = trace;
    this.disturbances = disturbances;
    this.random = random;
  }

  private void look(String what, String path) {
    fibers.alive();
    fibers.giveWay();
    fibers.alive();
    trace.add(what.hashCode(), path);
  }

  private interface Action<T> {
    T run() throws IOException;
  }

  private <T> T change(String what, String path, boolean writes, Action<T> whole, Action<T> half)
      throws IOException {
    look(what, path);
    fibers.progress();
    if (disturbances.isDeath()) {
      fibers.die();
      throw new Crash();
    }
    Disturbances.Fault fault = disturbances.fault(what + " " + path, writes);
    if (fault == null) {
      return whole.run();
    }
    switch (fault) {
      case REFUSED -> {}
      case DONE_ALL_THE_SAME -> whole.run();
      case HALF_DONE -> half.run();
    }
    throw new IOException("simulated: " + what + " " + path + " has failed");
  }

  private void change(String what, String path, boolean writes, Runnable whole) throws IOException {
    change(
        what,
        path,
        writes,
        () -> {
          whole.run();
          return true;
        },
        () -> false);
  }

  @Override
  public InputStream read(String path) throws IOException {
    look("read", path);
    disturbances.read(path);
    return new FilterInputStream(disk.read(path)) {
      @Override
      public int read(byte[] target, int offset, int count) throws IOException {
        look("read", path);
        disturbances.read(path);
        return super.read(target, offset, count < 2 ? count : 1 + random.nextInt(count));
      }
    };
  }

  @Override
  public RandomAccess open(String path) throws IOException {
    look("open", path);
    RandomAccess access = disk.open(path);
    return new RandomAccess() {
      @Override
      public long length() throws IOException {
        return access.length();
      }

      @Override
      public void read(long position, byte[] target, int offset, int count) throws IOException {
        look("read", path);
        disturbances.read(path);
        access.read(position, target, offset, count);
      }

      @Override
      public void close() throws IOException {
        access.close();
      }
    };
  }

  @Override
  public long length(String path) throws IOException {
    look("length", path);
    return disk.length(path);
  }

  @Override
  public boolean exists(String path) {
    look("exists", path);
    return disk.exists(path);
  }

  @Override
  public void makeFolder(String path) throws IOException {
    makeFolder(path, Access.USUAL);
  }

  @Override
  public Optional<Status> status(String path) throws IOException {
    look("status", path);
    return disk.status(path);
  }

  @Override
  public boolean isFolder(String path) {
    look("isFolder", path);
    return disk.isFolder(path);
  }

  @Override
  public List<Entry> list(String path) throws IOException {
    look("list", path);
    return disk.list(path);
  }

  @Override
  public DurableFiles durable() {
    return this;
  }

  @Override
  public void makeFolder(String path, Access access) throws IOException {
    change("makeFolder", path, true, () -> disk.makeFolder(path, access));
  }

  @Override
  public Writing create(String path, Access access) throws IOException {
    Action<Writing> creation = () -> disk.create(path, access);
    return new DisturbedWriting(path, change("create", path, true, creation, creation));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Action<Boolean> renaming =
        () -> {
          disk.rename(from, to);
          return true;
        };
    change("rename", from + " " + to, false, renaming, () -> false);
  }

  @Override
  public boolean publish(String from, String to) throws IOException {
    Action<Boolean> publishing = () -> disk.publish(from, to);
    return change("publish", from + " " + to, true, publishing, () -> false);
  }

  @Override
  public void delete(String path) throws IOException {
    change("delete", path, false, () -> disk.delete(path));
  }

  @Override
  public void forceFolder(String path) throws IOException {
    change("forceFolder", path, false, () -> disk.forceFolder(path));
  }

  private final class DisturbedWriting implements Writing {
    private final String path;
    private final Writing file;

    /// After a failure the system has dropped what was not on disk, and does not say so again.
    private boolean lost;

    DisturbedWriting(String path, Writing file) {
      this.path = path;
      this.file = file;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      Action<Boolean> whole =
          () -> {
            file.write(bytes, offset, count);
            return true;
          };
      Action<Boolean> half =
          () -> {
            file.write(bytes, offset, count / 2);
            return false;
          };
      change("write", path, true, whole, half);
    }

    @Override
    public void force() throws IOException {
      Action<Boolean> whole =
          () -> {
            if (!lost) {
              file.force();
            }
            return true;
          };
      boolean done = false;
      try {
        change("force", path, true, whole, () -> false);
        done = true;
      } finally {
        lost |= !done;
      }
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  @Override
  public AtomicFile create(String path) throws IOException {
    String hidden = path + ".part" + unnamed++;
    if (disk.exists(hidden)) {
      disk.delete(hidden); // of a process that died
    }
    Writing file = create(hidden, Access.USUAL);
    return new AtomicFile() {
      @Override
      public OutputStream stream() {
        return new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int offset, int count) throws IOException {
            file.write(bytes, offset, count);
          }
        };
      }

      @Override
      public void commit() throws IOException {
        file.force();
        rename(hidden, path);
        int slash = path.lastIndexOf('/');
        forceFolder(slash < 0 ? "." : path.substring(0, slash));
      }

      @Override
      public void close() throws IOException {
        if (disk.exists(hidden)) {
          disk.delete(hidden);
        }
      }
    };
  }
}
