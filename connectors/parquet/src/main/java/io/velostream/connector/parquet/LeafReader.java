package io.velostream.connector.parquet;

import java.io.IOException;
import org.apache.parquet.column.Encoding;
import org.jspecify.annotations.Nullable;

/// Reads one stored column, chunk by chunk and page by page: levels, and the values that are there.
///
/// Who uses it reads the levels of some places of a page first, and then as many values as the
/// levels say.
final class LeafReader {
  final Leaf leaf;
  private final PlainValues plain;
  private final RunLengths ids = new RunLengths();
  private final Lanes dictionary;
  private @Nullable ChunkPages pages;
  private @Nullable Page dictionaryPage;
  private byte[] dictionaryData = {};
  private @Nullable LibraryValues library;
  private boolean coded;
  private int[] idRoom = {};
  private byte[] spare = {};
  private @Nullable Page page;
  private int left;
  private long bytesDone;

  final RunLengths definitions = new RunLengths();
  final RunLengths repetitions = new RunLengths();

  LeafReader(Leaf leaf) {
    this.leaf = leaf;
    this.plain = new PlainValues(leaf);
    this.dictionary = new Lanes(leaf.conversion().lane, 0);
  }

  /// Goes on with a chunk; the one before need not have been read to its end.
  void start(ChunkPages chunk) {
    finish();
    pages = chunk;
  }

  /// Leaves the chunk.
  void finish() {
    if (pages != null) {
      bytesDone += pages.bytesRead();
      spare = pages.spare();
    }
    pages = null;
    page = null;
    dictionaryPage = null;
    left = 0;
  }

  /// An array for the pages of the next chunk.
  byte[] spare() {
    return spare;
  }

  long bytesRead() {
    return bytesDone + (pages == null ? 0 : pages.bytesRead());
  }

  /// Places left in the page.
  int left() {
    return left;
  }

  /// Takes places whose levels and values have been read.
  void taken(int count) {
    left -= count;
  }

  /// Whether a further page follows this one.
  boolean hasMore() {
    return pages != null && pages.hasMore();
  }

  /// Goes on to the next page that has places.
  ///
  /// @throws DamagedException when there is none
  void nextPage() throws IOException {
    ChunkPages chunk = pages;
    if (chunk == null) {
      throw new IllegalStateException("no chunk");
    }
    do {
      page = chunk.next();
      if (page == null) {
        throw new DamagedException("a column has too few values");
      }
      left = page.values();
    } while (left == 0);
    open(page, chunk);
  }

  @SuppressWarnings("deprecation") // files of old writers have PLAIN_DICTIONARY
  private void open(Page opened, ChunkPages chunk) {
    if (leaf.maxRepetition() > 0) {
      int bits = bits(leaf.maxRepetition());
      repetitions.start(opened.bytes(), opened.repetition(), opened.repetitionEnd(), bits);
    }
    if (leaf.maxDefinition() > 0) {
      int bits = bits(leaf.maxDefinition());
      definitions.start(opened.bytes(), opened.definition(), opened.definitionEnd(), bits);
    }
    Encoding encoding = opened.encoding();
    library = null;
    coded = encoding == Encoding.PLAIN_DICTIONARY || encoding == Encoding.RLE_DICTIONARY;
    if (coded) {
      readDictionary(chunk);
      int bits = opened.data() < opened.length() ? opened.bytes()[opened.data()] & 0xFF : 0;
      ids.start(
          opened.bytes(), Math.min(opened.data() + 1, opened.length()), opened.length(), bits);
    } else {
      plain.start(opened.bytes(), opened.data(), opened.length());
    }
  }

  private static int bits(int max) {
    return 32 - Integer.numberOfLeadingZeros(max);
  }

  @SuppressWarnings("ReferenceEquality") // whether it is the page that was read last
  private void readDictionary(ChunkPages chunk) {
    Page read = chunk.dictionary();
    if (read == null) {
      throw new DamagedException("a dictionary is missing");
    }
    if (read != dictionaryPage) {
      dictionaryPage = read;
      if (read.values() < 0 || read.values() > read.length() + 1L) {
        throw new DamagedException("a dictionary of " + read.values() + " values");
      }
      dictionary.reserve(read.values());
      dictionary.clearBuffer();
      PlainValues values = new PlainValues(leaf);
      values.start(read.bytes(), 0, read.length());
      dictionaryData = values.read(dictionary, 0, read.values());
    }
  }

  /// Whether the values of the page are ids of [#dictionary()].
  boolean isCoded() {
    return coded;
  }

  /// The values that ids stand for; others in each chunk.
  Lanes dictionary() {
    return dictionary;
  }

  /// What identifies the dictionary: another object when it is another one.
  @Nullable Page dictionaryPage() {
    return dictionaryPage;
  }

  /// The bytes that the spans of [#dictionary()] are of.
  byte[] dictionaryData() {
    return dictionaryData;
  }

  int dictionarySize() {
    return dictionaryPage == null ? 0 : dictionaryPage.values();
  }

  /// Reads `count` ids of a coded page.
  void readIds(int[] to, int at, int count) {
    ids.read(to, at, count);
  }

  /// Reads the next `count` values to `at` and the places behind it.
  ///
  /// @return the array that spans are of: the page's (until the next one is read), the dictionary's
  ///   (until the next chunk), or `to.buffer`
  byte[] readValues(Lanes to, int at, int count) throws IOException {
    if (coded) {
      if (idRoom.length < count) {
        idRoom = new int[count];
      }
      ids.read(idRoom, 0, count);
      to.gather(dictionary, dictionarySize(), idRoom, at, count);
      return dictionaryData;
    }
    Page current = page;
    if (current == null) {
      throw new IllegalStateException("no page");
    }
    if (current.encoding() == Encoding.PLAIN) {
      return plain.read(to, at, count);
    }
    if (library == null) {
      library = new LibraryValues(leaf, current, left);
    }
    return library.read(to, at, count);
  }
}
