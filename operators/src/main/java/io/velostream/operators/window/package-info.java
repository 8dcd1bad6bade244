/// Grouping by windows of event time. [WindowAggregate] is the operator; how rows are put into
/// windows is told by a [WindowGroups] per kind of window: [SingleWindows] and [SlidingWindows]
/// where each window has groups of its own, [HopPanes] and [CumulatePanes] where rows are added up
/// once per slide and windows are merged from that, [SessionWindows] for windows that follow the
/// rows.
@NullMarked
package io.velostream.operators.window;

import org.jspecify.annotations.NullMarked;
