package io.velostream.expression.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a kernel whose result depends on more than its arguments and the session's zone, namely on
/// the time of the step.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Volatile {}
