/// The auctions of Nexmark as tables: people, auctions and bids on them in the proportions, with
/// the hot keys and by the rates of the public benchmark suite
/// (https://github.com/nexmark/nexmark).
///
/// Each value is a function of the number of its event, so that any part can be made at once, and a
/// column that is not read costs nothing. [NexmarkConnector] is the way in.
@NullMarked
package io.velostream.connector.datagen.nexmark;

import org.jspecify.annotations.NullMarked;
