/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.otlp;

import com.google.protobuf.Message;
import java.util.List;

/**
 * A request as it was read.
 *
 * @param message without the items that are damaged
 * @param problems one reason for each item that is left out
 */
record OtlpRequest(Message message, List<String> problems) {}
