package io.velostream.connector.file;

import io.velostream.stream.seam.Files;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/// How far the files of a sink are: what makes an epoch count.
///
/// @param run which run of the job has written it
/// @param generation the process that may write after it
/// @param epoch the last epoch committed
/// @param last whether that was the job's last one
/// @param published whether the files have their visible names
/// @param files see [CommittedFile]
record CommitRecord(
    long run,
    long generation,
    long epoch,
    boolean last,
    boolean published,
    List<CommittedFile> files) {
  /// Of a sink that was never written to.
  static final CommitRecord NONE = new CommitRecord(0, 0, 0, false, true, List.of());

  private static final int MAGIC = 0x5653_434D; // VSCM
  private static final int VERSION = 2;

  CommitRecord {
    files = List.copyOf(files);
  }

  CommitRecord withGeneration(long newer) {
    return new CommitRecord(run, newer, epoch, last, published, files);
  }

  CommitRecord asPublished() {
    return new CommitRecord(run, generation, epoch, last, true, files);
  }

  byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeByte(VERSION);
      out.writeLong(run);
      out.writeLong(generation);
      out.writeLong(epoch);
      out.writeBoolean(last);
      out.writeBoolean(published);
      CommittedFile.writeAll(files, out);
      out.writeInt(sum(bytes.toByteArray(), bytes.size()));
    } catch (IOException e) {
      throw new AssertionError("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  /// @param path for messages
  /// @throws IOException when the bytes are not what was encoded
  static CommitRecord decode(String path, byte[] bytes) throws IOException {
    int end = bytes.length - Integer.BYTES;
    if (end < Integer.BYTES || ByteBuffer.wrap(bytes).getInt(end) != sum(bytes, end)) {
      throw new IOException(
          "'%s' is damaged: byte 0: the checksum of its %d bytes differs"
              .formatted(path, bytes.length));
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, end));
    int magic = in.readInt();
    int version = in.readUnsignedByte();
    if (magic != MAGIC || version != VERSION) {
      throw new IOException(
          "'%s' has version %d; this release knows %d".formatted(path, version, VERSION));
    }
    return new CommitRecord(
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readBoolean(),
        in.readBoolean(),
        CommittedFile.readAll(in));
  }

  private static int sum(byte[] bytes, int length) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, length);
    return (int) sum.getValue();
  }

  /// A file that is, or belongs to, what was committed.
  ///
  /// @param staged its name in the folder of the sink
  /// @param visible the name that it gets; empty where it becomes a part of another file
  /// @param length how many of its bytes count
  /// @param sum their CRC32C
  record CommittedFile(String staged, String visible, long length, int sum) {
    private static final int READ_AT_ONCE = 1 << 16;

    /// Checks that the bytes are those that were written.
    ///
    /// @param folder of the sink
    /// @throws java.nio.file.NoSuchFileException when the file is not there
    /// @throws IOException when they are not
    void verify(String folder, Files files) throws IOException {
      CRC32C found = new CRC32C();
      byte[] buffer = new byte[READ_AT_ONCE];
      long left = length;
      try (InputStream in = files.read(folder + staged)) {
        while (left > 0) {
          int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
          if (count < 0) {
            throw new IOException(
                "'%s' is damaged: byte %d: it ends here instead of at byte %d"
                    .formatted(folder + staged, length - left, length));
          }
          found.update(buffer, 0, count);
          left -= count;
        }
      }
      if ((int) found.getValue() != sum) {
        throw new IOException(
            "'%s' is damaged: byte 0: the checksum of its first %d bytes differs"
                .formatted(folder + staged, length));
      }
    }

    static void writeAll(List<CommittedFile> files, DataOutputStream out) throws IOException {
      out.writeInt(files.size());
      for (CommittedFile file : files) {
        out.writeUTF(file.staged);
        out.writeUTF(file.visible);
        out.writeLong(file.length);
        out.writeInt(file.sum);
      }
    }

    static List<CommittedFile> readAll(DataInputStream in) throws IOException {
      List<CommittedFile> files = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        files.add(new CommittedFile(in.readUTF(), in.readUTF(), in.readLong(), in.readInt()));
      }
      return files;
    }
  }
}
