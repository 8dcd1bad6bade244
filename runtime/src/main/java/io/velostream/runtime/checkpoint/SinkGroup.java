package io.velostream.runtime.checkpoint;

import io.velostream.columnar.Batch;
import io.velostream.connector.spi.EpochWriter;
import io.velostream.connector.spi.SinkOwner;
import io.velostream.connector.spi.SinkProgress;
import io.velostream.connector.spi.StagedEpoch;
import io.velostream.stream.seam.Closing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Several sinks as one: the outputs of a job, and tables that take what was put aside on the way.
/// Each keeps its own record; the group is as far as the slowest of them, and whoever is ahead is
/// not given again what it has.
public final class SinkGroup implements EpochWriter, BranchRows {
  private final List<Member> members = new ArrayList<>();
  private boolean begun;

  /// Rows that gather while an epoch runs.
  @FunctionalInterface
  public interface Gathered {
    /// The rows since the last call; `null` for none.
    @Nullable Batch take();
  }

  /// One sink.
  private static final class Member {
    private final EpochWriter writer;
    private final @Nullable Gathered gathered;
    private SinkProgress progress = SinkProgress.NONE;
    private boolean has;

    Member(EpochWriter writer, @Nullable Gathered gathered) {
      this.writer = writer;
      this.gathered = gathered;
    }

    boolean isRecorded() {
      return !progress.equals(SinkProgress.UNRECORDED);
    }
  }

  /// @param output takes the rows that the job puts out; closed with the group
  public SinkGroup(EpochWriter output) {
    this(List.of(output));
  }

  /// @param outputs take the rows that the plans of the job put out, by plan; closed with the group
  public SinkGroup(List<EpochWriter> outputs) {
    outputs.forEach(output -> members.add(new Member(output, null)));
  }

  /// Adds a sink, which is closed with the group.
  ///
  /// @param gathered asked for rows at the end of each epoch, after the outputs have ended their
  ///   own
  public void add(EpochWriter writer, Gathered gathered) {
    members.add(new Member(writer, gathered));
  }

  @Override
  public SinkProgress fence(SinkOwner owner, boolean fresh) throws IOException {
    for (Member member : members) {
      member.progress = member.writer.fence(owner, fresh);
    }
    List<SinkProgress> recorded =
        members.stream().filter(Member::isRecorded).map(member -> member.progress).toList();
    if (recorded.isEmpty()) {
      return SinkProgress.UNRECORDED;
    }
    long run = recorded.stream().mapToLong(SinkProgress::run).max().orElseThrow();
    for (Member member : members) {
      if (member.isRecorded() && member.progress.run() < run) {
        member.progress = new SinkProgress(run, 0, false); // a run that it knows nothing of yet
      }
    }
    return members.stream()
        .filter(Member::isRecorded)
        .map(member -> member.progress)
        .min((a, b) -> Long.compare(a.epoch(), b.epoch()))
        .orElseThrow();
  }

  @Override
  public long furthest() {
    return members.stream()
        .filter(Member::isRecorded)
        .mapToLong(member -> member.progress.epoch())
        .max()
        .orElse(0);
  }

  @Override
  public void begin(long epoch) throws IOException {
    begun = true;
    for (Member member : members) {
      member.has = member.isRecorded() && member.progress.epoch() >= epoch;
      if (!member.has) {
        member.writer.begin(epoch);
      }
    }
  }

  @Override
  public void write(Batch batch) throws IOException {
    write(0, batch);
  }

  @Override
  public void write(int branch, Batch batch) throws IOException {
    Member output = members.get(branch);
    if (!output.has) {
      output.writer.write(batch);
    }
  }

  @Override
  public boolean stagesDurably() {
    return members.stream().allMatch(member -> member.writer.stagesDurably());
  }

  @Override
  public boolean overlaps() {
    return members.stream().allMatch(member -> member.writer.overlaps());
  }

  @Override
  public StagedEpoch stage(boolean last) throws IOException {
    if (!begun) {
      throw new IllegalStateException("no epoch was begun");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean durable = true;
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (Member member : members) {
        Optional<StagedEpoch> staged = stage(member, last);
        out.writeBoolean(staged.isPresent());
        if (staged.isPresent()) {
          durable &= staged.get().isDurable();
          out.writeBoolean(staged.get().isDurable());
          out.writeInt(staged.get().bytes().length);
          out.write(staged.get().bytes());
        }
      }
    }
    return new StagedEpoch(bytes.toByteArray(), durable);
  }

  /// Nothing for one that has the epoch.
  private static Optional<StagedEpoch> stage(Member member, boolean last) throws IOException {
    if (member.gathered != null) {
      Batch rows = member.gathered.take(); // to be dropped if it has them
      if (rows != null && !member.has) {
        member.writer.write(rows);
      }
    }
    return member.has ? Optional.empty() : Optional.of(member.writer.stage(last));
  }

  /// What was put aside is committed before the outputs: a sink that has an epoch is not given its
  /// rows again, and what it has refused of them would not be heard of a second time.
  @Override
  public void commit(long epoch, StagedEpoch staged, boolean last) throws IOException {
    List<Optional<StagedEpoch>> parts = parts(staged);
    for (int i = members.size() - 1; i >= 0; i--) {
      Member member = members.get(i);
      if (parts.get(i).isEmpty() || (member.isRecorded() && member.progress.epoch() >= epoch)) {
        continue;
      }
      member.writer.commit(epoch, parts.get(i).get(), last);
      if (member.isRecorded()) {
        member.progress = new SinkProgress(member.progress.run(), epoch, last);
      }
    }
  }

  /// What each member has staged; nothing for one that has the epoch.
  private List<Optional<StagedEpoch>> parts(StagedEpoch staged) throws IOException {
    List<Optional<StagedEpoch>> parts = new ArrayList<>();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(staged.bytes()))) {
      for (int i = 0; i < members.size(); i++) {
        if (in.readBoolean()) {
          boolean durable = in.readBoolean();
          parts.add(Optional.of(new StagedEpoch(in.readNBytes(in.readInt()), durable)));
        } else {
          parts.add(Optional.empty());
        }
      }
    }
    return parts;
  }

  @Override
  public void close() throws IOException {
    Closing.all(members, member -> member.writer.close());
  }
}
