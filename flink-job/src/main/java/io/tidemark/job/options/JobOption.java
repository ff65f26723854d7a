/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.options;

import java.util.function.Function;

/**
 * One option of the job.
 *
 * @param name as on the command line, without the dashes
 * @param defaultValue as text; null when the option has none and need not be given
 * @param allowed what may be given, in words, for messages and documentation
 * @param description what it does
 * @param parser reads the text; throws {@link IllegalArgumentException} on what is not allowed
 * @param <T> the value
 */
public record JobOption<T>(
    String name,
    String defaultValue,
    String allowed,
    String description,
    Function<String, T> parser) {}
