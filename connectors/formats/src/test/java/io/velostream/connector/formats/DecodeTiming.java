package io.velostream.connector.formats;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Schema;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Times decoding of a trade stream in memory: `main` prints MB per second of CPU time, so that
/// neighbours on the machine count less. Arguments: format (json, csv), columns wanted (5, 4, 2),
/// dictionary (auto, off), rows.
public final class DecodeTiming {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int ROUNDS = 12;
  private static final int WARM_UPS = 4;

  private DecodeTiming() {}

  public static void main(String[] args) throws IOException {
    String format = args.length > 0 ? args[0] : "json";
    int wanted = args.length > 1 ? Integer.parseInt(args[1]) : 4;
    String dictionary = args.length > 2 ? args[2] : "auto";
    int rows = args.length > 3 ? Integer.parseInt(args[3]) : 1_000_000;
    byte[] input = input(format, rows);
    double[] rates = new double[ROUNDS];
    String check = "";
    for (int round = 0; round < ROUNDS; round++) {
      long start = THREADS.getCurrentThreadCpuTime();
      check = decode(format, input, wanted, dictionary, rows);
      rates[round] = input.length / ((THREADS.getCurrentThreadCpuTime() - start) / 1e9) / 1e6;
    }
    double[] counted = Arrays.copyOfRange(rates, WARM_UPS, ROUNDS);
    Arrays.sort(counted);
    System.out.printf(
        "%s %d of 5 columns, dictionary %s: median %.0f MB/s, best %.0f (%d bytes a row, %s)%n",
        format,
        wanted,
        dictionary,
        counted[counted.length / 2],
        counted[counted.length - 1],
        input.length / rows,
        check);
  }

  private static String decode(String format, byte[] input, int wanted, String dictionary, int rows)
      throws IOException {
    Schema schema =
        Schema.of(
            Field.of("trader_id", DataType.STRING),
            Field.of("symbol", DataType.STRING),
            Field.of("price", DataType.DOUBLE),
            Field.of("quantity", DataType.BIGINT),
            Field.of("event_time", DataType.TIMESTAMP_MILLIS));
    List<Integer> columns = IntStream.range(5 - wanted, 5).boxed().toList();
    long[] bad = new long[1];
    DecodeRequest request =
        new DecodeRequest(
            schema,
            columns,
            4_096,
            Decoding.options(format, Map.of("dictionary", dictionary)),
            false,
            (_, _, _, _) -> bad[0]++);
    RowDecoder decoder =
        Formats.decoder(format, request, Formats.columns(format, request), "memory");
    DecodingReader reader = new DecodingReader(new ByteArrayInputStream(input), decoder, "memory");
    long count = 0;
    long sum = 0;
    for (Batch batch = reader.read(); batch != null; batch = reader.read()) {
      count += batch.rowCount();
      long[] times = ((LongVector) batch.column(wanted - 1)).values();
      sum += times[batch.rowCount() - 1];
    }
    if (count != rows || bad[0] != 0) {
      throw new IllegalStateException(count + " rows, " + bad[0] + " bad");
    }
    return "checksum " + Long.toHexString(sum);
  }

  private static byte[] input(String format, int rows) {
    SplittableRandom random = new SplittableRandom(7);
    StringBuilder text = new StringBuilder(rows * 110);
    boolean json = format.equals("json");
    if (!json) {
      text.append("trader_id,symbol,price,quantity,event_time\n");
    }
    for (int i = 0; i < rows; i++) {
      String trader = "TRADER_" + random.nextInt(1_000);
      String symbol = "SYM" + random.nextInt(100);
      String price = (100 + random.nextInt(900)) + "." + (10 + random.nextInt(90));
      int quantity = 1 + random.nextInt(1_000);
      long time = 1_700_000_000_000L + i * 3L;
      if (json) {
        text.append("{\"trader_id\":\"").append(trader);
        text.append("\",\"symbol\":\"").append(symbol);
        text.append("\",\"price\":").append(price);
        text.append(",\"quantity\":").append(quantity);
        text.append(",\"event_time\":").append(time).append("}\n");
      } else {
        text.append(trader).append(',').append(symbol).append(',').append(price).append(',');
        text.append(quantity).append(',').append(time).append('\n');
      }
    }
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
