/// The narrow waist: a query as records, produced by `sql` and consumed by `runtime` (and any other
/// host).
///
/// [PlanNode] is the family of incremental physical operators' descriptions, in smaller families by
/// what they do with rows; [Plan] a whole statement. Records are immutable and know neither SQL
/// text nor run-time state. The logical form of a query is Calcite's relational algebra and never
/// leaves `sql`.
@NullMarked
package io.velostream.plan;

import org.jspecify.annotations.NullMarked;
