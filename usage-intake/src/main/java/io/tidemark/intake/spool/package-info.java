/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Keeps records on disk while Kafka does not acknowledge. */
package io.tidemark.intake.spool;
