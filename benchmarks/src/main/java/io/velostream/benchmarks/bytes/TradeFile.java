package io.velostream.benchmarks.bytes;

import io.velostream.benchmarks.data.Tables;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Writes the trades of scenario 3a as text. The price has one decimal, as people write prices.
public final class TradeFile {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
  private static final int BUFFER = 1 << 20;

  private TradeFile() {}

  /// Writes the first `records` trades.
  ///
  /// @throws IOException when the file cannot be written
  public static void write(Path file, FileFormat format, long records) throws IOException {
    try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
      write(stream, format, records);
    }
  }

  /// Writes the first `records` trades to a stream, in small pieces.
  ///
  /// @throws IOException when the stream fails
  public static void write(OutputStream stream, FileFormat format, long records)
      throws IOException {
    if (format == FileFormat.CSV) {
      stream.write(bytes("trader_id,symbol,price,quantity,trade_time\n"));
    }
    each(format, records, stream::write);
  }

  /// Takes lines.
  @FunctionalInterface
  public interface LineTaker {
    /// @param line with its newline; nobody else keeps it
    void take(byte[] line) throws IOException;
  }

  /// Gives the first `records` trades one by one, without a header.
  ///
  /// @throws IOException when the taker fails
  public static void each(FileFormat format, long records, LineTaker taker) throws IOException {
    StringBuilder line = new StringBuilder();
    String second = "";
    for (long i = 0; i < records; i++) {
      if (i % 1000 == 0) {
        second = second(i / 1000);
      }
      line.setLength(0);
      append(line, format, i, second);
      taker.take(bytes(line.toString()));
    }
  }

  private static void append(StringBuilder line, FileFormat format, long i, String second) {
    long trader = i % 100;
    long symbol = i % 50;
    long tenths = 1000 + i % 500;
    long quantity = i % 1000;
    long millis = i % 1000;
    switch (format) {
      case JSON -> {
        line.append("{\"trader_id\":\"T").append(trader);
        line.append("\",\"symbol\":\"SYM").append(symbol);
        line.append("\",\"price\":").append(tenths / 10).append('.').append(tenths % 10);
        line.append(",\"quantity\":").append(quantity);
        line.append(",\"trade_time\":\"").append(second);
        appendMillis(line, millis);
        line.append("\"}\n");
      }
      case CSV -> {
        line.append('T').append(trader).append(",SYM").append(symbol).append(',');
        line.append(tenths / 10).append('.').append(tenths % 10).append(',');
        line.append(quantity).append(',').append(second);
        appendMillis(line, millis);
        line.append('\n');
      }
    }
  }

  private static String second(long seconds) {
    long epochSecond = Tables.BASE_MICROS / 1_000_000 + seconds;
    return SECONDS.format(LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC));
  }

  private static void appendMillis(StringBuilder line, long millis) {
    line.append('.').append((char) ('0' + millis / 100)).append((char) ('0' + millis / 10 % 10));
    line.append((char) ('0' + millis % 10));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
