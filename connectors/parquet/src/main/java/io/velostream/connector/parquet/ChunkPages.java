package io.velostream.connector.parquet;

import io.velostream.stream.seam.Files;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;

/// The pages of one column of one row group, read one at a time: what is in memory is one page and
/// a small window of the file.
final class ChunkPages {
  /// A larger page is refused: a length that large is damage, or would take all memory.
  private static final int MAX_PAGE_BYTES = 1 << 29;

  private static final int WINDOW = 1 << 16;

  private final Files.RandomAccess file;
  private final CompressionCodecName codec;
  private final boolean repeated;
  private final boolean optional;
  private final Window in;
  private final CRC32 crc = new CRC32();
  private byte[] compressed = {};
  private byte[] plain;
  private long valuesLeft;
  private @Nullable Page dictionary;

  /// @param spare an array to reuse for pages
  ChunkPages(
      Files.RandomAccess file, ColumnChunkMetaData chunk, ColumnDescriptor column, byte[] spare) {
    this.file = file;
    this.codec = chunk.getCodec();
    this.repeated = column.getMaxRepetitionLevel() > 0;
    this.optional = column.getMaxDefinitionLevel() > 0;
    this.valuesLeft = chunk.getValueCount();
    this.in = new Window(chunk.getStartingPos(), chunk.getTotalSize());
    this.plain = spare;
  }

  /// The dictionary of the pages that follow; its bytes are its own.
  @Nullable Page dictionary() {
    return dictionary;
  }

  /// The array that pages lie in, for the next chunk.
  byte[] spare() {
    return plain;
  }

  /// Bytes of the file that have been read.
  long bytesRead() {
    return in.taken();
  }

  /// Whether values follow the last page.
  boolean hasMore() {
    return valuesLeft > 0;
  }

  /// The next page of values, or `null` behind the last one.
  ///
  /// @throws DamagedException when the pages are not as the format has them
  @Nullable Page next() throws IOException {
    while (valuesLeft > 0) {
      PageHeader header = header();
      int size = checked(header.getCompressed_page_size());
      int plainSize = checked(header.getUncompressed_page_size());
      in.readCompressed(size);
      verify(header, size);
      switch (header.getType()) {
        case DICTIONARY_PAGE -> dictionary = dictionary(header, size, plainSize);
        case DATA_PAGE -> {
          return counted(dataPage(header.getData_page_header(), size, plainSize));
        }
        case DATA_PAGE_V2 -> {
          return counted(dataPage2(header.getData_page_header_v2(), size, plainSize));
        }
        case INDEX_PAGE -> {} // nobody has ever written one
      }
    }
    return null;
  }

  private PageHeader header() throws IOException {
    try {
      return Util.readPageHeader(in);
    } catch (IOException e) {
      if (in.failure != null) {
        throw in.failure;
      }
      throw new DamagedException("the header of a page cannot be read", e);
    }
  }

  private static int checked(int size) {
    if (size < 0 || size > MAX_PAGE_BYTES) {
      throw new DamagedException("a page of " + size + " bytes");
    }
    return size;
  }

  private void verify(PageHeader header, int size) {
    if (header.isSetCrc()) {
      crc.reset();
      crc.update(compressed, 0, size);
      if ((int) crc.getValue() != header.getCrc()) {
        throw new DamagedException("the checksum of a page is wrong");
      }
    }
  }

  private Page counted(Page page) {
    if (page.values() < 0 || page.values() > valuesLeft) {
      throw new DamagedException("a page with " + page.values() + " values");
    }
    valuesLeft -= page.values();
    return page;
  }

  private Page dictionary(PageHeader page, int size, int plainSize) {
    DictionaryPageHeader header = page.getDictionary_page_header();
    byte[] bytes = new byte[plainSize + Page.PADDING];
    PageCodec.decompress(codec, compressed, size, bytes, 0, plainSize);
    return new Page(bytes, plainSize, header.getNum_values(), Encoding.PLAIN, 0, 0, 0, 0, 0);
  }

