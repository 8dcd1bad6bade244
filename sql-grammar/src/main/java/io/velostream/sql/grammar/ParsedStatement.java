package io.velostream.sql.grammar;

import org.apache.calcite.sql.SqlNode;

/// One statement of a script.
///
/// @param node the syntax tree; its positions are counted in the whole script
/// @param text the statement as written, from its first word to its last, without the semicolon
/// @param line the line of its first character in the script, from 1
/// @param column the column of its first character in that line, from 1
/// @param offset the number of characters of the script before it
public record ParsedStatement(SqlNode node, String text, int line, int column, int offset) {}
