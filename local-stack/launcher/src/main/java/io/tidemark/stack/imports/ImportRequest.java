/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.imports;

import io.tidemark.stack.send.InputFile;
import java.util.List;

/**
 * The request of an import.
 *
 * @param file with a header
 * @param topic of the events
 * @param map pairs {@code field=Column}
 * @param set pairs {@code field=value}
 */
public record ImportRequest(InputFile file, String topic, List<String> map, List<String> set) {}
