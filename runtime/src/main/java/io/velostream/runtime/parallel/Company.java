package io.velostream.runtime.parallel;

import io.velostream.runtime.pipeline.Pipeline;
import io.velostream.stream.seam.Clock;
import io.velostream.stream.seam.Closing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Crews that run side by side and share nothing but their pipelines: each of these has part in all
/// of them.
final class Company implements Crew {
  private final List<Crew> crews;
  private final List<Progress> progress = new ArrayList<>();

  /// @param crews of as many pipelines; closed with this
  Company(List<Crew> crews) {
    this.crews = List.copyOf(crews);
    for (int i = 0; i < size(); i++) {
      progress.add(new Progress());
    }
  }

  @Override
  public int size() {
    return crews.getFirst().size();
  }

  @Override
  public int readers() {
    return crews.stream().mapToInt(Crew::readers).sum();
  }

  @Override
  public ReadTables tables() {
    return crews.stream().map(Crew::tables).reduce(ReadTables::and).orElseThrow();
  }

  @Override
  public int width() {
    return crews.getLast().width();
  }

  @Override
  public boolean givesTurns() {
    return crews.getLast().givesTurns();
  }

  @Override
  public Share share(int number, Ending ending, Clock clock) {
    return crews.stream()
        .map(crew -> crew.share(number, ending, clock))
        .reduce(Share::before)
        .orElseThrow();
  }

  @Override
  public Progress progressOf(int number) {
    return progress.get(number);
  }

  @Override
  public Pipeline.Progress progress() {
    long rows = 0;
    long bytes = 0;
    long total = 0;
    for (Crew crew : crews) {
      Pipeline.Progress own = crew.progress();
      rows += own.rows();
      bytes += own.bytesRead();
      total = own.bytesTotal() < 0 || total < 0 ? -1 : total + own.bytesTotal();
    }
    return new Pipeline.Progress(rows, bytes, total);
  }

  @Override
  public long stateRows() {
    return progress.stream().mapToLong(Progress::stateRows).sum();
  }

  @Override
  public List<WorkerFigures> standing() {
    return progress.stream().map(Progress::standing).toList();
  }

  @Override
  public double queueFill() {
    return crews.stream().mapToDouble(Crew::queueFill).max().orElse(0);
  }

  @Override
  public void requirePlaces() throws IOException {
    for (Crew crew : crews) {
      crew.requirePlaces();
    }
  }

  @Override
  public void requestEpochEnd() {
    crews.forEach(Crew::requestEpochEnd);
  }

  @Override
  public void join() {
    crews.forEach(Crew::join);
  }

  @Override
  public CrewState state(boolean last) throws IOException {
    CrewState state = crews.getFirst().state(last);
    for (Crew crew : crews.subList(1, crews.size())) {
      state = state.and(crew.state(last));
    }
    return state;
  }

  @Override
  public List<PutAside> putAside() {
    return crews.stream().flatMap(crew -> crew.putAside().stream()).toList();
  }

  @Override
  public List<Letters> takeLetters() {
    return crews.stream().flatMap(crew -> crew.takeLetters().stream()).toList();
  }

  @Override
  public void close() throws IOException {
    Closing.all(crews, Crew::close);
  }
}
