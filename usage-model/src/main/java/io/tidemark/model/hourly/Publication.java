/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.hourly;

/**
 * The state in which a document of a window is published.
 *
 * @param windowStart milliseconds since 1970
 * @param windowMinutes length of the window
 * @param isFinal whether the watermark has passed the window
 * @param revision 0 when first final, then one more per published correction
 * @param lateEvents events that came after the window was final
 * @param updatedAt when it is published, milliseconds since 1970
 */
public record Publication(
    long windowStart,
    int windowMinutes,
    boolean isFinal,
    long revision,
    long lateEvents,
    long updatedAt) {}