  private Page dataPage(DataPageHeader header, int size, int plainSize) {
    reserve(plainSize);
    PageCodec.decompress(codec, compressed, size, plain, 0, plainSize);
    int at = 0;
    int repetition = at;
    if (repeated) {
      repetition = at + 4;
      at = levelsEnd(at, plainSize, header.getRepetition_level_encoding());
    }
    int repetitionEnd = at;
    int definition = at;
    if (optional) {
      definition = at + 4;
      at = levelsEnd(at, plainSize, header.getDefinition_level_encoding());
    }
    return new Page(
        plain,
        plainSize,
        header.getNum_values(),
        encoding(header.getEncoding()),
        repetition,
        repetitionEnd,
        definition,
        at,
        at);
  }

  private int levelsEnd(int at, int plainSize, org.apache.parquet.format.Encoding encoding) {
    if (encoding != org.apache.parquet.format.Encoding.RLE) {
      throw new DamagedException("levels in the encoding " + encoding + " are not supported");
    }
    if (at + 4 > plainSize) {
      throw new DamagedException("a page is cut off");
    }
    int length = PlainValues.intAt(plain, at);
    if (length < 0 || length > plainSize - at - 4) {
      throw new DamagedException("levels of " + length + " bytes");
    }
    return at + 4 + length;
  }

  /// Levels are not compressed in the second version, and lie before the values.
  private Page dataPage2(DataPageHeaderV2 header, int size, int plainSize) {
    int repetition = header.getRepetition_levels_byte_length();
    int levels = repetition + header.getDefinition_levels_byte_length();
    if (repetition < 0 || levels < repetition || levels > Math.min(size, plainSize)) {
      throw new DamagedException("levels of " + levels + " bytes");
    }
    reserve(plainSize);
    System.arraycopy(compressed, 0, plain, 0, levels);
    System.arraycopy(compressed, levels, compressed, 0, size - levels);
    boolean isCompressed = !header.isSetIs_compressed() || header.isIs_compressed();
    if (plainSize > levels) {
      PageCodec.decompress(
          isCompressed ? codec : CompressionCodecName.UNCOMPRESSED,
          compressed,
          size - levels,
          plain,
          levels,
          plainSize - levels);
    }
    return new Page(
        plain,
        plainSize,
        header.getNum_values(),
        encoding(header.getEncoding()),
        0,
        repetition,
        repetition,
        levels,
        levels);
  }

  private static Encoding encoding(org.apache.parquet.format.@Nullable Encoding encoding) {
    if (encoding == null) {
      throw new DamagedException("a page in an unknown encoding");
    }
    return Encoding.valueOf(encoding.name());
  }

  private void reserve(int size) {
    if (plain.length < size + Page.PADDING) {
      plain = new byte[size + Page.PADDING];
    }
  }

  /// The bytes of the chunk as a stream, for the headers.
  private final class Window extends InputStream {
    private final byte[] buffer = new byte[WINDOW];
    private final long end;
    private final long start;
    private long position;
    private int at;
    private int filled;
    private @Nullable IOException failure;

    Window(long start, long length) {
      this.start = start;
      this.position = start;
      this.end = start + length;
    }

    long taken() {
      return position - (filled - at) - start;
    }

    /// Makes at least one byte available, if there is one.
    private boolean fill() throws IOException {
      if (at < filled) {
        return true;
      }
      int count = (int) Math.min(buffer.length, end - position);
      if (count <= 0) {
        return false;
      }
      try {
        file.read(position, buffer, 0, count);
      } catch (EOFException e) {
        throw new DamagedException("it is cut off", e);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
      position += count;
      at = 0;
      filled = count;
      return true;
    }

    @Override
    public int read() throws IOException {
      return fill() ? buffer[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (!fill()) {
        return -1;
      }
      int count = Math.min(length, filled - at);
      System.arraycopy(buffer, at, target, offset, count);
      at += count;
      return count;
    }

    /// The next `size` bytes to the start of [#compressed].
    void readCompressed(int size) throws IOException {
      if (size > end - position + (filled - at)) {
        throw new DamagedException("a page is cut off");
      }
      if (compressed.length < size) {
        compressed = new byte[size];
      }
      int there = Math.min(size, filled - at);
      System.arraycopy(buffer, at, compressed, 0, there);
      at += there;
      if (there < size) {
        try {
          file.read(position, compressed, there, size - there);
        } catch (EOFException e) {
          throw new DamagedException("it is cut off", e);
        }
        position += size - there;
      }
    }
  }
}
