package io.velostream.connector.datagen.nexmark;

import io.velostream.columnar.BytesVectorBuilder;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Vector;
import io.velostream.connector.datagen.column.Chosen;
import io.velostream.connector.datagen.column.ColumnGenerator;
import io.velostream.connector.datagen.column.Numbers;
import io.velostream.connector.datagen.draw.LongDraws;
import io.velostream.connector.datagen.draw.Mixer;
import java.util.List;

/// How the values of each column are made; positions are numbers of events.
final class NexmarkColumns {
  private static final long FIRST_AUCTION = 1000;
  private static final long FIRST_PERSON = 1000;
  private static final long FIRST_CATEGORY = 10;
  private static final int CATEGORIES = 5;

  /// Of so many in a row, the first is the hot one (of people also the second, for bids).
  private static final int HOT_EVERY = 100;

  /// One of so many is not hot.
  private static final int AUCTION_NOT_HOT = 2;

  private static final int SELLER_NOT_HOT = 4;
  private static final int BIDDER_NOT_HOT = 4;
  private static final int CHANNEL_NOT_HOT = 2;
  private static final int ACTIVE_PEOPLE = 1000;
  private static final int OPEN_AUCTIONS = 100;

  /// Ids that will come may be met so much before they do.
  private static final int LEAD = 10;

  private final long seed;
  private final EventTimes times;

  NexmarkColumns(long seed, EventTimes times) {
    this.seed = seed;
    this.times = times;
  }

  /// The generator of a column.
  ColumnGenerator of(NexmarkTable table, String column) {
    Mixer mixer = new Mixer(seed, table + "." + column);
    return switch (table) {
      case PERSON -> person(column, mixer);
      case AUCTION -> auction(column, mixer);
      case BID -> bid(column, mixer);
    };
  }

  private ColumnGenerator person(String column, Mixer mixer) {
    return switch (column) {
      case "id" -> numbers(event -> Events.lastPerson(event) + FIRST_PERSON);
      case "name" -> chosen(mixer, NexmarkTexts.names());
      case "emailAddress" -> NexmarkTexts.emails(mixer);
      case "creditCard" -> NexmarkTexts.creditCards(mixer);
      case "city" -> chosen(mixer, NexmarkTexts.CITIES);
      case "state" -> chosen(mixer, NexmarkTexts.STATES);
      case "dateTime" -> numbers(times::at);
      case "extra" -> NexmarkTexts.letters(mixer, 110, 164, false);
      default -> throw unknown(column);
    };
  }

  private ColumnGenerator auction(String column, Mixer mixer) {
    return switch (column) {
      case "id" -> numbers(event -> Events.lastAuction(event) + FIRST_AUCTION);
      case "itemName" -> NexmarkTexts.letters(mixer, 3, 20, true);
      case "description" -> NexmarkTexts.letters(mixer, 3, 100, true);
      case "initialBid" -> initialBids();
      case "reserve" -> reserves(mixer);
      case "dateTime" -> numbers(times::at);
      case "expires" -> numbers(event -> expires(event, mixer.bits(event)));
      case "seller" -> numbers(event -> seller(event, mixer.bits(event)));
      case "category" ->
          new Numbers.Longs(
              LongDraws.uniform(mixer, FIRST_CATEGORY, FIRST_CATEGORY + CATEGORIES - 1));
      case "extra" -> NexmarkTexts.letters(mixer, 317, 476, false);
      default -> throw unknown(column);
    };
  }

  private ColumnGenerator bid(String column, Mixer mixer) {
    return switch (column) {
      case "auction" -> numbers(event -> auctionOfBid(event, mixer.bits(event)));
      case "bidder" -> numbers(event -> bidder(event, mixer.bits(event)));
      case "price" -> new Numbers.Longs(new Prices(mixer));
      case "channel" -> new Chosen(channels(), texts(NexmarkTexts.channels()), channelCount());
      case "url" -> new Chosen(channels(), texts(NexmarkTexts.urls(mixer)), channelCount());
      case "dateTime" -> numbers(times::at);
      case "extra" -> NexmarkTexts.letters(mixer, 54, 82, false);
      default -> throw unknown(column);
    };
  }

