package io.velostream.connector.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.EncodingStats;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;

/// Collects the pages of one column of the row group being written, compressed.
final class ChunkWriter implements PageWriter {
  private final ColumnDescriptor column;
  private final CompressionCodecName codec;
  private final ParquetMetadataConverter converter;
  private final ByteArrayOutputStream pages = new ByteArrayOutputStream();
  private final ByteArrayOutputStream dictionary = new ByteArrayOutputStream();
  private final Set<Encoding> encodings = new HashSet<>();
  private final EncodingStats.Builder encodingStats = new EncodingStats.Builder();
  private final CRC32 crc = new CRC32();
  private @Nullable Statistics<?> statistics;
  private long values;
  private long plainBytes;

  ChunkWriter(
      ColumnDescriptor column, CompressionCodecName codec, ParquetMetadataConverter converter) {
    this.column = column;
    this.codec = codec;
    this.converter = converter;
  }

  @Override
  @SuppressWarnings("deprecation") // the interface still has it
  public void writePage(
      BytesInput bytes,
      int valueCount,
      Statistics<?> pageStatistics,
      Encoding repetition,
      Encoding definition,
      Encoding encoding)
      throws IOException {
    byte[] plain = bytesOf(bytes);
    byte[] compressed = PageCodec.compress(codec, plain);
    int header = pages.size();
    converter.writeDataPageV1Header(
        plain.length,
        compressed.length,
        valueCount,
        repetition,
        definition,
        encoding,
        checksum(compressed),
        pages);
    plainBytes += pages.size() - header + plain.length;
    pages.writeBytes(compressed);
    values += valueCount;
    encodings.add(repetition);
    encodings.add(definition);
    encodings.add(encoding);
    encodingStats.addDataEncoding(encoding);
    if (statistics == null) {
      statistics = pageStatistics.copy();
    } else {
      statistics.mergeStatistics(pageStatistics);
    }
  }

  @Override
  public void writePage(
      BytesInput bytes,
      int valueCount,
      int rowCount,
      Statistics<?> pageStatistics,
      Encoding repetition,
      Encoding definition,
      Encoding encoding)
      throws IOException {
    writePage(bytes, valueCount, pageStatistics, repetition, definition, encoding);
  }

  @Override
  public void writePage(
      BytesInput bytes,
      int valueCount,
      int rowCount,
      Statistics<?> pageStatistics,
      @Nullable SizeStatistics sizes,
      @Nullable GeospatialStatistics places,
      Encoding repetition,
      Encoding definition,
      Encoding encoding)
      throws IOException {
    writePage(bytes, valueCount, pageStatistics, repetition, definition, encoding);
  }

  @Override
  public void writePageV2(
      int rowCount,
      int nullCount,
      int valueCount,
      BytesInput repetition,
      BytesInput definition,
      Encoding encoding,
      BytesInput data,
      Statistics<?> pageStatistics) {
    throw new IllegalStateException("pages of the second version are not written");
  }

  @Override
  public void writeDictionaryPage(DictionaryPage page) throws IOException {
    byte[] plain = bytesOf(page.getBytes());
    byte[] compressed = PageCodec.compress(codec, plain);
    converter.writeDictionaryPageHeader(
        plain.length,
        compressed.length,
        page.getDictionarySize(),
        page.getEncoding(),
        checksum(compressed),
        dictionary);
    plainBytes += dictionary.size() + plain.length;
    dictionary.writeBytes(compressed);
    encodings.add(page.getEncoding());
    encodingStats.addDictEncoding(page.getEncoding());
  }

  private static byte[] bytesOf(BytesInput input) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) input.size());
    input.writeAllTo(bytes);
    return bytes.toByteArray();
  }

  private int checksum(byte[] compressed) {
    crc.reset();
    crc.update(compressed);
    return (int) crc.getValue();
  }

  /// Writes all pages, the dictionary first.
  ///
  /// @param position how many bytes of the file come before
  /// @return what the footer says of them
  ColumnChunkMetaData writeTo(OutputStream out, long position) throws IOException {
    dictionary.writeTo(out);
    pages.writeTo(out);
    Statistics<?> all =
        statistics == null ? Statistics.createStats(column.getPrimitiveType()) : statistics;
    return ColumnChunkMetaData.get(
        ColumnPath.get(column.getPath()),
        column.getPrimitiveType(),
        codec,
        encodingStats.build(),
        encodings,
        all,
        position + dictionary.size(),
        dictionary.size() > 0 ? position : 0,
        values,
        (long) dictionary.size() + pages.size(),
        plainBytes);
  }

  @Override
  public long getMemSize() {
    return (long) dictionary.size() + pages.size();
  }

  @Override
  public long allocatedSize() {
    return getMemSize();
  }

  @Override
  public String memUsageString(String prefix) {
    return prefix + " " + getMemSize() + " bytes";
  }
}
