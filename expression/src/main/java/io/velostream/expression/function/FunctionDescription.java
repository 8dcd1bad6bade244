package io.velostream.expression.function;

/// What a user is told about a function.
///
/// @param name the SQL name or operator sign
/// @param signature how it is called, for instance `SUBSTRING(text, from [, length])`
/// @param summary what it does, in one sentence
public record FunctionDescription(String name, String signature, String summary) {}
