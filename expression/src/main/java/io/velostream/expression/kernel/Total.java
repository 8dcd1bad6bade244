package io.velostream.expression.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Promises that a kernel, or each kernel of a class, never throws. The compiler may then evaluate
/// it early, or for nothing.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Total {}
