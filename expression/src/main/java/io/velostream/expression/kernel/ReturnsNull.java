package io.velostream.expression.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a kernel that can yield NULL for arguments that are not: it then sets
/// [io.velostream.expression.EvaluationContext#resultIsNull], and what it returns is ignored.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ReturnsNull {}
