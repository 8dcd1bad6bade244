package io.velostream.runtime.checkpoint;

import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.ReadPosition;
import io.velostream.plan.LeafNode;
import io.velostream.plan.RowNode;
import io.velostream.runtime.pipeline.LookupTable;
import io.velostream.runtime.pipeline.SourceOpener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The sources of one pipeline, opened in the order of its plan.
final class EpochSources implements SourceOpener {
  private final PlaceOpener opener;
  private final List<ReadPosition> places;
  private final List<EpochReader> readers = new ArrayList<>();

  /// @param places by source; none to begin at the beginning
  EpochSources(PlaceOpener opener, List<ReadPosition> places) {
    this.opener = opener;
    this.places = List.copyOf(places);
  }

  @Override
  public BatchReader open(LeafNode.Scan scan) {
    int number = readers.size();
    ReadPosition from = number < places.size() ? places.get(number) : ReadPosition.START;
    BadRowGate gate = new BadRowGate();
    EpochReader reader =
        new EpochReader(
            opener.open(scan, from, gate::to), number, scan.table().name(), scan.schema(), gate);
    readers.add(reader);
    return reader;
  }

  @Override
  public LookupTable lookUp(RowNode.LookupJoin join) {
    return opener.lookUp(join);
  }

  int count() {
    return readers.size();
  }

  void noteIn(EpochJournal journal) {
    readers.forEach(reader -> reader.noteIn(journal));
  }

  /// @param ends by source: where the epoch that is run again had come to
  void replay(EpochJournal.Replay replay, List<ReadPosition> ends) {
    for (int i = 0; i < readers.size(); i++) {
      readers.get(i).replay(replay, ends.get(i));
    }
  }

  void endReplay() {
    readers.forEach(EpochReader::endReplay);
  }

  boolean areExact() {
    return readers.stream().allMatch(EpochReader::isExact);
  }

  List<ReadPosition> positions() throws IOException {
    List<ReadPosition> positions = new ArrayList<>();
    for (EpochReader reader : readers) {
      positions.add(reader.position().orElseThrow());
    }
    return positions;
  }
}
