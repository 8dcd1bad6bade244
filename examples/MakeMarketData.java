import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/// Makes `examples/trades.csv.gz`, the data of `examples/market.sql`: 240,000 trades of 20 symbols
/// over two hours. Always the same file:
///
///     java examples/MakeMarketData.java
///
/// Prices walk at random, trade sizes are skewed, traders follow a power law. As in real feeds, a row
/// may come up to two seconds after later ones, a few dozen come minutes late, and three lines are
/// damaged.
final class MakeMarketData {
  private static final int TRADES = 240_000;
  private static final long SEED = 20_260_105L;
  private static final String[] SYMBOLS = {
    "AAPL", "AMZN", "ASML", "AVGO", "COST", "CRM", "GOOG", "INTC", "JPM", "KO",
    "META", "MSFT", "NFLX", "NVDA", "ORCL", "PEP", "QCOM", "SAP", "TSLA", "V"
  };
  private static final String[] EXCHANGES = {"NYSE", "NASDAQ", "LSE", "XETRA"};
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");

  private MakeMarketData() {}

  public static void main(String[] arguments) throws IOException {
    Path file = Path.of("examples", "trades.csv.gz");
    SplittableRandom random = new SplittableRandom(SEED);
    double[] prices = new double[SYMBOLS.length];
    for (int i = 0; i < prices.length; i++) {
      prices[i] = 40 + 30 * i + random.nextInt(20);
    }
    long start = Instant.parse("2026-01-05T14:30:00Z").toEpochMilli();
    try (Writer out =
        new OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(file), 1 << 16) {
              {
                def.setLevel(9);
              }
            },
            StandardCharsets.UTF_8)) {
      out.write("trade_id,trade_time,symbol,exchange,trader_id,side,price,quantity\n");
      for (int i = 0; i < TRADES; i++) {
        if (i % 80_000 == 40_000) {
          out.write(i + ",not a time,,NYSE,T0,B,12.3.4,many\n");
        }
        out.write(trade(i, start, prices, random));
      }
    }
    System.out.println("wrote " + file + ", " + Files.size(file) + " bytes");
  }

  private static String trade(int i, long start, double[] prices, SplittableRandom random) {
    int symbol = (int) (Math.pow(random.nextDouble(), 1.5) * SYMBOLS.length);
    prices[symbol] *= 1 + (random.nextDouble() - 0.5) * 0.002;
    long time = start + i * 30L + random.nextInt(30);
    if (random.nextInt(10) == 0) {
      time -= random.nextInt(2_000);
    }
    if (random.nextInt(5_000) == 0) {
      time -= 180_000;
    }
    int quantity = 1 + (int) Math.exp(random.nextDouble() * 7);
    int trader = (int) (Math.pow(random.nextDouble(), 2) * 200);
    return String.join(
            ",",
            Integer.toString(i),
            TIME.format(LocalDateTime.ofInstant(Instant.ofEpochMilli(time), ZoneOffset.UTC)),
            SYMBOLS[symbol],
            EXCHANGES[random.nextInt(EXCHANGES.length)],
            "T" + trader,
            random.nextBoolean() ? "B" : "S",
            String.format(java.util.Locale.ROOT, "%.2f", prices[symbol]),
            Integer.toString(quantity))
        + "\n";
  }
}