  private static IllegalArgumentException unknown(String column) {
    return new IllegalArgumentException("no column " + column);
  }

  private ColumnGenerator initialBids() {
    return new Numbers.Longs(new Prices(new Mixer(seed, "AUCTION.initialBid")));
  }

  private ColumnGenerator reserves(Mixer mixer) {
    Prices initial = new Prices(new Mixer(seed, "AUCTION.initialBid"));
    Prices more = new Prices(mixer);
    return new Numbers.Longs((positions, count, into) -> {
      long[] added = new long[count];
      more.draw(positions, count, added);
      initial.draw(positions, count, into);
      for (int i = 0; i < count; i++) {
        into[i] += added[i];
      }
    });
  }

  /// As long, on average, as it takes until so many auctions more have begun as are open at a time.
  private long expires(long event, long bits) {
    long now = times.at(event);
    long ahead = (long) OPEN_AUCTIONS * Events.PERIOD / Events.AUCTIONS;
    long horizon = Math.max(2 * (times.at(event + ahead) - now) / EventTimes.MILLI, 1);
    return now + (1 + Mixer.below(bits, horizon)) * EventTimes.MILLI;
  }

  private static long seller(long event, long bits) {
    boolean hot = Mixer.below(bits, SELLER_NOT_HOT) > 0;
    long last = Events.lastPerson(event);
    return FIRST_PERSON + (hot ? last / HOT_EVERY * HOT_EVERY : anyPerson(last, bits));
  }

  private static long bidder(long event, long bits) {
    boolean hot = Mixer.below(bits, BIDDER_NOT_HOT) > 0;
    long last = Events.lastPerson(event);
    return FIRST_PERSON + (hot ? last / HOT_EVERY * HOT_EVERY + 1 : anyPerson(last, bits));
  }

  private static long anyPerson(long last, long bits) {
    long people = last + 1;
    long active = Math.min(people, ACTIVE_PEOPLE);
    return people - active + Mixer.below(Mixer.next(bits), active + LEAD);
  }

  private static long auctionOfBid(long event, long bits) {
    boolean hot = Mixer.below(bits, AUCTION_NOT_HOT) > 0;
    long last = Events.lastAuction(event);
    if (hot) {
      return FIRST_AUCTION + last / HOT_EVERY * HOT_EVERY;
    }
    long first = Math.max(last - OPEN_AUCTIONS, 0);
    return FIRST_AUCTION + first + Mixer.below(Mixer.next(bits), last - first + 1 + LEAD);
  }

  /// The same choice for a bid's channel and its address.
  private LongDraws channels() {
    Mixer mixer = new Mixer(seed, "BID.channel");
    int hot = NexmarkTexts.HOT_CHANNELS.size();
    return (positions, count, into) -> {
      for (int i = 0; i < count; i++) {
        long bits = mixer.bits(positions[i]);
        long other = Mixer.next(bits);
        into[i] =
            Mixer.below(bits, CHANNEL_NOT_HOT) > 0
                ? Mixer.below(other, hot)
                : hot + Mixer.below(other, NexmarkTexts.CHANNELS);
      }
    };
  }

  private static int channelCount() {
    return NexmarkTexts.HOT_CHANNELS.size() + NexmarkTexts.CHANNELS;
  }

  private static ColumnGenerator chosen(Mixer mixer, List<String> choices) {
    return new Chosen(
        LongDraws.uniform(mixer, 0, choices.size() - 1), texts(choices), choices.size());
  }

  private static Vector texts(List<String> texts) {
    BytesVectorBuilder builder = new BytesVectorBuilder();
    texts.forEach(text -> builder.append(Slice.utf8(text)));
    return builder.build();
  }

  @FunctionalInterface
  private interface OfEvent {
    long value(long event);
  }

  private static ColumnGenerator numbers(OfEvent function) {
    return new Numbers.Longs((positions, count, into) -> {
      for (int i = 0; i < count; i++) {
        into[i] = function.value(positions[i]);
      }
    });
  }
}
