/// Rows on their way from one core to another: an [Exchange] copies them into [Parcel]s, each
/// [Outlet] sends these through a [HandoverQueue], an [Inbox] takes them in one order.
///
/// Nothing here knows threads, plans or operators; nothing waits. Each class says which of its two
/// sides belongs to which thread.
@NullMarked
package io.velostream.runtime.exchange;

import org.jspecify.annotations.NullMarked;
