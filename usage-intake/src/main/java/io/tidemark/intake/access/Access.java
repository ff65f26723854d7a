/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.access;

import io.tidemark.model.parsing.Sender;

/**
 * The rights of a request.
 *
 * @param id the key or token in limits; no secret
 * @param source the key or token in statistics
 * @param sender who sends
 */
public record Access(String id, Source source, Sender sender) {}
