package io.velostream.sql.grammar.ast;

/// What may stand between the parentheses of `CREATE TABLE t (...)`.
public sealed interface TableElement
    permits ComputedColumn, MetadataColumn, PhysicalColumn, PrimaryKey, Watermark {}
