package io.velostream.benchmarks.bytes;

import io.velostream.benchmarks.check.ResultRow;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The input of the One Billion Row Challenge: lines like `Abha;-23.0`, one of 413 stations and a
/// temperature between −99.9 and 99.9 degrees with one decimal.
///
/// Station and temperature of a record are functions of its number, without a pattern. The names
/// have 3 to 26 bytes, 8 on average, some beyond ASCII, as those of the challenge.
public final class Measurements implements TextInput {
  /// The number of stations of the challenge.
  public static final int STATIONS = 413;

  private static final int MAX_TENTHS = 999;
  private static final int SPREAD_TENTHS = 150;
  private static final int BUFFER = 1 << 20;
  private static final int MAX_LINE = 40;

  private static final List<String> SYLLABLES =
      List.of(
          "a", "ba", "chi", "dor", "el", "fran", "gu", "ha", "is", "jo", "kan", "la", "mo", "nur",
          "o", "pe", "ran", "so", "ta", "u", "ver", "wa", "yo", "za");

  /// Each ends one name in [#PLAIN]; most names have no such ending.
  private static final List<String> ENDINGS =
      List.of("são", "ürich", "é", " City", "burg", "-Kamchatsky", " de los Lagos");

  private static final int PLAIN = 40;

  private static final byte[][] NAMES = names();

  @Override
  public String fileName(long records) {
    return "measurements-" + records + ".txt";
  }

  @Override
  public String declaration(String path) {
    return """
    CREATE TABLE measurements (station VARCHAR, t DOUBLE)
    WITH ('connector' = 'file', 'path' = '%s', 'format' = 'csv', 'csv.delimiter' = ';', 'csv.header' = 'false')\
    """
        .formatted(path);
  }

  @Override
  public String peerDeclaration(String path) {
    return "CREATE OR REPLACE VIEW measurements AS SELECT * FROM read_csv('"
        + path
        + "', auto_detect = false, header = false, delim = ';', quote = '', escape = '',"
        + " columns = {station: 'VARCHAR', t: 'DOUBLE'})";
  }

  @Override
  public void write(Path file, long records) throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (OutputStream out = Files.newOutputStream(file)) {
      int length = 0;
      for (long i = 0; i < records; i++) {
        if (length > BUFFER - MAX_LINE) {
          out.write(buffer, 0, length);
          length = 0;
        }
        length = append(buffer, length, i);
      }
      out.write(buffer, 0, length);
    }
  }

  private static int append(byte[] buffer, int from, long record) {
    byte[] name = NAMES[station(record)];
    System.arraycopy(name, 0, buffer, from, name.length);
    int at = from + name.length;
    buffer[at++] = ';';
    int tenths = tenths(record);
    if (tenths < 0) {
      buffer[at++] = '-';
      tenths = -tenths;
    }
    if (tenths >= 100) {
      buffer[at++] = (byte) ('0' + tenths / 100);
    }
    buffer[at++] = (byte) ('0' + tenths / 10 % 10);
    buffer[at++] = '.';
    buffer[at++] = (byte) ('0' + tenths % 10);
    buffer[at++] = '\n';
    return at;
  }

  /// Station, least, mean and greatest temperature of the first records, computed from whole tenths
  /// of a degree.
  public static List<ResultRow> expected(long records) {
    int[] least = new int[STATIONS];
    int[] greatest = new int[STATIONS];
    long[] sums = new long[STATIONS];
    long[] counts = new long[STATIONS];
    for (long i = 0; i < records; i++) {
      int station = station(i);
      int tenths = tenths(i);
      least[station] = counts[station] == 0 ? tenths : Math.min(least[station], tenths);
      greatest[station] = counts[station] == 0 ? tenths : Math.max(greatest[station], tenths);
      sums[station] += tenths;
      counts[station]++;
    }
    List<ResultRow> rows = new ArrayList<>();
    for (int s = 0; s < STATIONS; s++) {
      if (counts[s] > 0) {
        String name = new String(NAMES[s], StandardCharsets.UTF_8);
        double mean = sums[s] / 10.0 / counts[s];
        rows.add(new ResultRow(List.of(name, least[s] / 10.0, mean, greatest[s] / 10.0)));
      }
    }
    return rows;
  }

  private static int station(long record) {
    return Math.floorMod(mixed(record) >>> 8, STATIONS);
  }

  /// A mean of the station's own, and a spread around it.
  private static int tenths(long record) {
    int mean = (int) (mixed(station(record) + 1_000_003L) >>> 40) % 350;
    long bits = mixed(~record);
    int first = (int) Math.floorMod(bits & 0xFFFF_FFFFL, 2L * SPREAD_TENTHS + 1);
    int second = (int) Math.floorMod(bits >>> 32, 2L * SPREAD_TENTHS + 1);
    return Math.clamp(mean + first + second - 2L * SPREAD_TENTHS, -MAX_TENTHS, MAX_TENTHS);
  }

  /// The finisher of SplitMix64 (Steele, Lea and Flood, 2014).
  private static long mixed(long number) {
    long z = (number + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private static byte[][] names() {
    Set<String> names = new HashSet<>();
    byte[][] bytes = new byte[STATIONS][];
    long seed = 0;
    while (names.size() < STATIONS) {
      long bits = mixed(seed++);
      StringBuilder name = new StringBuilder();
      for (int parts = 2 + (int) (bits >>> 62); parts > 0; parts--) {
        name.append(SYLLABLES.get((int) (bits & 0xFFFF) % SYLLABLES.size()));
        bits >>>= 12;
      }
      int ending = (int) (mixed(~seed) >>> 33) % PLAIN;
      name.append(ending < ENDINGS.size() ? ENDINGS.get(ending) : "");
      name.setCharAt(0, Character.toUpperCase(name.charAt(0)));
      String text = name.toString();
      if (names.add(text)) {
        bytes[names.size() - 1] = text.getBytes(StandardCharsets.UTF_8);
      }
    }
    return bytes;
  }
}
