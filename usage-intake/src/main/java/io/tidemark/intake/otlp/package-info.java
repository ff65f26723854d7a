/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Routes of OTLP over HTTP, as protobuf and JSON. */
package io.tidemark.intake.otlp;
