/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

/**
 * A setting with what its body says.
 *
 * @param <T> what a body of its kind becomes
 */
public record SettingEntry<T>(Setting setting, T value) {}
